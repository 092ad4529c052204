using Lightcone.Formats;
using System.Text.Json;
using Lightcone.Foundation.Random;

namespace Lightcone.Cli.Tests;

/// <summary>What is said after learning is no more than what was seen: exit codes and files carry it. Right values come from definitions that share nothing with the learner.</summary>
public sealed class ClaimTests
{
    private static string Words(int lines, Func<int[], string> answer, int longest = 9, string purpose = "words")
    {
        RandomStream stream = new(1, purpose);
        return string.Concat(Enumerable.Range(0, lines).Select(_ =>
        {
            int[] word = [.. Enumerable.Range(0, 3 + stream.NextInt32(longest - 2)).Select(_ => stream.NextInt32(2))];
            return $"{string.Concat(word)} -> {answer(word)}\n";
        }));
    }

    private static string Prefixes(int[] word, Func<int[], int> answer) => string.Concat(Enumerable.Range(1, word.Length).Select(length => answer(word[..length])));

    [Fact]
    public void The_majority_of_the_prefix_is_no_rule()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("majority.txt", Words(300, static word => Prefixes(word, static prefix => 2 * prefix.Sum() > prefix.Length ? 1 : 0)));
        string file = folder.File("majority.json");
        (int code, string output, _) = CommandLine.Run("learn", "--answers", path, "--out", file);
        Assert.Equal(1, code);
        Assert.Matches("held out     the longest (\\d+) of (\\d+) lines", output);
        Assert.Contains("no rule found: the machine grows with the data", output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        JsonElement json = CommandLine.Json($"learn --answers {path}", code: 1);
        Assert.False(json.GetProperty("found").GetBoolean());
        Assert.True(json.GetProperty("heldOut").GetProperty("right").GetInt32() < json.GetProperty("heldOut").GetProperty("lines").GetInt32());
    }

