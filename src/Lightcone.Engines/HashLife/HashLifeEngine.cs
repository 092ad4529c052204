using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.HashLife;

/// <summary>The engine that computes equal parts once.</summary>
internal sealed class HashLifeEngine : EngineKind
{
    public override string Name => "hashlife";

    public override string Summary => "equal parts of a row are computed once, 2^k steps at a time: for rows that repeat themselves";

    public override string Proviso => "but of parts that repeat themselves only once";

    public override string? RefusalOfRule(RuleForms rule) =>
        HashCells.Of(rule) is null ? $"The hashlife engine runs rules in one dimension with at most {HashCells.MostPairs} pairs of a state and a class of frozen contexts. Use the table engine." : null;

    public override EngineRate Rate(RuleForms rule) => new(rule.Rates.HashLife);

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new HashStepper(rule, start, cancellation: cancellation);
}
