using System.Collections.Immutable;
using Lightcone.Engines.Stepping;

namespace Lightcone.Engines;

/// <summary>Which of a list of engines a run gets. The choice reads what the engines say of themselves and knows none of them.</summary>
/// <param name="engines">The list.</param>
/// <param name="rule">The rule.</param>
internal sealed class EngineChoice(ImmutableArray<Engine> engines, RuleForms rule)
{
    /// <summary>Predicted seconds that runs have to last before passes and networks are made for them, just to know whether they would be faster.</summary>
    public const double WorthASearch = 0.05;

    /// <summary>The engine for a run, and the one that takes turns with it; null when it runs alone.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="until">When to end.</param>
    /// <exception cref="InvalidOperationException">No engine of the list runs the rule step by step without being asked for.</exception>
    public (Engine Engine, Engine? Partner) Pick(Lattice initial, Until until)
    {
        long? steps = (until as Until.StepCount)?.Count;
        if (steps is null && Solver(initial) is { } solver)
            return (solver, null);
        Engine engine = steps is { } count ? LongRun(initial, count) : SingleSteps(initial);
        return (engine, engines.FirstOrDefault(other => other.Kind!.TakesTurnsWith(engine.Kind!, rule, initial, steps is not null)));
    }

    /// <summary>The engine that finds a fixed point of this rule on this lattice at once; null when none does.</summary>
    public Engine? Solver(Lattice initial) => engines.FirstOrDefault(engine => engine.Kind!.FindsFixedPoint && engine.Kind.Refusal(rule, initial) is null);

    /// <summary>The cheapest engine when every step is looked at.</summary>
    public Engine SingleSteps(Lattice initial) =>
        engines.Where(engine => engine.Kind!.Candidacy(rule, initial, null) == Candidacy.AtOnce && engine.Kind.Refusal(rule, initial) is null).MinBy(engine => engine.Kind!.StepTime(rule, initial.Count))
        ?? throw new InvalidOperationException("No engine of the list runs this rule step by step.");

    /// <summary>Predicted seconds, those until the rule is ready included unless it has run with this engine before.</summary>
    public double Seconds(Engine engine, Lattice initial, long steps)
    {
        Cost cost = engine.Kind!.Predict(rule, initial, steps);
        return cost.Run + Preparation(engine, cost);
    }

    /// <summary>What every engine would take, cheapest first; those whose cost depends on what happens next, then those that cannot run this.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="steps">The most steps that the aim allows.</param>
    public ImmutableArray<RunPlan.EngineCost> Costs(Lattice initial, long steps) =>
        [.. engines.Select(engine => Cost(engine, initial, steps)).OrderBy(static cost => (cost.Refusal is not null, cost.Seconds ?? double.MaxValue))];

    /// <summary>
    /// The cheapest engine for a number of steps. Where the run, or all that this rule has run so far, is so long that searching a network and compiling it is little beside what they save, those that need it are tried;
    /// what was run before counts against their preparation, so that many short runs of one rule are served as one long one.
    /// </summary>
    private Engine LongRun(Lattice initial, long steps)
    {
        double before = rule.History.Seconds;
        Engine best = SingleSteps(initial);
        double least = Net(best);
        foreach (Engine engine in engines.Where(engine => engine.Kind!.Leaps && engine.Kind.Candidacy(rule, initial, steps) == Candidacy.AtOnce))
            Consider(engine);
        if (least + before > WorthASearch)
            foreach (Engine engine in engines.Where(engine => engine.Kind!.Candidacy(rule, initial, steps) != Candidacy.Never))
                Consider(engine);
        return best;

        double Net(Engine engine)
        {
            Cost cost = engine.Kind!.Predict(rule, initial, steps);
            double preparation = Preparation(engine, cost);
            return cost.Run + preparation - Math.Min(before, preparation);
        }

        void Consider(Engine engine)
        {
            if (engine.Kind!.Refusal(rule, initial) is null && Net(engine) is var net && net < least)
                (best, least) = (engine, net);
        }
    }

    private double Preparation(Engine engine, Cost cost) => rule.History.Has(engine.Kind!) ? 0 : cost.Preparation;

    private RunPlan.EngineCost Cost(Engine engine, Lattice initial, long steps)
    {
        if (engine.Kind!.Refusal(rule, initial) is { } refusal)
            return new(engine, null, refusal);
        return new(engine, engine.Kind.FollowsChanges ? null : Seconds(engine, initial, steps), null);
    }
}
