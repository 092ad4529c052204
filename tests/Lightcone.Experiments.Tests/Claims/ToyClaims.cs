using System.Collections.Immutable;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Experiments.Tests.Runs;

namespace Lightcone.Experiments.Tests.Claims;

/// <summary>Claims about invented numbers: each arm gives its base plus a little that depends on the seed.</summary>
internal static class ToyClaims
{
    public static Claim Two(double[] ours, double[] control, double[] published, double tolerance = 0) => new()
    {
        Id = "toy.two",
        Source = new("A toy, 2026", "table 1"),
        Title = "the first arm is larger",
        Sentence = "The first arm is larger than the second.",
        Published = new() { Value = [.. published], Unit = "points" },
        Tolerance = tolerance,
        Arms = Arms(ours),
        Control = new() { Title = "the other explanation", Sentence = "Without the other explanation.", Why = "It could be the reason.", Arms = Arms(control) },
        WouldRefute = "Equal arms.",
    };

    public static ClaimRecord Judge(Claim claim, int seeds = 10)
    {
        Budget budget = new("test", seeds);
        return claim.Judge(budget, new Computation { Runs = claim.Runs(budget) }.Compute(cancellation: TestContext.Current.CancellationToken), 1.23456);
    }

    // From -1 to 1, without a run that was never asked for: the number is the result's own.
    private static ImmutableArray<ClaimArm> Arms(double[] bases) =>
        [.. bases.Select((value, arm) => new ClaimArm($"arm {arm}", seed => [new StepwiseRun { Seed = seed + ((ulong)arm << 32) }], results => value + (((results[0]["last"] % 201) - 100) / 100)))];
}
