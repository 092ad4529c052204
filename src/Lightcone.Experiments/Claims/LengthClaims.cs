using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Lengths;

namespace Lightcone.Experiments.Claims;

/// <summary>What arXiv 2602.01651 claims of length generalization, and what this project claims of networks beside the automaton.</summary>
internal static class LengthClaims
{
    private const string Paper = "arXiv 2602.01651";
    private const int Million = 1_000_000;
    private const int Short = 16;
    private const int Long = 256;
    private const int ControlLength = 4_096;
    private const int SettlingDigits = 1_024;
    private const string CannotFail = "The measurement may be unable to fail: inputs that never meet the entry, or an answer that is compared with itself.";

    /// <summary>The claims of the paper, then those on networks.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        Exact("sead.addition.length", "addition-carry-save", "Binary addition by 99 parameters, learned at length 16, answers every input of a million digits without an error."),
        Exact("sead.parity.length", "parity", "Parity by 41 parameters, learned at length 16, answers every input of a million bits without an error."),
        Trajectories(),
        Settling(),
        .. new[] { "parity", "addition", "rule110" }.SelectMany(static task => SequenceModel.All.Where(static model => !model.IsAutomaton).Select(model => Networks(task, model))),
    ];

    private static Claim Exact(string id, string task, string sentence) => new()
    {
        Id = id,
        Source = new(Paper, task == "parity" ? "key results" : "abstract"),
        Title = string.Create(CultureInfo.InvariantCulture, $"{(task == "parity" ? "parity" : "addition")} is exact to L = {Million:N0}"),
        Sentence = sentence,
        Published = new() { Value = [100], Unit = "% of the answers right" },
        Tolerance = 0,
        Arms = [Automaton("as learned", task, Million, corrupted: false)],
        Control = new()
        {
            Title = "one table entry corrupted",
            Sentence = string.Create(CultureInfo.InvariantCulture, $"The same automata with one entry of their tables changed, at length {ControlLength:N0}: a wrong rule may not rest, and would take too long at a million."),
            Why = CannotFail,
            Arms = [Automaton("one entry corrupted", task, ControlLength, corrupted: true)],
            Expects = ControlExpectation.EffectVanishes,
        },
        WouldRefute = "One wrong answer with any seed, or answers from the corrupted tables that are right more often than one time in four.",
    };

    private static Claim Trajectories() => new()
    {
        Id = "sead.rule110.trajectories",
        Source = new(Paper, "key results"),
        Title = "Rule 110 does not diverge",
        Sentence = "Trajectories of Rule 110, learned one step at a time, never leave the right ones: 256 cells, 256 steps, 16 random rows a seed.",
        Published = new() { Value = [100], Unit = "% of the trajectories right to the end" },
        Tolerance = 0,
        Arms = [new("as learned", static seed => [new TrajectoryRun { Seed = seed }], static results => 100 * (1 - results[0]["diverged"]))],
        Control = new()
        {
            Title = "one table entry corrupted",
            Sentence = "The same automata with one entry of their tables changed.",
            Why = CannotFail,
            Arms = [new("one entry corrupted", static seed => [new TrajectoryRun { Corrupted = true, Seed = seed }], static results => 100 * (1 - results[0]["diverged"]))],
            Expects = ControlExpectation.EffectVanishes,
        },
        WouldRefute = "One trajectory that diverges, or trajectories of corrupted tables that do not.",
    };

    private static Claim Settling() => new()
    {
        Id = "lightcone.addition.settling",
        Source = new("Pippenger 2002", "Journal of Algorithms 42: longest carry chain; OEIS A192054"),
        Title = string.Create(CultureInfo.InvariantCulture, $"addition of {SettlingDigits:N0} digits settles by the law"),
        Sentence = string.Create(CultureInfo.InvariantCulture, $"A learned adder in carry-save form takes as many steps as the longest carry chain has cells: over random numbers of {SettlingDigits:N0} digits the mean of the exact law, which grows with the logarithm of the length."),
        Published = new() { Value = [SettlingLaw.Mean(SettlingDigits)], Unit = "steps" },
        Tolerance = 0.1,
        Arms = [new("random numbers", static seed => [new SettlingRun { Digits = SettlingDigits, Seed = seed }], static results => results[0]["mean"])],
        Control = new()
        {
            Title = "no pair passes a carry on",
            Sentence = "Each number added to itself: as many digits and as many carries, but every carry dies in the next cell.",
            Why = "Steps may follow the length of the numbers or the number of carries instead of the longest chain.",
            Arms = [new("numbers added to themselves", static seed => [new SettlingRun { Digits = SettlingDigits, EqualOperands = true, Seed = seed }], static results => results[0]["mean"])],
            Expects = ControlExpectation.EffectVanishes,
        },
        WouldRefute = "A mean whose interval lies further than 0.1 from the law, or as many steps without chains.",
    };

    private static Claim Networks(string task, SequenceModel model) => new()
    {
        Id = $"lightcone.lengths.{task}.{model.Name}",
        Source = new("Lightcone lengths", "docs/length-generalization.md"),
        Title = $"{task}: automaton beside {model.Name}",
        Sentence = string.Create(CultureInfo.InvariantCulture, $"The automaton answers inputs of {Long} cells without an error, and {model.Name}, a network trained on up to {Short}, answers none of them."),
        Published = new() { Value = [100, 0], Unit = "% of the answers right" },
        Tolerance = 5,
        Arms = [Automaton("automaton", task, Long), Network(task, model, Long)],
        Control = new()
        {
            Title = $"at length {Short}",
            Sentence = string.Create(CultureInfo.InvariantCulture, $"The same models, asked new inputs of {Short} cells, the longest length of the training."),
            Why = "The network may not have learned the task at any length; then it did not fail to generalize over length.",
            Arms = [Automaton("automaton", task, Short), Network(task, model, Short)],
            Expects = ControlExpectation.EffectVanishes,
        },
        WouldRefute = $"A network that is right at length {Long}, or one that is wrong at length {Short} as well.",
    };

    private static ClaimArm Automaton(string name, string task, int length, bool corrupted) => new(
        name, seed => [new LengthRun { Task = task, Lengths = [length], Symbols = 16L * length, Corrupted = corrupted, Seed = seed }], results => 100 * results[0][string.Create(CultureInfo.InvariantCulture, $"exact-{length}")]);

    private static ClaimArm Automaton(string name, string task, int length) => Asked(name, task, SequenceModel.Automaton, length);

    private static ClaimArm Network(string task, SequenceModel model, int length) => Asked(model.Name, task, model, length);

    private static ClaimArm Asked(string name, string task, SequenceModel model, int length) => new(
        name, seed => [new LengthRun { Task = task, Model = model.Name, Lengths = [Short, Long], Seed = seed }], results => 100 * results[0][string.Create(CultureInfo.InvariantCulture, $"exact-{length}")]);
}
