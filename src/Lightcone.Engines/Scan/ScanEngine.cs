using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Scan;

/// <summary>The engine of one-way rules behind a wall.</summary>
internal sealed class ScanEngine : EngineKind
{
    /// <summary>Up to this many states the maps that are kept for a number of steps are small.</summary>
    private const int FewStates = 16;

    public override string Name => "scan";

    public override string Summary => "one pass along a one-way rule gives its fixed point, and the number of steps to it";

    public override bool Leaps => true;

    public override bool FindsFixedPoint => true;

    public override string Reason => "the rule depends on its state at one other cell and the lattice has a wall there: one pass gives the fixed point and counts the steps to it";

    public override string? RefusalOfRule(RuleForms rule) =>
        OneWayForm.Of(rule) is null ? "The scan engine runs rules in one dimension that depend on their state at exactly one other cell. Use the table engine or active-cells." : null;

    public override string? RefusalOfLattice(RuleForms rule, Lattice start) =>
        OneWayForm.FitsBoundary(start) ? null : $"The scan engine begins at a wall; this lattice is {start.Boundary}. Use a fixed boundary or another engine.";

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) =>
        steps is not null && start.Count > SmallLattice && rule.Rule.State.Size <= FewStates ? Stepping.Candidacy.AtOnce : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule)
    {
        int states = rule.Rule.State.Size;
        (double two, double more, double state) = rule.Rates.Scan;
        return new(states == 2 ? two : more + (state * Math.Min(states, FewStates)));
    }

    public override long Updates(Lattice start, long steps) => start.Count;

    public override long MostSteps(RuleForms rule, Lattice start) => OneWayForm.FitsBoundary(start) && OneWayForm.Of(rule) is not null ? start.Count + 1L : long.MaxValue;

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new ScanStepper(OneWayForm.Of(rule)!, start, cancellation);
}
