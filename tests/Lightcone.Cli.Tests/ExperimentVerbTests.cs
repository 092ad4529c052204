using System.Text.Json;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>The experiments on the command line, at a size of seconds: what they print, keep and refuse.</summary>
public sealed class ExperimentVerbTests : IDisposable
{
    private const string SmallLandscape = "landscape --only mixed:delta=-1.5;mixed:delta=2 --models averaging --samples 100 --epochs 2 --runs 2 --seed 1";
    private const string SmallFields = "fields --images dead-leaves --patches 64 --epochs 1 --runs 1 --seed 1";
    private const string SmallTransfer = "transfer cartpole --episodes 5 --runs 2 --seed 1";
    private readonly TemporaryFolder folder = new();

    private string Runs => folder.File("runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_landscape_has_a_row_for_each_training()
    {
        string picture = folder.File("landscape.svg");
        (int code, string output, _) = CommandLine.Line($"{SmallLandscape} --control rms-step --out {Runs} --plot {picture}");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 4), (code, lines.Length));
        Assert.StartsWith("averaging, beta 0.95, control rms-step: accuracy in %, mean over 2 runs", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("mixed:delta=-1.5", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("mixed:delta=2", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, Directory.EnumerateFiles(Runs, "run.json", SearchOption.AllDirectories).Count());
        Assert.Contains("<svg", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    // What is kept is not computed again, and says the same.
    [Fact]
    public void A_landscape_as_JSON_is_the_same_from_kept_runs()
    {
        JsonElement first = CommandLine.Json($"{SmallLandscape} --out {Runs}");
        string log = File.ReadAllText(Path.Combine(Runs, "log.jsonl"));
        Assert.Equal(first.GetRawText(), CommandLine.Json($"{SmallLandscape} --out {Runs}").GetRawText());
        Assert.Equal(log, File.ReadAllText(Path.Combine(Runs, "log.jsonl")));
        JsonElement row = first.GetProperty("tables")[0].GetProperty("rows")[0];
        Assert.Equal(12, row.GetProperty("accuracy").GetArrayLength());
        Assert.Equal(2, row.GetProperty("out-mean").GetProperty("n").GetInt32());
        Assert.Equal(4, first.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Fields_have_a_row_for_each_condition()
    {
        (int code, string output, _) = CommandLine.Line($"{SmallFields} --only baseline,poisson --out {Runs}");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 4), (code, lines.Length));
        Assert.Equal(["baseline", "poisson"], lines[2..].Select(static line => line.Split(' ')[0]));
        JsonElement json = CommandLine.Json($"{SmallFields} --only baseline --out {Runs}");
        Assert.True(json.GetProperty("conditions")[0].GetProperty("sigma").GetProperty("mean").GetDouble() > 0);
        Assert.Equal(0, CommandLine.Line($"{SmallFields} --study matched --only baseline --film 3 --out {Runs}").Code);
        Assert.Single(Directory.GetFiles(Runs, "film.npy", SearchOption.AllDirectories));
    }

    [Fact]
    public void Fields_are_drawn_as_a_sheet_and_as_a_film()
    {
        string sheet = folder.File("sheet.png"), film = folder.File("film.png"), chart = folder.File("chart.svg");
        (int code, _, string error) = CommandLine.Line($"{SmallFields.Replace("--runs 1", "--runs 2", StringComparison.Ordinal)} --only baseline,poisson --filters {sheet} --animate {film} --plot {chart} --out {Runs}");
        Assert.Equal(0, code);
        Assert.Contains("filters over the epochs drawn to", error, StringComparison.Ordinal);
        Assert.Contains("a row for each condition, from the top: baseline, poisson", error, StringComparison.Ordinal);
        Assert.Equal(-1, File.ReadAllBytes(sheet).AsSpan().IndexOf("acTL"u8));
        Assert.True(File.ReadAllBytes(film).AsSpan().IndexOf("acTL"u8) > 0);
        Assert.Contains("their 95 % intervals", File.ReadAllText(chart), StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Runs, "film.npy", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Streams_are_a_landscape_too()
    {
        (int code, string output, _) = CommandLine.Line($"landscape --input streams --only mixed:delta=2 --samples 60 --epochs 1 --runs 1 --seed 1 --out {Runs}");
        Assert.Equal(0, code);
        Assert.Contains("mixed:delta=2", output, StringComparison.Ordinal);
        Assert.Contains("\"Input\":\"Streams\"", File.ReadAllText(Directory.GetFiles(Runs, "run.json", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_have_a_row_for_each_group_and_leave_a_replay()
    {
        string replay = folder.File("episode.json");
        string networks = folder.File("networks");
        (int code, string output, string error) = CommandLine.Run([.. SmallTransfer.Split(' '), "--only", "perceptron,leaky beta 0.1 gain 2", "--out", Runs, "--replay", replay, "--networks", networks]);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 4), (code, lines.Length));
        Assert.StartsWith("perceptron ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("leaky beta 0.1 gain 2 *", lines[3], StringComparison.Ordinal);
        Assert.Contains($"written to {replay}", error, StringComparison.Ordinal);
        Assert.True(Lightcone.Experiments.Environments.Replay.Load(replay).Play().Rewards.Length > 0);
        Assert.Equal(["leaky-beta-0.1-gain-2.safetensors", "perceptron.safetensors"], Directory.GetFiles(networks).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, Lightcone.Networks.Network.Load(Path.Combine(networks, "perceptron.safetensors")).Architecture.Inputs);
    }

    [Theory]
    [InlineData("landscape --models spikng --seed 1", "Did you mean spiking?")]
    [InlineData("landscape --control rms-stop --seed 1", "Did you mean rms-step?")]
    [InlineData("landscape --only mixd:delta=2 --seed 1", "mixd")]
    [InlineData("landscape --runs 0 --seed 1", "--runs 0: expected 1 to")]
    [InlineData("landscape --betas x --seed 1", "'x' is no number")]
    [InlineData("landscape --samples 5 --only mixed:delta=2 --runs 1 --seed 1", "there are 20 to 1,797 samples")]
    [InlineData("landscape --betas nan --seed 1", "'nan' is no number")]
    [InlineData("landscape --shard 1/2", "Give all parts the same --seed")]
    [InlineData("landscape --shard 1/2 --seed 1 --json", "--json shows a whole result")]
    [InlineData("transfer cartpole --shard 1/2 --seed 1 --replay x.json", "--replay shows a whole result")]
    [InlineData("transfer cartpole --shard 1/2 --seed 1 --networks x", "--networks shows a whole result")]
    [InlineData("transfer cartpole --episodes 0 --seed 1", "--episodes 0: expected at least 1")]
    [InlineData("generalize addition --export x.jsonl --models automaton --seed 1", "--models has no effect")]
    [InlineData("generalize addition --samples 3 --seed 1", "--samples counts the sequences of --export")]
    [InlineData("landscape --input sounds --seed 1", "expected digits or streams")]
    [InlineData("landscape --input streams --only lorenz:rho=28 --seed 1", "streams drive the mixed oscillator with a damping alone")]
    [InlineData("fields --animate x.png --film 0 --seed 1", "--film 0 keeps none")]
    [InlineData("fields --filters x.svg --seed 1", "Let the name end in .png")]
    [InlineData("fields --shard 1/2 --filters x.png --seed 1", "--filters shows a whole result")]
    [InlineData("fields --study papr --seed 1", "Did you mean paper?")]
    [InlineData("fields --only nothing --seed 1", "the study has no condition 'nothing'")]
    [InlineData("fields --images cats --seed 1", "expected photos, dead-leaves or pink-noise")]
    [InlineData("transfer cartpol --seed 1", "Did you mean cartpole?")]
    [InlineData("transfer cartpole --protocol late --seed 1", "expected early or full")]
    [InlineData("transfer cartpole --only nobody --seed 1", "there is no group 'nobody'")]
    public void What_cannot_be_done_is_refused_with_a_sentence(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line($"{line} --out {Runs}");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }
}
