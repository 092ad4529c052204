using Lightcone.Engines.Grid;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tiles;

/// <summary>The engine of two-state grids that leaves out tiles in which nothing new happens.</summary>
internal sealed class TilesEngine : EngineKind
{
    public override string Name => "tiles";

    public override string Summary => "two-state grids in tiles; those where nothing happens, or only a short cycle, cost nothing";

    public override string? RefusalOfRule(RuleForms rule) =>
        rule.Moore is null ? "The tiles engine runs rules in two dimensions, of two states, that read cells at most one column and one row away and no frozen field. Use the table engine." : null;

    public override string? RefusalOfLattice(RuleForms rule, Lattice start) => TileGeometry.Fits(start.Shape, start.Boundary)
        ? null
        : $"The tiles engine runs neither before mirrors nor on a torus narrower than {TileGeometry.Reach} cells; this lattice is {start.Shape}, {start.Boundary}. Use the grid engine.";

    public override EngineRate Rate(RuleForms rule) => new(TileTime(rule) / (TileGeometry.Side * TileGeometry.Side), rule.Rates.TableStep.Grid);

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new TileStepper(TileForm.Of(rule)!, start);

    public override bool TakesTurnsWith(EngineKind dense, RuleForms rule, Lattice start, bool isCounted) =>
        isCounted && dense is GridEngine && TileGeometry.Fits(start.Shape, start.Boundary);

    public override Stepper StartTurns(EngineKind dense, RuleForms rule, Lattice start, CancellationToken cancellation)
    {
        AdaptiveGridStepper run = StartTurns(dense, rule, start.Shape, start.Boundary, 1, false);
        run.Load(start.Cells);
        return run;
    }

    /// <summary>A run on a grid of zeros, which tiles fit, that changes between all cells and tiles.</summary>
    /// <param name="dense">The engine of all cells.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="shape">The grid.</param>
    /// <param name="boundary">What lies beyond it.</param>
    /// <param name="threads">Threads of the dense engine.</param>
    /// <param name="startsInTiles">Whether the run begins in tiles.</param>
    public AdaptiveGridStepper StartTurns(EngineKind dense, RuleForms rule, Shape shape, Boundary boundary, int threads, bool startsInTiles) => new(
        (dense, this), new GridStepper(GridForm.Of(rule)!, shape, boundary, threads), GridEngine.UpdateTime(rule) / threads, TileTime(rule), startsInTiles, () => new TileStepper(TileForm.Of(rule)!, shape, boundary));

    /// <summary>A tile and generation, in nanoseconds.</summary>
    private static double TileTime(RuleForms rule)
    {
        MachineRates rates = rule.Rates;
        LineCircuit circuit = GridForm.Of(rule)!.Circuit;
        return rates.Tile.Any + (rates.MakesCode(circuit.Size) ? rates.Tile.Operation * rates.Operations(circuit) : rates.Tile.Interpreted * circuit.Size);
    }
}
