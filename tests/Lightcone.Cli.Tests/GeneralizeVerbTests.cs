using System.Text.Json;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

public sealed class GeneralizeVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Runs => folder.File("runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_table_shows_the_automaton_and_its_control()
    {
        string chart = folder.File("chart.svg");
        (int code, string output, string error) = CommandLine.Line($"generalize addition --models automaton --lengths 16,3000 --chains 4 --runs 2 --seed 1 --out {Runs} --chart {chart}");
        Assert.Equal(0, code);
        string[] lines = output.Split('\n');
        Assert.StartsWith("addition, 2 seeds from 1: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["automaton", "82", "3,000", "256", "100.0", "100.0", "100.0", "100.0"]);
        Assert.Contains(lines, static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["corrupted", _, "3,000", ..]);
        Assert.Contains("automaton: 2 of 2 certified", lines);
        Assert.Contains("corrupted: 0 of 2 certified; the automaton with one entry of its table changed", lines);
        Assert.StartsWith($"addition, 4 runs, kept in {Runs}", error, StringComparison.Ordinal);
        Assert.Contains("longest in training", File.ReadAllText(chart), StringComparison.Ordinal);
        Assert.Equal(output, CommandLine.Line($"generalize addition --models automaton --lengths 16,3000 --chains 4 --runs 2 --seed 1 --out {Runs}").Output);
    }

    [Fact]
    public void Json_holds_rows_and_the_hashes_of_the_runs()
    {
        JsonElement json = CommandLine.Json($"generalize rule110 --models automaton --lengths 9 --steps 4 --runs 1 --seed 3 --out {Runs}");
        Assert.Equal(("rule110", 4, 2, 2), (json.GetProperty("task").GetString(), json.GetProperty("steps").GetInt32(), json.GetProperty("runs").GetArrayLength(), json.GetProperty("rows").GetArrayLength()));
        Assert.Equal(1, json.GetProperty("rows")[0].GetProperty("exact").GetProperty("median").GetDouble());
    }

    [Fact]
    public void Inputs_that_fail_are_written_one_for_each_length()
    {
        string file = folder.File("failures.json");
        (int code, string output, _) = CommandLine.Line($"generalize parity --models automaton --lengths 16,64 --seed 2 --failures {file}");
        Assert.Equal(0, code);
        // The automaton has none: both lines are those of its control.
        Assert.All(output.TrimEnd().Split('\n'), static line => Assert.StartsWith("corrupted", line, StringComparison.Ordinal));
        using JsonDocument written = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal(2UL, written.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal([16, 64], written.RootElement.GetProperty("failures").EnumerateArray().Select(static each => each.GetProperty("length").GetInt32()));
        (code, _, string error) = CommandLine.Line($"generalize parity --models automaton --runs 3 --seed 2 --failures {file}");
        Assert.Equal(2, code);
        Assert.Contains("so --runs has no effect", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_are_written_for_others()
    {
        string file = folder.File("parity.jsonl");
        (int code, string output, _) = CommandLine.Line($"generalize parity --lengths 4,7 --samples 5 --seed 2 --export {file}");
        Assert.Equal(0, code);
        Assert.StartsWith($"10 sequences written to {file}, sha256 ", output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(file);
        Assert.Equal(12, lines.Length);
        using JsonDocument last = JsonDocument.Parse(lines[^1]);
        Assert.Equal(output.TrimEnd().Split(' ')[^1], last.RootElement.GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData("generalize parrity --seed 1", "Did you mean parity?")]
    [InlineData("generalize parity --models grue --seed 1", "Did you mean gru?")]
    [InlineData("generalize parity --lengths 16,x --seed 1", "'x' is no number of digits")]
    [InlineData("generalize parity --runs 0 --seed 1", "at least 1")]
    [InlineData("generalize parity --steps 2 --seed 1", "run until it settles")]
    [InlineData("generalize parity --chart a.gif --seed 1", "charts are PNG or SVG")]
    public void What_cannot_be_done_is_refused_with_a_sentence(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line($"{line} --out {Runs}");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }
}
