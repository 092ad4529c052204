using System.Diagnostics;
using System.Numerics;

namespace Lightcone.Cli.Tests;

/// <summary>What is printed of a result, and what ends a command before its end.</summary>
public sealed class ResultTests
{
    [Theory]
    [InlineData("none", "")]
    [InlineData("hex", "0x64")]
    [InlineData("decimal", "100")]
    [InlineData("auto", "100")]
    public void A_number_is_printed_in_the_form_that_is_asked_for(string form, string printed)
    {
        foreach (string task in new[] { "addition", "decimal-addition" })
            Assert.Equal(printed, CommandLine.Line($"run {task} --add 58 42 --result {form}").Output.TrimEnd());
    }

    /// <summary>All ones and one: a power of two, whose hexadecimal digits are known without any conversion.</summary>
    [Fact]
    public void A_number_of_five_million_bits_is_given_in_hex_unless_decimal_is_asked_for()
    {
        (int code, string output, string error) = CommandLine.Line("run addition --worst 5000000");
        Assert.Equal(0, code);
        Assert.Equal("0x1" + new string('0', 1_250_000), output.TrimEnd());
        Assert.Contains("--result decimal", error, StringComparison.Ordinal);
        Assert.Equal($"0x{BigInteger.Pow(2, 101) - 2:x}".Replace("0x0", "0x", StringComparison.Ordinal), CommandLine.Line($"run addition --add {BigInteger.Pow(2, 101) - 3} 1 --result hex").Output.TrimEnd());
    }

    [Theory]
    [InlineData("run W110 --random 1e9 --steps 1000 --json --seed 1", "too long for one JSON document")]
    [InlineData("run W110 --random 200 --steps 10 --result hex --seed 1", "the result is no number")]
    [InlineData("run addition --add 1 2 --result binary", "expected auto, none, decimal or hex")]
    public void What_could_not_be_printed_is_refused_before_the_run(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_result_a_run_is_one_document() =>
        Assert.Equal(System.Text.Json.JsonValueKind.Null, CommandLine.Json("run W110 --random 2000 --steps 10 --seed 1 --result none").GetProperty("result").ValueKind);

    /// <summary>A row of more cells than are put into words at a time.</summary>
    [Fact]
    public void A_long_row_is_written_whole()
    {
        string row = string.Concat(Enumerable.Range(0, (1 << 20) + 5).Select(static i => i % 3 == 0 ? '1' : '0'));
        using TemporaryFolder folder = new();
        Assert.Equal(row, CommandLine.Run("run", "W204", "--from", folder.Write("row.txt", row), "--steps", "1").Output.TrimEnd());
    }

    /// <summary>Two programs that write into one file, as in a script whose output is kept: the second goes on where the first ended.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Results_in_one_file_stand_one_after_the_other()
    {
        OutsideJudge.Bash.Require();
        using TemporaryFolder folder = new();
        string run = $"dotnet exec {Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll")} run addition --add";
        string kept = folder.File("kept.txt");
        Assert.Equal(0, CommandLine.Process("/bin/bash", $"-c\u001f(echo first; {run} 1 2; {run} 40 2; echo last) > {kept} 2> {folder.File("said.txt")}", CommandLine.Root).Code);
        Assert.Equal("first\n3\n42\nlast\n", File.ReadAllText(kept));
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_filter_ends_when_nobody_reads_it_any_more()
    {
        OutsideJudge.Bash.Require();
        using TemporaryFolder folder = new();
        string sums = folder.Write("sums.txt", string.Concat(Enumerable.Repeat("123456789+987654321\n", 300_000)));
        (int code, string output, string error) = CommandLine.Process("/bin/bash", $"-c\u001fset -o pipefail; dotnet exec {Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll")} run decimal-addition --lines {sums} | head -1", CommandLine.Root);
        Assert.Equal("123456789+987654321=1111111110\n", output);
        Assert.Equal(141, code);
        Assert.Equal("", error);
    }

    /// <summary>A terminal, which <c>script</c> stands in for, gets both ends of a long result; a pipe gets all of it.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_long_result_is_cut_on_a_terminal_and_whole_in_a_pipe()
    {
        string script = OutsideJudge.Script.Require();
        string[] run = ["exec", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll"), "run", "decimal-addition", "--add", new string('1', 5_000), new string('2', 5_000)];
        Assert.Equal((0, new string('3', 5_000) + "\n"), CommandLine.Process("dotnet", string.Join('\u001f', run), CommandLine.Root) is var piped ? (piped.Code, piped.Output) : default);
        (int code, string output, string error) = CommandLine.Process(script, $"-qec\u001fdotnet {string.Join(' ', run)}\u001f/dev/null", CommandLine.Root);
        Assert.True(code == 0, error);
        Assert.Contains($"{new string('3', 40)}...{new string('3', 40)} (5,000 characters; a pipe or a file gets all of them)", output, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('3', 41), output, StringComparison.Ordinal);
    }

    /// <summary>Also where nothing can be cancelled: while a network is examined, or a trajectory followed.</summary>
    [Theory]
    [InlineData("learn wireworld --hidden 2", "seed ")]
    [InlineData("measure lyapunov --system lorenz --duration 1e7", "about")]
    [Trait(Round.Trait, Round.Long)]
    public void Interrupted_commands_say_so(string line, string announced)
    {
        OutsideJudge.Bash.Require();
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll"), .. line.Split(' ')];
        using Process process = CommandLine.StartHeeding("dotnet", string.Join('\u001f', arguments), CommandLine.Root);
        Assert.Contains(announced, process.StandardError.ReadLine()!, StringComparison.Ordinal);
        CommandLine.Interrupt(process);
        string rest = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("interrupted", rest, StringComparison.Ordinal);
    }
}
