using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Wavefront;

/// <summary>The engine of rows cut into 512 lanes.</summary>
internal sealed class WavefrontEngine : EngineKind
{
    /// <summary>Cells for which an interpreted step does its work at least: blocks are whole, and so are vectors of 512 lanes.</summary>
    private const double LeastCells = 7_000;

    public override string Name => "wavefront";

    public override string Summary => "rows in 512 lanes of bits, several steps a pass: the fastest for long rows and many steps";

    public override string Reason => "what this rule runs is long enough for passes made for it to pay";

    public override string? RefusalOfRule(RuleForms rule) =>
        rule.Table.Dimensions != 1 ? "The wavefront engine runs rows. Use the grid engine, or the table engine."
        : WavefrontPasses.Of(rule) is null ? "The wavefront engine would need too large a circuit for this rule. Use the table engine."
        : null;

    public override string? RefusalOfLattice(RuleForms rule, Lattice start) =>
        start.Count < LaneGeometry.Lanes ? $"The wavefront engine cuts a row into {LaneGeometry.Lanes} lanes; this row has {start.Count} cells, less than one a lane. Use the table engine." : null;

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) =>
        steps is not null && start.Count > SmallLattice ? Stepping.Candidacy.AfterSearch : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule)
    {
        MachineRates rates = rule.Rates;
        LookupNetwork network = rule.Coding.Network!;
        // One look-up more stands for the memory.
        bool isCode = rates.MakesCode(network.Gates.Length);
        double update = isCode ? rates.Operation.Row * (rates.Operations(network) + 1) : rates.Interpreted.Row * (network.Gates.Length + 1);
        return new(update, isCode ? rates.WavefrontStep.Row : LeastCells * update, rates.Conversion.Lanes, 0.04);
    }

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new WavefrontStepper(rule, start);

    public override string? Describe(RuleForms rule) => $"{rule.Coding.Network}; {WavefrontPasses.Of(rule)}";
}
