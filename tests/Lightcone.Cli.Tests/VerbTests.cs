using System.Diagnostics;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

public sealed class VerbTests
{
    [Theory]
    [InlineData("learn parity --seed 1", "task parameters exact restarts margin neighborhoods milliseconds hash file")]
    [InlineData("certify addition --seed 1", "verdict neighborhoods margin coverage essential convergence function invariant healing lifetime fixedPoints ends robustness readoutRobustness counterexamples")]
    [InlineData("run addition --add 12 30", "task engine length steps settled result equal seconds cellUpdates hash")]
    [InlineData("run rule110 --random 50 --steps 10 --seed 1 --check", "task engine length steps settled result equal seconds cellUpdates hash")]
    public void Json_has_the_members_that_were_promised(string line, string members)
    {
        JsonElement json = CommandLine.Json(line);
        foreach (string member in members.Split(' '))
            Assert.True(json.TryGetProperty(member, out _), member);
    }

    [Fact]
    public void Every_pair_is_run_besides_the_proof()
    {
        JsonElement all = CommandLine.Json("certify add --seed 1 --exhaustive 10").GetProperty("exhaustive");
        Assert.Equal((10, 1L << 20, 0L, 10), (all.GetProperty("bits").GetInt32(), all.GetProperty("pairs").GetInt64(), all.GetProperty("wrong").GetInt64(), all.GetProperty("mostSteps").GetInt32()));
        (int code, string output, _) = CommandLine.Run("certify", "addition", "--seed", "1", "--exhaustive", "5");
        Assert.Equal(0, code);
        Assert.Contains("all 1,024 pairs of 5-bit numbers", output, StringComparison.Ordinal);
        Assert.Contains("0 wrong", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certify addition --exhaustive 17", "17,179,869,184 pairs, 4 times as many")]
    [InlineData("certify addition --exhaustive 0", "expected 1 to 16")]
    [InlineData("certify parity --seed 1 --exhaustive 4", "Only rules of the task addition")]
    public void Pairs_that_are_not_run_are_refused_with_the_reason(string line, string reason)
    {
        (int code, _, string error) = CommandLine.Run(line.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parity", 41)]
    [InlineData("rule110", 41)]
    [InlineData("addition-carry-save", 99)]
    public void The_published_parameter_counts_come_out(string task, int parameters) =>
        Assert.Equal(parameters, CommandLine.Json($"learn {task} --seed 5").GetProperty("parameters").GetInt32());

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void The_same_seed_gives_the_same_file()
    {
        string folder = Directory.CreateTempSubdirectory("lightcone-").FullName;
        string one = Path.Combine(folder, "one.json");
        string two = Path.Combine(folder, "two.json");
        CommandLine.Run("learn", "decimal-addition", "--seed", "11", "--out", one);
        CommandLine.Run("learn", "decimal-addition", "--seed", "11", "--out", two);
        Assert.Equal(File.ReadAllText(one), File.ReadAllText(two));
        Assert.Equal("certified", CommandLine.Json($"certify {one}").GetProperty("verdict").GetString());
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("addition", "table")]
    [InlineData("addition", "bits")]
    [InlineData("addition", "active-cells")]
    [InlineData("addition", "scan")]
    [InlineData("addition", "network")]
    [InlineData("decimal-addition-carry-save", "bits")]
    [InlineData("parity", "scan")]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void Engines_agree_on_steps_and_hash(string task, string engine)
    {
        JsonElement auto = CommandLine.Json($"run {task} --random 300 --seed 2 --check");
        JsonElement chosen = CommandLine.Json($"run {task} --random 300 --seed 2 --check --engine {engine}");
        Assert.Equal(engine, chosen.GetProperty("engine").GetString());
        Assert.True(chosen.GetProperty("equal").GetBoolean());
        foreach (string member in new[] { "steps", "hash", "result", "settled", "length" })
            Assert.Equal(auto.GetProperty(member).ToString(), chosen.GetProperty(member).ToString());
    }

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void The_longest_carry_of_a_million_bits_takes_a_million_steps_by_active_cells()
    {
        JsonElement json = CommandLine.Json("run addition --worst 1e6 --engine active-cells --check");
        Assert.Equal((1_000_000, 1_000_000, true, true), (json.GetProperty("length").GetInt32(), json.GetProperty("steps").GetInt32(), json.GetProperty("settled").GetBoolean(), json.GetProperty("equal").GetBoolean()));
    }

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void A_million_random_decimal_digits_are_added_exactly()
    {
        JsonElement json = CommandLine.Json("run decimal-addition --random 1e6 --seed 3 --check");
        Assert.True(json.GetProperty("equal").GetBoolean());
        Assert.InRange(json.GetProperty("result").GetString()!.Length, 999_990, 1_000_001);
    }

    [Fact]
    public void A_rule_that_cycles_says_its_period_and_ends_with_3()
    {
        (int code, _, string error) = CommandLine.Line("run life --input 00000/00100/00100/00100/00000");
        Assert.Equal(3, code);
        Assert.Contains("no fixed point: the state repeats with period 2 from step 0 (cells 7-17). Ask for a number of steps of a rule that cycles. Here: --steps N.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_completed_and_wrong_ones_named()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, $"1+2\n\n99999999999999999999+1=100000000000000000000\n 7 + 8 = 16\n{new string('9', 5_000)}+1\n0+0=0\n");
        (int code, string output, string error) = CommandLine.Run("run", "decimal-addition", "--lines", path, "--check");
        Assert.Equal(1, code);
        Assert.Equal($"1+2=3\n99999999999999999999+1=100000000000000000000\n7+8=15\n{new string('9', 5_000)}+1=1{new string('0', 5_000)}\n0+0=0\n", output);
        Assert.Contains($"{path}:4: the line says 16, right is 15", error, StringComparison.Ordinal);
        Assert.Contains("1 of 5 lines is wrong: 4", error, StringComparison.Ordinal);
        File.WriteAllText(path, "1+2\n3+x4\n");
        (code, _, error) = CommandLine.Run("run", "addition", "--lines", path);
        Assert.Equal(2, code);
        Assert.Contains($"{path}:2:3: 'x4' is not a natural number", error, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void A_run_explains_its_engine()
    {
        (int code, string output, string error) = CommandLine.Run("run", "addition", "--add", "999", "1", "--explain");
        Assert.Equal((0, "1000\n"), (code, output));
        Assert.Contains("engine: scan: the rule depends on its state at one other cell", error, StringComparison.Ordinal);
        Assert.Matches("predicted: at most .* in .*; actual: .* in ", error);
        Assert.Contains("network      no: The network engine runs the network itself", error, StringComparison.Ordinal);
        JsonElement explain = CommandLine.Json("run rule110 --random 1000 --seed 1 --steps 10 --engine table --explain").GetProperty("explain");
        Assert.Equal(("table", "it was asked for"), (explain.GetProperty("engine").GetString(), explain.GetProperty("reason").GetString()));
        Assert.Equal(Engine.All.Length, explain.GetProperty("engines").GetArrayLength());
    }

    // A search that takes half a minute, and a picture of a hundred million pixels: both say so before, end at once, and leave no part of a file.
    [Theory]
    [InlineData("learn decimal-addition-carry-save --smallest --seed 1 --out {0}/smallest.json", "looking for the smallest network")]
    [InlineData("draw life --random 900x900 --steps 110 --seed 1 --animate --out {0}/large.png", "111 configurations of 900x900 cells are being drawn")]
    [Trait(Round.Trait, Round.Long)]
    public void Ctrl_C_ends_other_long_work_and_leaves_no_file(string line, string announced)
    {
        OutsideJudge.Bash.Require();
        string folder = Directory.CreateTempSubdirectory("lightcone-").FullName;
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll"), .. string.Format(System.Globalization.CultureInfo.InvariantCulture, line, folder).Split(' ')];
        using Process process = CommandLine.StartHeeding("dotnet", string.Join('\u001f', arguments), CommandLine.Root);
        Assert.Contains(announced, process.StandardError.ReadLine()!, StringComparison.Ordinal);
        CommandLine.Interrupt(process);
        string rest = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("interrupted", rest, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Ctrl_C_ends_a_long_run_with_130_and_leaves_nothing()
    {
        OutsideJudge.Bash.Require();
        using Process process = CommandLine.StartHeeding(Path.Combine(CommandLine.Root, "lightcone"), "run\u001fparity\u001f--worst\u001f1e6\u001f--engine\u001ftable", CommandLine.Root);
        string announced = process.StandardError.ReadLine()!;
        if (announced.Contains("building", StringComparison.Ordinal))
            announced = process.StandardError.ReadLine()!;
        Assert.Contains("the table engine may need 1e12 cell updates", announced, StringComparison.Ordinal);
        Assert.Contains("--engine scan is cheaper", announced, StringComparison.Ordinal);
        CommandLine.Interrupt(process);
        string rest = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("interrupted", rest, StringComparison.Ordinal);
        Assert.Equal("", process.StandardOutput.ReadToEnd());
    }
}