    [Fact]
    public void A_parity_is_and_its_file_says_what_was_held_out()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("parity.txt", Words(200, static word => Prefixes(word, static prefix => prefix.Sum() % 2)));
        string file = folder.File("parity.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", path, "--out", file).Code);
        (int code, string output, _) = CommandLine.Run("certify", file);
        Assert.Equal(0, code);
        // Repeated lines are held out once.
        Assert.Matches("checked      200 of 200 answers of parity.txt are right; learned without the longest (\\d+), \\1 of these are right\\.", output);
    }

    /// <summary>Ones modulo seven need seven states; three hidden symbols have eight, and the sweep seldom finds them from thirty short lines.</summary>
    [Fact]
    public void A_failed_check_stays_in_the_file_and_nothing_is_certified()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("seven.txt", Words(30, static word => Prefixes(word, static prefix => prefix.Sum() % 7 == 3 ? 1 : 0)));
        string file = folder.File("seven.json");
        (int code, string output, _) = CommandLine.Run("learn", "--answers", path, "--method", "gradient", "--hidden-symbols", "1", "--seed", "1", "--out", file);
        Assert.Equal(1, code);
        Assert.Contains("not exact", output, StringComparison.Ordinal);
        string certificate = folder.File("seven.certificate.json");
        (code, output, _) = CommandLine.Run("certify", file, "--out", certificate);
        Assert.Equal(1, code);
        Assert.StartsWith("not certified: ", output, StringComparison.Ordinal);
        Assert.Contains("of 30 answers of seven.txt are right", output, StringComparison.Ordinal);
        Assert.False(File.Exists(certificate));
        Assert.True(CommandLine.Json($"certify {file}", code: 1).GetProperty("check").GetProperty("wrong").GetInt32() > 0);
    }

    [Fact]
    public void Certify_checks_answers()
    {
        using TemporaryFolder folder = new();
        string sums = Path.Combine(CommandLine.Root, "data", "sums.txt");
        string file = folder.File("adder.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", sums, "--out", file).Code);
        (int code, string output, _) = CommandLine.Run("certify", file, "--answers", folder.Write("right.txt", "99999+1=100000\n12+30=42\n"));
        Assert.Equal(0, code);
        Assert.Contains("2 of 2 answers of right.txt are right.", output, StringComparison.Ordinal);
        (code, output, _) = CommandLine.Run("certify", file, "--answers", folder.Write("wrong.txt", "99999+1=100000\n12+30=43\n"));
        Assert.Equal(1, code);
        Assert.Contains("1 of 2 answers of wrong.txt is right, 1 wrong. Wrong: line 2.", output, StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run("certify", file, "--answers", folder.Write("other.txt", "12=42\n")).Code);
    }

    [Fact]
    public void A_table_that_is_mostly_guesses_is_kept_only_when_that_is_allowed()
    {
        using TemporaryFolder folder = new();
        string products = folder.Write("products.txt", "1*1=1\n1*2=2\n2*1=2\n2*2=4\n2*3=6\n3*1=3\n1*3=3\n2*4=8\n3*3=9\n12*11=132\n");
        string file = folder.File("products.json");
        (int code, string output, _) = CommandLine.Run("learn", "--answers", products, "--out", file);
        Assert.Equal(1, code);
        Assert.Contains("% of the table was never shown", output, StringComparison.Ordinal);
        Assert.Contains("the task multiplication makes them on a grid", output, StringComparison.Ordinal);
        Assert.Contains("--allow-guesses", output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Equal(0, CommandLine.Run("learn", "--answers", products, "--allow-guesses", "--out", file).Code);
        Assert.True(File.Exists(file));
        // By a factor that is always the same, or of one digit, a carry multiplies.
        Assert.Contains("One factor is the same in all lines: write the other one and its product alone", CommandLine.Run("learn", "--answers", folder.Write("twice.txt", "2*1=2\n2*12=24\n2*31=62\n2*47=94\n")).Output, StringComparison.Ordinal);
        string digit = CommandLine.Run("learn", "--answers", folder.Write("digit.txt", "2*1=2\n3*12=36\n2*31=62\n3*47=141\n")).Output;
        Assert.Contains("never shown", digit, StringComparison.Ordinal);
        Assert.DoesNotContain("Products of numbers", digit, StringComparison.Ordinal);
        // A blinker in a large empty grid shows little of the 512 neighborhoods of life, and most of it again and again.
        string frame(bool upright) => string.Concat(Enumerable.Range(0, 9).Select(y => string.Concat(Enumerable.Range(0, 9).Select(x => (upright ? x == 4 && Math.Abs(y - 4) < 2 : y == 4 && Math.Abs(x - 4) < 2) ? '1' : '0')) + "\n"));
        string frames = folder.Write("frames.txt", string.Join("\n", Enumerable.Range(0, 6).Select(step => frame(step % 2 == 0))));
        string[] learn = ["learn", "--traces", frames, "--dimensions", "2", "--radius", "1", "--table"];
        Assert.Equal(1, CommandLine.Run(learn).Code);
        Assert.Equal(0, CommandLine.Run([.. learn, "--allow-guesses"]).Code);
    }

    [Fact]
    public void Few_lines_are_no_excuse_and_a_single_one_says_so()
    {
        using TemporaryFolder folder = new();
        string majority = folder.Write("majority.txt", "0101 -> 0000\n1101101 -> 1111111\n1010000 -> 1010000\n01010010 -> 00000000\n001010 -> 000000\n11101 -> 11111\n");
        (int code, string output, _) = CommandLine.Run("learn", "--answers", majority, "--out", folder.File("x.json"));
        Assert.Equal(1, code);
        Assert.Contains("no rule found: learned from the shorter half of the lines, with 3 states, 2 of the 3 longest lines are not answered", output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("x.json")));
        Assert.Contains("held out     nothing: of a single line none can be.", CommandLine.Run("learn", "--answers", folder.Write("one.txt", "010110 -> 011011\n")).Output, StringComparison.Ordinal);
        string parity = folder.Write("parity.txt", "0101 -> 0110\n111 -> 101\n0011 -> 0010\n10 -> 11\n1101 -> 1001\n000 -> 000\n01101 -> 01001\n");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", parity, "--method", "gradient", "--hidden-symbols", "3", "--seed", "1").Code);
    }

    /// <summary>Cells near edges that no boundary explains were compared with nothing, and the certificate says so.</summary>
    [Fact]
    public void Cells_that_were_left_out_are_counted()
    {
        using TemporaryFolder folder = new();
        List<Lattice> rows = [Lattice.Random(Alphabet.Binary, Shape.Row(80), Boundary.Periodic, new RandomStream(6, "row"))];
        while (rows.Count < 41)
            rows.Add(LocalRule.Elementary(30).Step(rows[^1]));
        string traces = folder.Write("part.txt", string.Concat(rows.Select(static row => $"{row.ToString()[20..60]}\n")));
        (int code, string output, _) = CommandLine.Run("learn", "--traces", traces, "--table", "--out", folder.File("w30.json"));
        Assert.Equal(0, code);
        Assert.Contains("none agrees with the edge cells, 80 of 1,600 recorded cells, which were left out", output, StringComparison.Ordinal);
        Assert.Contains("1,520 of 1,520 recorded cells of part.txt are right; 80 more near the edges were left out.", CommandLine.Run("certify", folder.File("w30.json")).Output, StringComparison.Ordinal);
        using JsonDocument certified = JsonDocument.Parse(CommandLine.Run("certify", folder.File("w30.json"), "--json").Output);
        Assert.Equal(80, certified.RootElement.GetProperty("check").GetProperty("leftOut").GetInt32());
    }

    [Fact]
    public void Columns_of_rows_are_rows()
    {
        using TemporaryFolder folder = new();
        string text = "before,after\n" + string.Concat(Enumerable.Range(0, 20).Select(static i =>
        {
            Lattice before = Lattice.Random(Alphabet.Binary, Shape.Row(64), Boundary.Periodic, new RandomStream(1, "row", (ulong)i));
            return $"{before},{LocalRule.Elementary(90).Step(before)}\n";
        }));
        JsonElement learned = CommandLine.Json($"learn --traces {folder.Write("steps.csv", text)} --table");
        Assert.Equal((20, "{0,1}", LocalRule.Elementary(90).Hash), (learned.GetProperty("steps").GetInt32(), learned.GetProperty("alphabet").GetString(), learned.GetProperty("hash").GetString()));
    }

    [Fact]
    public void A_sequential_recording_gets_no_advice_to_look_farther()
    {
        using TemporaryFolder folder = new();
        List<string> rows = ["01101001011"];
        for (int step = 0; step < 19; step++)
        {
            int[] cells = [.. rows[^1].Select(static cell => cell - '0')];
            for (int i = 0; i < cells.Length; i++)
                cells[i] ^= cells[(i + cells.Length - 1) % cells.Length];
            rows.Add(string.Concat(cells));
        }

        string path = folder.Write("sequential.txt", string.Join('\n', rows));
        foreach (string options in new[] { "", "--radius 4", "--radius 5" })
        {
            (int code, _, string error) = CommandLine.Line($"learn --traces {path} --seed 1 {options}");
            Assert.Equal(2, code);
            Assert.Contains("(sequential, a row a sweep)", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Use --radius", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_go_in_and_come_out_as_numbers()
    {
        using TemporaryFolder folder = new();
        string triple = folder.Write("triple.txt", string.Concat(Enumerable.Range(0, 300).Select(static i => $"{i * 31 % 10_000}={i * 31 % 10_000 * 3}\n")));
        string file = folder.File("triple.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", triple, "--out", file).Code);
        Assert.Equal("999999999999999\n", CommandLine.Run("run", file, "--input", "333333333333333").Output.ReplaceLineEndings("\n"));
        string third = folder.Write("third.txt", string.Concat(Enumerable.Range(0, 300).Select(static i => $"{i * 31 % 10_000}={i * 31 % 10_000 / 3}\n")));
        Assert.Contains("Read from the other end they are learned. Use --reverse.", CommandLine.Run("learn", "--answers", third).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("learn", "--answers", third, "--reverse", "--out", file).Code);
        Assert.Equal("333333333333333\n", CommandLine.Run("run", file, "--input", "999999999999999").Output.ReplaceLineEndings("\n"));
        Assert.Equal(0, CommandLine.Run("certify", file, "--answers", third).Code);
    }

    [Fact]
    public void Sums_of_a_rule_without_a_task_are_run_as_sums()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("adder.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", Path.Combine(CommandLine.Root, "data", "sums.txt"), "--out", file).Code);
        Assert.Equal("100000000000000000000", CommandLine.Run("run", file, "--add", "99999999999999999999", "1").Output.TrimEnd());
        string lines = folder.Write("lines.txt", "1+2\n999+1=1000\n");
        Assert.Equal("1+2=3\n999+1=1000\n", CommandLine.Run("run", file, "--lines", lines).Output.ReplaceLineEndings("\n"));
        Assert.Equal(1, CommandLine.Run("run", file, "--lines", folder.Write("wrong.txt", "999+1=1001\n"), "--check").Code);
        Assert.Contains("no independent implementation", CommandLine.Run("run", file, "--lines", lines, "--check").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_whole_word_the_last_symbol_is_the_answer()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("parity.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", folder.Write("words.txt", Words(300, static word => word.Sum() % 2 == 0 ? "even" : "odd")), "--out", file).Code);
        Assert.Equal("odd", CommandLine.Run("run", file, "--input", "0110111101101").Output.TrimEnd());
        Assert.Equal("even", CommandLine.Run("run", file, "--input", "01101111011011").Output.TrimEnd());
        string lines = folder.Write("lines.txt", "0110\n1110 -> odd\n");
        Assert.Equal("0110 -> even\n1110 -> odd\n", CommandLine.Run("run", file, "--lines", lines).Output.ReplaceLineEndings("\n"));
        (int code, _, string error) = CommandLine.Run("run", file, "--lines", folder.Write("wrong.txt", "1 1 1 -> odd\n11->odd\n"), "--check");
        Assert.Equal(1, code);
        Assert.Contains("2: the line says odd, the rule says even", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_a_task_are_run_line_by_line_beside_its_reference()
    {
        using TemporaryFolder folder = new();
        (int code, string output, string error) = CommandLine.Run("run", "parity", "--lines", folder.Write("words.txt", "0110\n\n111 -> 101\n1 0 1 -> 1 1 1\n"), "--check");
        Assert.Equal((1, "0110 -> 0100\n111 -> 101\n101 -> 110\n"), (code, output.ReplaceLineEndings("\n")));
        Assert.Contains("4: the line says 111, right is 110", error, StringComparison.Ordinal);
        Assert.Contains("1 of 3 lines is wrong: 4", error, StringComparison.Ordinal);
        (code, _, error) = CommandLine.Run("run", "parity", "--lines", folder.Write("bad.txt", "01\n 0x1\n"));
        Assert.Equal(2, code);
        Assert.Contains(":2:3: symbol 'x'", error, StringComparison.Ordinal);
    }

    /// <summary>A line that agrees with a wrong rule is not right, and what a wrong rule says is never called right.</summary>
    [Fact]
    public void Answers_of_a_wrong_rule_are_wrong_whatever_the_line_says()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("or.json");
        new Automaton { Boundary = Tasks.Parity.Task.Boundary, Task = "parity", Rule = LocalRule.FromFunction(Tasks.Parity.Rule.Signature, static n => (byte)(n[0] | n[1])) }.Save(file);
        (int code, string output, string error) = CommandLine.Run("run", file, "--lines", folder.Write("words.txt", "11 -> 11\n11 -> 10\n01\n11\n"), "--check");
        Assert.Equal((1, "11 -> 11\n11 -> 11\n01 -> 01\n11 -> 11\n"), (code, output.ReplaceLineEndings("\n")));
        Assert.Contains("1: the rule's answer 11 is wrong.", error, StringComparison.Ordinal);
        Assert.Contains("2: the rule's answer 11 is wrong, and the line says 10.", error, StringComparison.Ordinal);
        Assert.Contains("3 of 4 lines are wrong: 1, 2, 4.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("right is", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_a_learned_rule_are_run_line_by_line()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("triple.json");
        string pairs = string.Concat(Enumerable.Range(0, 300).Select(static i => (long)i * i * 7 % 10_007).Select(static x => $"{x}={3 * x}\n"));
        Assert.Equal(0, CommandLine.Run("learn", "--answers", folder.Write("triples.txt", pairs), "--out", file).Code);
        (int code, string output, string error) = CommandLine.Run("run", file, "--lines", folder.Write("lines.txt", "333333333333333\n7=21\n8 = 25\n"));
        Assert.Equal((0, "333333333333333=999999999999999\n7=21\n8=24\n"), (code, output.ReplaceLineEndings("\n")));
        (code, _, error) = CommandLine.Run("run", file, "--lines", folder.Write("claims.txt", "7=021\n8 = 25\n"), "--check");
        Assert.Equal(1, code);
        Assert.Contains("2: the line says 25, the rule says 24", error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 lines is wrong: 2", error, StringComparison.Ordinal);
    }
}
