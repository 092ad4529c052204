using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Grid;

/// <summary>The engine of two-state grids that computes every cell.</summary>
internal sealed class GridEngine : EngineKind
{
    /// <summary>Cells for which an interpreted step does its work at least: blocks are whole, and so are vectors of 512 lanes.</summary>
    private const double LeastCells = 75_000;

    public override string Name => "grid";

    public override string Summary => "two-state grids in lanes of bits, several steps a pass: the fastest for large grids in motion";

    public override string Reason => "what this rule runs is long enough for passes made for it to pay";

    public override string? RefusalOfRule(RuleForms rule) =>
        rule.Moore is null ? "The grid engine runs rules in two dimensions, of two states, that read cells at most one column and one row away and no frozen field. Use the table engine." : null;

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) =>
        steps is not null && start.Count > SmallLattice ? Stepping.Candidacy.AfterSearch : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule)
    {
        MachineRates rates = rule.Rates;
        double update = UpdateTime(rule);
        return new(update, rates.MakesCode(GridForm.Of(rule)!.Circuit.Size) ? rates.WavefrontStep.Grid : LeastCells * update, rates.Conversion.Lanes, 0.04);
    }

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new GridStepper(GridForm.Of(rule)!, start);

    public override string? Describe(RuleForms rule) => $"{GridForm.Of(rule)}";

    /// <summary>A cell update of one thread, in nanoseconds; look-ups more stand for the ends of rows and for memory.</summary>
    public static double UpdateTime(RuleForms rule)
    {
        MachineRates rates = rule.Rates;
        LineCircuit circuit = GridForm.Of(rule)!.Circuit;
        return rates.MakesCode(circuit.Size) ? rates.Operation.Grid * (rates.Operations(circuit) + 2) : rates.Interpreted.Grid * (circuit.Size + 2);
    }
}
