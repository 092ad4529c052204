using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Tests.Lengths;

public sealed class LengthRunTests
{
    private static readonly SequenceTraining Little = new() { LongestLength = 4, Examples = 64, Epochs = 2 };

    [Theory]
    [InlineData("parity", 50_000)]
    [InlineData("addition", 50_000)]
    [InlineData("addition-carry-save", 50_000)]
    [InlineData("rule110", 50_000)]
    [InlineData("multiplication", 40)]
    public void The_automaton_is_certified_and_exact(string task, int length)
    {
        RunResult result = new LengthRun { Task = task, Lengths = [1, 16, length], Samples = 8, Seed = 4 }.Compute(RunContext.None);
        Assert.Equal((1, 1, 1, 1), (result["certified"], result["exact-1"], result["exact-16"], result[$"exact-{length}"]));
        Assert.Equal((1, 8), (result[$"bits-{length}"], result[$"samples-{length}"]));
    }

    [Theory]
    [InlineData("parity", 41)]
    [InlineData("addition-carry-save", 99)]
    [InlineData("rule110", 41)]
    public void The_published_numbers_of_parameters_are_met(string task, int parameters) =>
        Assert.Equal(parameters, new LengthRun { Task = task, Lengths = [4], Samples = 1 }.Compute(RunContext.None)["parameters"]);

    // The control: whichever entry is changed, it is refuted, and over the seeds answers are lost.
    [Theory]
    [InlineData("parity")]
    [InlineData("addition")]
    [InlineData("rule110")]
    public void A_changed_entry_is_refuted_and_costs_answers(string task)
    {
        RunResult[] results = [.. Enumerable.Range(1, 8).Select(seed => new LengthRun { Task = task, Lengths = [64], Samples = 16, Corrupted = true, Seed = (ulong)seed }.Compute(RunContext.None))];
        Assert.All(results, static result => Assert.Equal(0, result["certified"]));
        Assert.True(results.Average(static result => result["exact-64"]) < 0.5, string.Join(" ", results.Select(static result => result["exact-64"])));
    }

    // Chains settle after as many steps as they have cells.
    [Fact]
    public void Steps_follow_the_chain_and_not_the_length()
    {
        RunResult result = new LengthRun { Lengths = [], Chains = [3, 90], ChainLength = 128, Samples = 4 }.Compute(RunContext.None);
        Assert.Equal((3, 90, 1, 1), (result["chain-settling-3"], result["chain-settling-90"], result["chain-exact-3"], result["chain-exact-90"]));
    }

    [Fact]
    public void Networks_learn_what_is_short_and_the_same_bytes_come_again()
    {
        LengthRun run = new() { Task = "rule110", Model = "gru", Training = new() { LongestLength = 6, Examples = 256, Epochs = 12, LearningRate = 0.01 }, Lengths = [6, 60], Samples = 32, Seed = 2 };
        RunResult result = run.Compute(RunContext.None);
        Assert.True(result["bits-6"] > 0.9, $"{result["bits-6"]}");
        Assert.Equal((32, 32, 0), (result["samples-6"], result["samples-60"], result["diverged"]));
        Assert.Equal(StoredRun.Of(run, result).ContentHash(), StoredRun.Of(run, run.Compute(RunContext.None)).ContentHash());
    }

    // Long sequences are answered in pieces; the pieces must not show.
    [Theory]
    [InlineData("mlp")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("transformer-sinusoidal")]
    [InlineData("transformer-rotary")]
    [InlineData("transformer-none")]
    public void Answers_depend_on_nothing_later_and_not_on_pieces(string name)
    {
        SequenceTask task = SequenceTask.Find("addition", 1);
        LearnedNetwork network = LearnedNetwork.Train(task, SequenceModel.Find(name), Little, 1, RunContext.None);
        int length = SequenceModel.Find(name).NeedsWholeSequences ? 100 : 5_000;
        SequenceExample example = task.Draw(length, new(1, "pieces"));
        SequenceExample first = example with { Length = 40, Channels = [.. example.Channels.Select(static channel => channel[..41])], Answer = example.Answer[..41] };
        byte[] whole = network.Answer([example], TestContext.Current.CancellationToken)[0], part = network.Answer([first], TestContext.Current.CancellationToken)[0];
        Assert.Equal(whole[..41], part);
        Assert.Equal(whole, network.Answer([example], TestContext.Current.CancellationToken, piece: 6_000)[0]);
    }

