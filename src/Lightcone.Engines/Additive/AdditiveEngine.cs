using System.Numerics;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Engines.Additive;

/// <summary>The engine of sums modulo 2.</summary>
internal sealed class AdditiveEngine : EngineKind
{
    /// <summary>Steps from which leaps are faster than any dense engine.</summary>
    public const long LeapSteps = 256;

    public override string Name => "additive";

    public override string Summary => "rules that add states modulo 2: 2^k steps are one pass, so any number takes few";

    public override bool Leaps => true;

    public override string Reason => "the rule adds states modulo 2, and 2^k of its steps are one pass";

    public override string? RefusalOfRule(RuleForms rule) => AdditiveForm.Of(rule) is null
        ? "The additive engine runs rules of two states in one dimension whose next state is a sum modulo 2 of states and of a constant for each frozen context. Use the table engine."
        : null;

    public override string? RefusalOfLattice(RuleForms rule, Lattice start) => AdditiveForm.Of(rule)!.Refusal(start.Boundary);

    public override Candidacy Candidacy(RuleForms rule, Lattice start, long? steps) => steps >= LeapSteps ? Stepping.Candidacy.AtOnce : Stepping.Candidacy.Never;

    public override EngineRate Rate(RuleForms rule) => new(rule.Rates.Additive * (AdditiveForm.Of(rule)!.Offsets.Length + 2), 0, rule.Rates.Conversion.Planes);

    /// <summary>The most passes of leaps: one for each binary digit of the steps, twice over when the run comes to rest, and one for the constants.</summary>
    public override long Updates(Lattice start, long steps) => 3 * (BitOperations.Log2((ulong)steps | 1) + 1L) * start.Count;

    public override Stepper Start(RuleForms rule, Lattice start, CancellationToken cancellation) => new AdditiveStepper(rule, start);
}
