using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines.Stepping;

/// <summary>
/// An engine, described once: its name, which rules and lattices it refuses and why, what it costs, and how it starts. One sealed subclass stands in the engine's own folder, and one line in the list of engines names it.
/// Choice, cost model, explanation, help text and conformance read the list; nothing else knows how many engines there are.
/// </summary>
internal abstract class EngineKind
{
    /// <summary>Up to this many cells a step by table is as cheap as any other, and nothing has to be built for it.</summary>
    public const int SmallLattice = 512;

    /// <summary>The name on the command line and in <see cref="Evolution.Engine"/>: lower-case words with hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one line of help text.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether its cost is that of what happens and not known before: not predicted.</summary>
    public virtual bool FollowsChanges => false;

    /// <summary>Whether many steps take it little more than one: such an engine is held against others by the cost of the whole run, not of a step.</summary>
    public virtual bool Leaps => false;

    /// <summary>Whether a fixed point is all that it finds, at once: it is always the cheapest way there.</summary>
    public virtual bool FindsFixedPoint => false;

    /// <summary>Why the worst case says little, as the end of a sentence that begins with the number of cell updates; null when it says enough.</summary>
    public virtual string? Proviso => null;

    /// <summary>Why this engine was picked, for a reader; null for the general reason.</summary>
    public virtual string? Reason => null;

    /// <summary>Why it can never run this rule, and what to do instead; null when it can.</summary>
    public virtual string? RefusalOfRule(RuleForms rule) => null;

    /// <summary>Why it cannot run a rule that it can run on this lattice, and what to do instead; null when it can.</summary>
    public virtual string? RefusalOfLattice(RuleForms rule, Lattice start) => null;

    /// <summary>Why it cannot run this rule on this lattice, and what to do instead; null when it can.</summary>
    public string? Refusal(RuleForms rule, Lattice start) => RefusalOfRule(rule) ?? RefusalOfLattice(rule, start);

    /// <summary>When it may be picked without being asked for.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The start.</param>
    /// <param name="steps">How many steps are asked for; null towards a fixed point or cycle, where every step is looked at.</param>
    public virtual Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) => Stepping.Candidacy.Never;

    /// <summary>What it takes for a rule that it does not refuse, by the rates of the machine that the rule goes by.</summary>
    public abstract EngineRate Rate(RuleForms rule);

    /// <summary>The most cell updates of a run; <see cref="long.MaxValue"/> stands for that many or more.</summary>
    public virtual long Updates(Lattice start, long steps) => (Int128)steps * start.Count > long.MaxValue ? long.MaxValue : steps * start.Count;

    /// <summary>The most steps that can change something on the way to a fixed point, where the engine knows.</summary>
    public virtual long MostSteps(RuleForms rule, Lattice start) => long.MaxValue;

    /// <summary>One step by itself, in nanoseconds.</summary>
    public virtual double StepTime(RuleForms rule, int cells)
    {
        EngineRate rate = Rate(rule);
        return rate.Step + (cells * rate.Update);
    }

    /// <summary>What a run takes in the worst case. Reads no clock.</summary>
    public Cost Predict(RuleForms rule, Lattice start, long steps)
    {
        EngineRate rate = Rate(rule);
        double updates = Leaps ? Updates(start, steps) : (double)start.Count * steps;
        return new(rate.Preparation, 1e-9 * ((rate.Conversion * start.Count) + (updates * rate.Update) + (steps * rate.Step)));
    }

    /// <summary>A run of a rule on a lattice, neither of which the engine refuses.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The start.</param>
    /// <param name="cancellation">Ends a step that would take long; others come back soon.</param>
    public abstract Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation);

    /// <summary>Whether a run that another engine was picked for may go on with this one for as long as that is cheaper.</summary>
    /// <param name="dense">The engine that was picked.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The start.</param>
    /// <param name="isCounted">Whether the aim is a number of steps.</param>
    public virtual bool TakesTurnsWith(EngineKind dense, RuleForms rule, Lattice start, bool isCounted) => false;

    /// <summary>A run that changes between the engine picked and this one, where <see cref="TakesTurnsWith"/> says so.</summary>
    public virtual Stepper StartTurns(EngineKind dense, RuleForms rule, Lattice start, CancellationToken cancellation) => dense.Start(rule, start, cancellation);

    /// <summary>What the rule becomes for this engine, for a reader; null when there is nothing to say.</summary>
    public virtual string? Describe(RuleForms rule) => null;

    public sealed override string ToString() => Name;
}