    [Fact]
    public void A_study_is_every_model_with_every_seed_and_its_control()
    {
        LengthStudy study = new() { Task = "parity", Models = [SequenceModel.Automaton, SequenceModel.Find("gru")], Lengths = [8, 20], Chains = [2, 20], ChainLength = 24, Seeds = 3, Seed = 5, Training = Little };
        ImmutableArray<RunSpec> runs = study.Runs();
        Assert.Equal((9, 9), (runs.Length, runs.Select(static run => run.Hash).Distinct().Count()));
        ImmutableArray<LengthRow> rows = study.Rows(new Computation { Runs = runs }.Compute(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(["automaton", "corrupted", "gru"], rows.Select(static row => row.Model).Distinct());
        Assert.Equal((12, 3), (rows.Length, rows[0].Exact.Count));
        Assert.Equal((1, 3, 0), (rows[0].Exact.Min, rows[0].Certified, rows.First(static row => row.Model == LengthStudy.Control).Certified));
        Assert.All(runs, static run => Assert.Equal(run, RunKind.Parse(run.Text, [LengthRun.RunKind])));
    }

    [Fact]
    public void Models_are_not_asked_what_they_cannot_be_run_at()
    {
        LengthRun[] runs = [.. new LengthStudy { Task = "addition", Seeds = 1 }.Runs().Cast<LengthRun>()];
        Assert.Equal(1_000_000, runs.Single(static run => run.Model == "lstm").Lengths[^1]);
        Assert.Equal(2_048, runs.Single(static run => run.Model == "transformer-rotary").Lengths[^1]);
        Assert.Equal(4_096, runs.Single(static run => run.Corrupted).Lengths[^1]);
    }

    [Fact]
    public void A_file_has_a_head_lines_and_the_sum_of_them()
    {
        SequenceExport export = new() { Task = "rule110", Lengths = [5, 9], Samples = 3, Seed = 7 };
        using MemoryStream stream = new(), again = new();
        string sum = export.Write(stream, TestContext.Current.CancellationToken);
        export.Write(again, TestContext.Current.CancellationToken);
        Assert.Equal(stream.ToArray(), again.ToArray());
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.Equal(sum, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines[..^1].Select(static line => line + "\n"))))));
        using JsonDocument last = JsonDocument.Parse(lines[^1]), one = JsonDocument.Parse(lines[4]);
        Assert.Equal((7, sum), (last.RootElement.GetProperty("lines").GetInt32(), last.RootElement.GetProperty("sha256").GetString()));
        Assert.Equal((9, 10, '.'), (one.RootElement.GetProperty("length").GetInt32(), one.RootElement.GetProperty("answer").GetString()!.Length, one.RootElement.GetProperty("answer").GetString()![0]));
    }

    [Fact]
    public void Settling_of_all_pairs_is_the_law()
    {
        RunResult all = new SettlingRun { Digits = 5, Samples = 0 }.Compute(RunContext.None), some = new SettlingRun { Digits = 300, Samples = 64 }.Compute(RunContext.None);
        Assert.Equal((1_024, 1, 1_517.0 / 1_024, 5), (all["pairs"], all["lawful"], all["mean"], all["most"]));
        Assert.Equal(all["law"], all["mean"], 12);
        Assert.Equal(1, some["lawful"]);
        Assert.InRange(some["mean"] - some["law"], -3 * some["deviation"] / 8, 3 * some["deviation"] / 8);
        Assert.InRange(new SettlingRun { Digits = 300, Samples = 8, EqualOperands = true }.Compute(RunContext.None)["most"], 1, 1);
    }

    [Fact]
    public void Trajectories_of_the_automaton_never_leave_the_right_ones_and_those_of_a_changed_table_do()
    {
        TrajectoryRun run = new() { Width = 64, Steps = 48, Samples = 4, Seed = 3 };
        RunResult right = run.Compute(RunContext.None), wrong = (run with { Corrupted = true }).Compute(RunContext.None);
        RunResult network = (run with { Model = "mlp", Training = Little }).Compute(RunContext.None);
        Assert.Equal((0, 49, 0, 1), (right["diverged"], right["first-wrong"], right["wrong-at-end"], right["certified"]));
        Assert.Equal((1, 0), (wrong["diverged"], wrong["certified"]));
        Assert.InRange(network["first-wrong"], 1, 48);
        NpyArray damage = right.Arrays["damage"];
        Assert.Equal(right.Arrays["damage"].ToDoubles(), wrong.Arrays["damage"].ToDoubles());
        Assert.True(damage.ToDoubles()[^1] > 0);
    }

    [Fact]
    public void One_attempt_says_how_it_fails()
    {
        RunResult good = new LearningRun { Task = "parity", Recipe = "default", Restarts = 8 }.Compute(RunContext.None), bad = new LearningRun { Task = "parity", HiddenUnits = 1 }.Compute(RunContext.None);
        Assert.Equal((1, 1, 0, 0), (good["exact"], good["accuracy"], good["wrong"], good["oscillates"]));
        Assert.Equal(0, bad["exact"]);
        Assert.True(bad["wrong"] > 0 && bad["accuracy"] < 1);
    }

    // Golden: the directories of runs are named after these texts.
    [Fact]
    public void Texts_of_runs_stay_what_they_are() => Assert.Equal(
        [
            """length 1 {"task":"addition","model":"automaton","steps":1,"training":{"longest":16,"examples":4096,"epochs":30,"batch":32,"rate":0.002,"clip":1},"lengths":[16,32,64],"chains":[],"chainLength":256,"samples":256,"symbols":131072,"corrupted":false,"seed":1}""",
            """settling 1 {"digits":1024,"samples":256,"equal":false,"seed":1}""",
            """trajectory 1 {"rule":110,"model":"automaton","training":{"longest":16,"examples":4096,"epochs":30,"batch":32,"rate":0.002,"clip":1},"width":256,"steps":256,"samples":16,"corrupted":false,"seed":1}""",
            """learning 1 {"task":"parity","hidden":0,"recipe":"paper","restarts":0,"seed":1}""",
        ],
        ((RunSpec[])[new LengthRun(), new SettlingRun(), new TrajectoryRun(), new LearningRun()]).Select(static run => run.Text));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("no table", Assert.Throws<InputException>(() => new LengthRun { Model = "gru", Corrupted = true }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<InputException>(() => new LengthRun { Lengths = [0] }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean gru?", Assert.Throws<InputException>(() => new LengthRun { Model = "grU" }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new SettlingRun { Digits = 11, Samples = 0 }.Compute(RunContext.None));
        Assert.Throws<InputException>(() => new LearningRun { Recipe = "ours" }.Compute(RunContext.None));
    }

    [Fact]
    public void The_first_input_that_fails_is_one_of_those_that_were_asked()
    {
        LengthRun run = new() { Task = "addition", Lengths = [4, 40], Samples = 64, Corrupted = true, Seed = 5 };
        RunResult result = run.Compute(RunContext.None);
        System.Collections.Immutable.ImmutableArray<LengthFailure> failures = run.Failures(RunContext.None);
        Assert.Equal(run.Lengths.Where(length => result[$"exact-{length}"] < 1), failures.Select(static failure => failure.Length));
        Assert.NotEmpty(failures);
        foreach (LengthFailure failure in failures)
        {
            Assert.Equal((LengthStudy.Control, failure.Length + 1), (failure.Model, failure.Right.Length));
            Assert.InRange(failure.Wrong, 1, failure.Right.Length);
            // The right answer is the sum of both operands.
            Assert.Equal(Number(failure.Input[0]) + Number(failure.Input[1]), Number(failure.Right));
            Assert.NotEqual(Number(failure.Right), Number(failure.Answer));
        }

        Assert.Empty((run with { Corrupted = false }).Failures(RunContext.None));
    }

    private static long Number(string bits) => bits.Reverse().Aggregate(0L, static (value, bit) => (2 * value) + (bit - '0'));
}
