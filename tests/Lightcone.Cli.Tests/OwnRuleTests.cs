using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Random;

namespace Lightcone.Cli.Tests;

/// <summary>What docs/own-rules.md promises: a recorded rule in three commands, an adder from sums alone.</summary>
public sealed class OwnRuleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lightcone-own-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_recorded_rule_of_radius_2_and_3_symbols_is_certified_in_three_commands()
    {
        (string rule, string certificate) = (Path.Combine(folder, "rule.json"), Path.Combine(folder, "rule.certificate.json"));
        JsonElement learned = CommandLine.Json($"learn --traces {Data("unknown-rule.csv")} --seed 1 --out {rule}");
        Assert.Equal("[-2 -1 0 1 2]", learned.GetProperty("neighborhood").GetString());
        Assert.Equal((243, 243, 4_000), (learned.GetProperty("seen").GetInt32(), learned.GetProperty("neighborhoods").GetInt32(), learned.GetProperty("examples").GetInt32()));
        Assert.Equal("periodic", learned.GetProperty("boundary").GetString());
        foreach (string command in new[] { $"certify {rule} --out {certificate}", $"certify {certificate}" })
        {
            JsonElement verdict = CommandLine.Json(command);
            Assert.Equal("certified", verdict.GetProperty("verdict").GetString());
            Assert.Equal(learned.GetProperty("hash").GetString(), verdict.GetProperty("hash").GetString());
        }

        // The table from which the recording was made, on every neighborhood.
        byte[] table = new byte[243];
        new RandomStream(2026, "unknown rule").FillSymbols(table, 3);
        Assert.Equal(LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Digits(3), Neighborhood.Radius(2)), table), Automaton.Load(rule).Rule);
    }

    [Fact]
    public void Four_hundred_sums_give_an_adder_proved_for_every_length()
    {
        string adder = Path.Combine(folder, "adder.json");
        JsonElement learned = CommandLine.Json($"learn --answers {Data("sums.txt")} --against decimal-addition --out {adder}");
        Assert.Equal((400, "certified", true), (learned.GetProperty("pairs").GetInt32(), learned.GetProperty("verdict").GetString(), learned.GetProperty("exact").GetBoolean()));
        Assert.InRange(learned.GetProperty("sufficed").GetInt32(), 20, 200);
        Assert.Equal("proved", CommandLine.Json($"certify {adder}").GetProperty("function").GetProperty("level").GetString());
        Assert.True(CommandLine.Json($"run {adder} --random 100000 --seed 1 --check").GetProperty("equal").GetBoolean());
    }

    // The cells have no sign: 1-2 would be shown as 99.
    [Fact]
    public void A_negative_difference_is_refused_by_a_rule_that_learned_none()
    {
        (string lines, string rule) = (Path.Combine(folder, "differences.txt"), Path.Combine(folder, "difference.json"));
        File.WriteAllLines(lines, Enumerable.Range(0, 600).Select(static i => (A: ((i * i * 37) + (i * 791)) % 997, B: ((i * i * 61) + (i * 1047) + 5) % 991)).Select(static pair => $"{Math.Max(pair.A, pair.B)}-{Math.Min(pair.A, pair.B)}={Math.Abs(pair.A - pair.B)}"));
        Assert.Equal(0, CommandLine.Line($"learn --answers {lines} --out {rule} --seed 1").Code);
        Assert.StartsWith("693", CommandLine.Line($"run {rule} --operands 700 7").Output, StringComparison.Ordinal);
        (int code, string output, string error) = CommandLine.Line($"run {rule} --operands 1 2");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("1-2 is negative", error, StringComparison.Ordinal);
        File.WriteAllText(lines, "7-5\n1-2\n");
        Assert.Equal(2, CommandLine.Line($"run {rule} --lines {lines}").Code);
    }

    [Fact]
    public void A_task_that_the_answers_are_not_is_refuted()
    {
        (int code, string output, _) = CommandLine.Line($"learn --answers {Data("sums.txt")} --against decimal-addition --method merge");
        Assert.Equal(0, code);
        Assert.Contains("certified    decimal-addition", output, StringComparison.Ordinal);
        string words = Path.Combine(folder, "words.txt");
        File.WriteAllText(words, "0110 -> 0111\n1010 -> 1111\n0001 -> 0001\n1100 -> 1111\n");
        (code, output, _) = CommandLine.Line($"learn --answers {words} --against parity");
        Assert.Equal(1, code);
        Assert.Contains("not certified", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_110_is_named_from_starts_and_ends_four_steps_apart()
    {
        List<string> lines = [];
        for (ulong i = 0; i < 3; i++)
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(64), Boundary.Periodic, new RandomStream(1, "row", i));
            lines.Add($"{start} -> {LocalRule.Elementary(110).Compile().Evolve(start, Until.Steps(4)).Final}");
        }

        string path = Path.Combine(folder, "ends.txt");
        File.WriteAllLines(path, lines);
        JsonElement found = CommandLine.Json($"learn --answers {path} --method enumerate --steps 4");
        Assert.Equal("W110", Assert.Single(found.GetProperty("candidates").EnumerateArray()).GetString());
    }

    private static string Data(string name) => Path.Combine(CommandLine.Root, "data", name);
}
