using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Bytes;

/// <summary>The engine of rows cut into 64 lanes of bytes.</summary>
internal sealed class BytesEngine : EngineKind
{
    /// <summary>Below this length single steps spend more on the ends of lanes than inside them.</summary>
    public const int LongRow = 1 << 14;

    /// <summary>What a cell update of a single step takes at least, in nanoseconds: a row of bytes goes through the cache for each.</summary>
    private const double ThroughCache = 0.03;

    public override string Name => "bytes";

    public override string Summary => "rows in 64 lanes of bytes, the table in registers: the fastest where circuits are large";

    public override string Reason => "what this rule runs is long enough for passes made for it to pay";

    public override string? RefusalOfRule(RuleForms rule) => BytePasses.Of(rule) is null
        ? $"The bytes engine runs rules in one dimension that tell apart at most {ByteForm.MostCodes} neighborhoods, or up to {ByteForm.MostPages} times as many when one position picks among tables of that size. Use the table engine."
        : null;

    public override string? RefusalOfLattice(RuleForms rule, Lattice start) =>
        start.Count < ByteStepper.FewestCells ? $"The bytes engine cuts a row into {ByteLanes.Lanes} lanes and needs {ByteStepper.FewestCells} cells; this row has {start.Count}. Use the table engine." : null;

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) =>
        start.Shape.Dimensions > 1 || start.Count <= SmallLattice ? Stepping.Candidacy.Never
        : start.Count >= LongRow ? Stepping.Candidacy.AtOnce
        : steps is not null ? Stepping.Candidacy.AfterSearch
        : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule) => new(UpdateTime(rule.Rates, BytePasses.Of(rule)!.Form), rule.Rates.BytesStep, rule.Rates.Conversion.Bytes, 0.015);

    public override double StepTime(RuleForms rule, int cells)
    {
        EngineRate rate = Rate(rule);
        return rate.Step + (cells * Math.Max(rate.Update, ThroughCache));
    }

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new ByteStepper(rule, start);

    public override string? Describe(RuleForms rule) => $"{BytePasses.Of(rule)}";

    private static double UpdateTime(MachineRates rates, ByteForm form)
    {
        if (rates.Compiles && rates.PermutesBytes)
            return (form.Pages == 1 ? rates.Bytes.Table : rates.Bytes.Pages) * form.Operations;
        return rates.Bits > 0 && PlainBytePass.IsSmall(form) ? rates.PlainBytes.Together * PlainBytePass.Lookups(form) : rates.PlainBytes.Single * (form.Positions.Length + 1);
    }
}
