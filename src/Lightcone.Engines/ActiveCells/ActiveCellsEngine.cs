using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines.ActiveCells;

/// <summary>The engine whose work is what happens.</summary>
internal sealed class ActiveCellsEngine : EngineKind
{
    public override string Name => "active-cells";

    public override string Summary => "only cells whose neighborhood changed: work is what happens, not length times steps";

    public override bool FollowsChanges => true;

    public override string Proviso => "but only of cells whose neighborhood changed";

    public override EngineRate Rate(RuleForms rule) => new(rule.Rates.Event, rule.Rates.TableStep.Row);

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new ActiveCellsStepper(rule.Table, start);

    public override bool TakesTurnsWith(EngineKind dense, RuleForms rule, Lattice start, bool isCounted) => !isCounted && start.Count > SmallLattice;

    public override Stepper StartTurns(EngineKind dense, RuleForms rule, Lattice start, CancellationToken cancellation) =>
        new AdaptiveStepper((dense, this), dense.Start(rule, start, cancellation), dense.StepTime(rule, start.Count), () => Start(rule, start, cancellation), rule.Rates, start.Count);
}
