using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>What this project claims of its own rules. The same duty as for others: a control that would show a measurement which cannot fail.</summary>
internal static class ExactnessClaims
{
    private const string NoTraining = "The measurement may be unable to fail: an answer that is compared with itself, inputs that never meet the rule's hard cases.";

    /// <summary>Exact answers at a length, and a proof for every length, of three tasks.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        Exact("addition", "addition", "Binary addition", 1_000_000, "digits"),
        Certified("addition", "addition", "Binary addition", 1_000_000),
        Exact("parity", "parity", "Parity", 100_000, "cells"),
        Certified("parity", "parity", "Parity", 100_000),
        Exact("rule110", "rule110", "Rule 110", 2_000, "cells"),
        Certified("rule110", "rule110", "Rule 110", 2_000),
    ];

    private static Claim Exact(string id, string task, string name, int length, string unit) => new()
    {
        Id = $"lightcone.{id}.exact",
        Source = new("Lightcone", "docs/getting-started.md"),
        Title = string.Create(CultureInfo.InvariantCulture, $"{name} is exact at {length:N0} {unit}"),
        Sentence = string.Create(CultureInfo.InvariantCulture, $"{name}, learned from its neighborhoods alone, answers every random input of {length:N0} {unit} without an error, with every seed of the training."),
        Published = new() { Value = [100], Unit = "% of the answers right" },
        Tolerance = 0,
        Arms = [Arm("as learned", task, length, corrupted: false, "right")],
        Control = Corrupted(task, length, "right", "The same networks with one weight changed so that the table is another one."),
        WouldRefute = "One wrong answer with any seed, or right answers from the corrupted rules.",
    };

    private static Claim Certified(string id, string task, string name, int length) => new()
    {
        Id = $"lightcone.{id}.certified",
        Source = new("Lightcone", "docs/proofs.md"),
        Title = $"{name} is proved",
        Sentence = $"Every network that learned {(name == "Rule 110" ? name : name.ToLowerInvariant())} is certified: its table is compared with the specification on every neighborhood.",
        Published = new() { Value = [100], Unit = "% of the networks certified" },
        Tolerance = 0,
        Arms = [Arm("as learned", task, length, corrupted: false, "certified")],
        Control = Corrupted(task, length, "certified", "The same networks with one weight changed so that the table is another one; they must be refuted."),
        WouldRefute = "One network without a certificate, or a certificate for a corrupted one.",
    };

    private static ClaimControl Corrupted(string task, int length, string number, string sentence) => new()
    {
        Title = "one weight corrupted",
        Sentence = sentence,
        Why = NoTraining,
        Arms = [Arm("one weight corrupted", task, length, corrupted: true, number)],
        Expects = ControlExpectation.EffectVanishes,
    };

    private static ClaimArm Arm(string name, string task, int length, bool corrupted, string number) => new(
        name, seed => [new ExactnessRun { Task = task, Length = length, Corrupted = corrupted, Seed = seed }], results => 100 * results[0][number]);
}
