using Lightcone.Formats;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Where a newcomer's foot is likely to slip with a file in hand. Slips of a single line stand in <see cref="BadInputTests"/>.</summary>
public sealed class NewcomerErrorTests
{
    [Fact]
    public void What_a_binary_file_holds_cannot_steer_the_terminal()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("cells.txt", "\u001b[2J01\n");
        (int code, _, string error) = CommandLine.Run("run", "rule110", "--from", path, "--steps", "1");
        Assert.Equal(2, code);
        Assert.DoesNotContain('\u001b', error);
        Assert.Contains("symbol '\uFFFD'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rle", "expected a header such as x = 3")]
    [InlineData("npy", "expected the signature of a .npy file")]
    public void A_format_that_was_named_is_the_one_that_is_read(string format, string part)
    {
        using TemporaryFolder folder = new();
        (int code, _, string error) = CommandLine.Run("import", folder.Write("cells.txt", "0110\n"), "--format", format, "--out", folder.File("cells.json"));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Fact]
    public void A_pattern_that_names_another_rule_is_refused_with_both_ways_out()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("glider.rle", "x = 3, y = 3, rule = B36/S23:T8,8\nbob$2bo$3o!\n");
        (int code, string output, string error) = CommandLine.Run("run", "life", "--from", path, "--steps", "1");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"made for the rule B36/S23, and life is another rule. Its own rule runs with: lightcone run {path}.", error, StringComparison.Ordinal);
        Assert.Contains("--ignore-rule", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("run", "life", "--from", path, "--steps", "1", "--ignore-rule").Code);
        string own = CommandLine.Run("run", path, "--steps", "1").Output;
        foreach (string same in (string[])["highlife", "HighLife", "23/36", "S23/B36", "b36s23"])
            Assert.Equal(own, CommandLine.Run("run", same, "--from", path, "--steps", "1").Output);
    }

    [Fact]
    public void Answers_in_bits_for_a_task_in_bits_ask_for_the_base()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("sums.txt", string.Concat(Enumerable.Range(0, 64).Select(static i => $"{i / 8:b}+{i % 8:b}={(i / 8) + (i % 8):b}\n")));
        (int code, _, string error) = CommandLine.Run("learn", "--answers", path, "--against", "addition");
        Assert.Contains("Use --base 2.", error, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.Equal(0, CommandLine.Run("learn", "--answers", path, "--against", "addition", "--base", "2").Code);
    }

    [Fact]
    public void An_older_rule_from_sums_that_names_no_task_says_how_to_name_it()
    {
        using TemporaryFolder folder = new();
        string rule = folder.File("adder.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", System.IO.Path.Combine(CommandLine.Root, "data", "sums.txt"), "--out", rule).Code);
        // Such files did not say how numbers stand in the cells.
        (Automaton.Load(rule) with { Layout = null }).Save(rule);
        Assert.Contains("learn with --against", CommandLine.Run("run", rule, "--add", "1", "2").Error, StringComparison.Ordinal);
        Assert.Contains("learn with --against", CommandLine.Run("run", rule, "--lines", folder.Write("sums.txt", "1+2\n")).Error, StringComparison.Ordinal);
    }

    /// <summary>What other programs of the field call the same, and slips.</summary>
    [Theory]
    [InlineData("train --lr 0.1", "Did you mean --rate?")]
    [InlineData("run W110 --generations 5", "Did you mean --steps?")]
    [InlineData("learn parity -o x.json", "Did you mean --out?")]
    [InlineData("measure cone", "lightcone measure cone --task W30")]
    [InlineData("measure lyapunov --flow x'=x**2", "Write '^' for a power.")]
    [InlineData("measure lyapunov --flow x'=sinn(x)", "Did you mean sin?")]
    public void A_word_of_another_program_is_understood_enough_to_help(string line, string help)
    {
        (int code, _, string error) = CommandLine.Line(line);
        Assert.Equal(2, code);
        Assert.Contains(help, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_in_the_first_column_are_told_where_they_belong()
    {
        using TemporaryFolder folder = new();
        (int code, _, string error) = CommandLine.Run("train", "--data", folder.Write("first.csv", "setosa,5.1,3.5\nvirginica,4.9,3.0\n"), "--seed", "1");
        Assert.Equal(2, code);
        Assert.Contains("first.csv:1:1: expected a number, found 'setosa': the class stands in the last column", error, StringComparison.Ordinal);
        Assert.Contains("expected a finite number, found '4,9'", CommandLine.Run("train", "--data", folder.Write("comma.csv", "4,9;3;a\n5;2;b\n"), "--seed", "1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Exponents_that_have_not_converged_say_by_how_much_and_what_helps()
    {
        string output = CommandLine.Line("measure lyapunov --system lorenz --duration 5").Output;
        Assert.Contains("Use a longer duration", output, StringComparison.Ordinal);
        Assert.Contains("Here: --duration T, --step H (now 0.01)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("longer", CommandLine.Line("measure lyapunov --system henon").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_hidden_units_for_traces_are_said_not_passed_over()
    {
        string traces = System.IO.Path.Combine(CommandLine.Root, "data", "unknown-rule.csv");
        (int code, string output, _) = CommandLine.Run("learn", "--traces", traces, "--hidden", "1", "--seed", "1");
        Assert.Contains("A network of 1 hidden unit did not learn it", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Files_that_classify_nothing_are_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("put the class into the last column", CommandLine.Run("train", "--data", folder.Write("a.csv", "1,2,0.7\n"), "--seed", "1").Error, StringComparison.Ordinal);
        Assert.Contains("every sample is of the class iris", CommandLine.Run("train", "--data", folder.Write("c.csv", string.Concat(Enumerable.Range(0, 9).Select(static i => $"{i},2,iris\n"))), "--seed", "1").Error, StringComparison.Ordinal);
        Assert.Contains("9 classes in 9 samples", CommandLine.Run("train", "--data", folder.Write("d.csv", string.Concat(Enumerable.Range(0, 9).Select(static i => $"{i},2,{10 * i}\n"))), "--seed", "1").Error, StringComparison.Ordinal);
        Assert.Contains("Give at least 7", CommandLine.Run("train", "--data", folder.Write("b.csv", "1,2,0\n"), "--seed", "1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_that_cannot_leave_its_pictures_says_so_first()
    {
        using TemporaryFolder folder = new();
        (int code, string output, _) = CommandLine.Run("demo", "--out", folder.Write("taken", ""));
        Assert.Equal((2, ""), (code, output));
    }
}
