using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines.Bits;

/// <summary>The engine of planes of bits.</summary>
internal sealed class BitsEngine : EngineKind
{
    /// <summary>The largest table for which a circuit is tried without being asked for.</summary>
    private const int SmallDomain = 1 << 18;

    public override string Name => "bits";

    public override string Summary => "symbols as planes of bits, the table as a circuit on whole words";

    public override string? RefusalOfRule(RuleForms rule) =>
        rule.Circuit is null ? $"The bits engine would need more than {Circuit.MaxSize:N0} multiplexers for this rule, slower than looking it up. Use the table engine." : null;

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) =>
        start.Count > SmallLattice && rule.Table.Results.Length <= SmallDomain ? Stepping.Candidacy.AtOnce : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule)
    {
        Circuit circuit = rule.Circuit!;
        MachineRates rates = rule.Rates;
        return new(rates.Gate * (circuit.Inputs + circuit.Outputs.Length + circuit.Size), rule.Table.Dimensions == 1 ? rates.BitsStep.Row : rates.BitsStep.Grid, rates.Conversion.Planes, 0.01);
    }

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new BitSlicedStepper(rule.Table, rule.Circuit!, start);

    public override string? Describe(RuleForms rule) => $"{rule.Circuit}";
}
