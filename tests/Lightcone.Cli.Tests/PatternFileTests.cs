using System.Text.Json;
using Lightcone.Formats.Golly;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Pattern files as they are found: with a rule, a grid, a place and a generation of their own, or without.</summary>
public sealed class PatternFileTests : IDisposable
{
    private const string Glider = "x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A glider is itself after four steps, one cell down and to the right (J. H. Conway).</summary>
    [Fact]
    public void A_glider_without_a_grid_flies()
    {
        string path = folder.Write("g.rle", Glider);
        (int code, string output, string error) = CommandLine.Run("run", "life", "--from", path, "--steps", "4");
        Assert.Equal((0, "010\n001\n111\n"), (code, output));
        Assert.Contains("the pattern has no grid: it runs on the endless plane, here 13x13 cells with room for 4 steps", error, StringComparison.Ordinal);
        Assert.Contains("shown: 3x3 cells from column 1, row 1 of the pattern on; all around them is 0", error, StringComparison.Ordinal);
        Assert.Equal("010\n001\n111\n", CommandLine.Run("run", path, "--steps", "400").Output);
        // A size or a boundary asks for that lattice: on the torus of its own three columns it dies.
        Assert.Equal("000\n000\n000\n", CommandLine.Run("run", path, "--steps", "4", "--boundary", "periodic").Output);
        Assert.Contains("00000100\n00000010\n00001110\n", CommandLine.Run("run", path, "--steps", "4", "--size", "8").Output, StringComparison.Ordinal);
        Assert.Contains("--steps N, or --size WxH", CommandLine.Run("run", path, "--max", "1e8").Error, StringComparison.Ordinal);
    }

    /// <summary>A quarter of a cell a step, for as long as one likes.</summary>
    [Fact]
    public void Any_number_of_steps_is_run_on_the_plane()
    {
        string path = folder.Write("g.rle", Glider);
        (int code, string output, string error) = CommandLine.Run("run", path, "--steps", "1e30", "--check");
        Assert.Equal((0, "010\n001\n111\n"), (code, output));
        Assert.Contains("shown: 3x3 cells from column 250000000000000000000000000000, row 250000000000000000000000000000", error, StringComparison.Ordinal);
        Assert.Contains("5 cells, period 4, moves (1,1)", error, StringComparison.Ordinal);
        Assert.Contains("checked: random windows", error, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(CommandLine.Run("run", "life", "--input", "010/001/111", "--boundary", "plane", "--engine", "hashlife", "--steps", "100_000_000_000_000_000_000", "--json").Output).RootElement;
        Assert.Equal("hashlife", report.GetProperty("engine").GetString());
        Assert.Equal("100000000000000000000", report.GetProperty("steps").GetString());
        Assert.Equal((5, 4, "[1,1]"), (report.GetProperty("population").GetInt32(), report.GetProperty("period").GetInt32(), report.GetProperty("displacement").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)));
        Assert.Contains("2^112", CommandLine.Run("run", path, "--steps", "1e40").Error, StringComparison.Ordinal);
        Assert.Contains("expected a whole number", CommandLine.Run("run", path, "--steps", "1e30", "--boundary", "periodic").Error, StringComparison.Ordinal);
        Assert.Contains("--size and --boundary plane contradict", CommandLine.Run("run", path, "--steps", "1", "--boundary", "plane", "--size", "8").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob$2bo$3o!", "5 cells, period 4, moves (1,1)", 3)]
    [InlineData("2o$o!", "4 cells, period 1", 0)]
    [InlineData("3o!", "3 cells, period 2", 3)]
    public void Without_a_number_of_steps_HashLife_goes_on_until_a_pattern_comes_back(string cells, string expected, int code)
    {
        (int found, _, string error) = CommandLine.Run("run", folder.Write("x.rle", $"x = 3, y = 3, rule = B3/S23\n{cells}\n"), "--engine", "hashlife");
        Assert.Equal(code, found);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    /// <summary>The engine that is chosen unasked and HashLife show the same, and the grid of a file is no part of the plane.</summary>
    [Theory]
    [InlineData("B3/S23", "b2o$2o$bo!")]
    [InlineData("B02/S13", "b2o$2o$bo!")]
    [InlineData("B0123478/S01234678", "bo$o!")]
    [InlineData("23/3:T5,4", "3o$o!")]
    public void Dense_engines_and_HashLife_show_the_same(string rule, string cells)
    {
        string path = folder.Write("p.rle", $"x = 3, y = 3, rule = {rule}\n{cells}\n");
        foreach (string steps in (string[])["0", "1", "60", "61"])
        {
            (int code, string output, string error) = CommandLine.Run("run", path, "--steps", steps, "--boundary", "plane");
            (int other, string same, string also) = CommandLine.Run("run", path, "--steps", steps, "--boundary", "plane", "--engine", "hashlife", "--check");
            Assert.Equal((0, 0, output), (code, other, same));
            Assert.Equal(Told(error), Told(also));
        }

        static string[] Told(string error) => [.. error.Split('\n').Where(static line => line.StartsWith("shown", StringComparison.Ordinal) || line.Contains("cells, ", StringComparison.Ordinal) && !line.Contains("engine", StringComparison.Ordinal))];
    }

    [Fact]
    public void Grids_that_are_larger_than_a_screen_are_printed_in_RLE()
    {
        (_, string output, _) = CommandLine.Run("run", "life", "--random", "90x10", "--seed", "1", "--steps", "3");
        Assert.StartsWith("#CXRLE Gen=3\nx = 90, y = 10, rule = life:T90,10\n", output, StringComparison.Ordinal);
        Lattice lattice = RunLengthPattern.Parse(output).Lattice;
        using JsonDocument report = JsonDocument.Parse(CommandLine.Run("run", "life", "--random", "90x10", "--seed", "1", "--steps", "3", "--json").Output);
        Assert.Equal(report.RootElement.GetProperty("result").GetString(), lattice.ToString());
        Assert.DoesNotContain("rule =", CommandLine.Run("run", "life", "--random", "80x50", "--seed", "1", "--steps", "3").Output, StringComparison.Ordinal);
        // RLE has no mirrors.
        Assert.DoesNotContain("rule =", CommandLine.Run("run", "life", "--random", "90x10", "--seed", "1", "--steps", "3", "--boundary", "reflecting").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_number_of_steps_there_is_room_until_it_settles_or_for_a_thousand()
    {
        (int code, string output, string error) = CommandLine.Run("run", folder.Write("g.rle", Glider));
        Assert.Equal((3, "010\n001\n111\n"), (code, output));
        Assert.Contains("from column 250, row 250", error, StringComparison.Ordinal);
        // Three cells of a corner become a block and rest.
        Assert.Equal("11\n11\n", CommandLine.Run("run", folder.Write("three.rle", "x = 2, y = 2, rule = B3/S23\n2o$o!\n")).Output);
    }

    [Fact]
    public void A_file_says_rule_grid_and_generation()
    {
        string path = folder.Write("t.rle", "#CXRLE Gen=7\nx = 3, y = 1, rule = 23/3:T5,4\n3o!\n");
        (int code, string output, string error) = CommandLine.Run("run", path, "--steps", "1");
        Assert.Equal((0, "00000\n00100\n00100\n00100\n"), (code, output));
        Assert.Contains("rule 23/3, generation 7", error, StringComparison.Ordinal);
        Assert.Contains("generation 8", error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(CommandLine.Run("run", path, "--steps", "6", "--json").Output);
        Assert.Equal(13, report.RootElement.GetProperty("generation").GetInt64());
    }

    /// <summary>To Golly a header without a rule means Life; under a rule that was named, nothing contradicts it.</summary>
    [Fact]
    public void A_file_without_a_rule_is_one_of_Life()
    {
        string path = folder.Write("n.rle", "x = 3, y = 1\n3o!\n");
        (int code, string output, string error) = CommandLine.Run("run", path, "--steps", "1");
        Assert.Equal((0, "1\n1\n1\n"), (code, output));
        Assert.Contains("rule B3/S23, which patterns mean by none", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("run", "highlife", "--from", path, "--steps", "1").Code);
        Assert.Contains("names no rule", CommandLine.Run("run", folder.Write("u.rle", "x = 3, y = 1, rule = unknown:T3,3\n3o!\n"), "--steps", "1").Error, StringComparison.Ordinal);
    }

    /// <summary>Golly puts it into the middle (Golly 3.3): a blinker of three cells in a grid three wide and five high.</summary>
    [Fact]
    public void A_pattern_without_a_place_lies_in_the_middle_of_its_grid() =>
        Assert.Equal("000\n000\n111\n000\n000\n", CommandLine.Run("run", folder.Write("p.rle", "x = 3, y = 1, rule = B3/S23:P3,5\n3o!\n"), "--steps", "2").Output);

    [Fact]
    public void A_rule_file_beside_the_pattern_is_its_rule()
    {
        folder.Write("Shift.rule", "@RULE Shift\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\nvar a={0,1}\nvar b={0,1}\na,0,b,0\na,1,b,1\n");
        string path = folder.Write("s.rle", "x = 5, y = 1, rule = Shift:T5,1\nobo!\n");
        Assert.Equal("01010\n", CommandLine.Run("run", path, "--steps", "1").Output);
        Assert.Equal("01010\n", CommandLine.Run("run", folder.File("Shift.rule"), "--from", path, "--steps", "1").Output);
        // W240 is the shift to the right, however it is written.
        Assert.Equal("01010\n", CommandLine.Run("run", "W240", "--from", path, "--steps", "1").Output);
        Assert.Contains("W170 is another rule", CommandLine.Run("run", "W170", "--from", path, "--steps", "1").Error, StringComparison.Ordinal);
        Assert.Contains("no file Codd.rule lies beside the pattern", CommandLine.Run("run", folder.Write("c.rle", "x = 1, y = 1, rule = Codd\nA!\n")).Error, StringComparison.Ordinal);
    }

    // A pattern brings its own states and neighborhood. Seeds of Brian's Brain: two living cells side by side die and give birth to two on either side.
    [Theory]
    [InlineData("/2/3", "x = 2, y = 1, rule = /2/3\n2A!\n", "AA\nBB\nAA")]
    [InlineData("B2/S/3", "x = 2, y = 1, rule = B2/S/3\n2A!\n", "AA\nBB\nAA")]
    public void A_pattern_of_another_notation_runs_under_its_own_rule(string rule, string pattern, string expected)
    {
        (int code, string output, string error) = CommandLine.Run("run", folder.Write("own.rle", pattern), "--steps", "1");
        Assert.Equal((0, expected.Replace('A', '1').Replace('B', '2') + "\n"), (code, output));
        Assert.Contains("/2/3", error, StringComparison.Ordinal);
        Assert.Equal(rule, RunLengthPattern.Parse(pattern).Rule);
    }

    [Theory]
    [InlineData("R10,C0,M1,S154..262,B133..265,NM", "Larger than Life")]
    [InlineData("LifeHistory:T31,20", "keep its history")]
    [InlineData("B2/S34L", "triangular")]
    [InlineData("345/3/25", "Generations with 25 states")]
    [InlineData("JvN29", "built into Golly")]
    [InlineData("Unheard", "no name known here")]
    public void A_rule_that_is_not_read_is_not_replaced(string rule, string part)
    {
        string path = folder.Write("other.rle", $"x = 3, y = 1, rule = {rule}\n3o!\n");
        (int code, string output, string error) = CommandLine.Run("run", path, "--steps", "1");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
        (code, output, error) = CommandLine.Run("run", "life", "--from", path, "--steps", "1");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("life is not known to be the same", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R5,C0,M1,S34..58,B34..45,NM", "Larger than Life")]
    [InlineData("R2,C2,S6-9,B7-8", "HROT")]
    [InlineData("MS,D0;8;4;3;1;2", "Margolus")]
    [InlineData("B3/S345/60", "Generations")]
    [InlineData("23/3L", "triangular")]
    public void A_notation_of_another_family_is_called_by_its_name(string rule, string part)
    {
        string error = CommandLine.Run("run", rule, "--random", "8", "--seed", "1", "--steps", "1").Error;
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("cycle-navigation", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "[M2] (golly 3.3)\n#R B3/S23\n$$*$\n", "macrocell")]
    [InlineData("a", "#MCell 4.20\n#GAME Life\n", "MCell")]
    [InlineData("a", "#Life 1.06\n0 -1\n", "Life 1.05 or 1.06")]
    [InlineData("a.lua", "local g = golly()\n", "Lua")]
    [InlineData("a.table", "# comment\n\nn_states:2\nneighborhood:Moore\n", "rule table of older Gollys")]
    [InlineData("a", "\u001f\u008b\b", "compressed")]
    [InlineData("a.gz", "\u001f\u008b\b", "packed, and damaged")]
    [InlineData("a", "#N Glider\nx = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n", "a pattern in RLE")]
    [InlineData("a", "@RULE x\n@TABLE\n", "a rule file of Golly's")]
    public void A_file_of_another_kind_is_called_by_its_name(string name, string text, string part)
    {
        string path = folder.File(name);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(text));
        foreach (string[] line in (string[][])[["run", path, "--steps", "1"], ["run", "life", "--from", path, "--steps", "1"], ["certify", path]])
        {
            (int code, _, string error) = CommandLine.Run(line);
            Assert.Equal(2, code);
            Assert.Contains(part, error, StringComparison.Ordinal);
            Assert.DoesNotContain("not JSON", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_offered_to_be_learned()
    {
        foreach (string name in (string[])["no/such", "nosuch.rule", "nosuch.rle", "23/3x"])
        {
            string error = CommandLine.Run("run", name, "--random", "8", "--seed", "1").Error;
            Assert.Contains($"{name}: no such file. Check the name.", error, StringComparison.Ordinal);
            Assert.DoesNotContain("learn", error, StringComparison.Ordinal);
        }

        Assert.Equal(0, CommandLine.Run("run", "23/3", "--random", "8", "--seed", "1", "--steps", "1").Code);
        Assert.Equal(0, CommandLine.Run("run", "Life", "--random", "8", "--seed", "1", "--steps", "1").Code);
    }

    [Theory]
    [InlineData("life --input 010/010/010", "B3/S23")]
    [InlineData("W30 --input 00100", "W30")]
    [InlineData("wireworld --random 4 --seed 1", "WireWorld")]
    public void An_exported_pattern_calls_its_rule_by_its_name(string cells, string name)
    {
        string path = folder.File("soup.rle");
        Assert.Equal(0, CommandLine.Run(["export", .. cells.Split(' '), "--format", "rle", "--out", path]).Code);
        Assert.Contains($"rule = {name}:T", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("run", path, "--steps", "1").Code);
    }

    [Fact]
    public void A_rule_that_Golly_lacks_goes_out_as_a_table()
    {
        string table = folder.File("W31-table.rule");
        string path = folder.File("row.rle");
        (int code, _, string error) = CommandLine.Run("export", "W31", "--input", "00100", "--format", "rle", "--out", path);
        Assert.Equal(2, code);
        Assert.Contains("Golly has no rule W31", error, StringComparison.Ordinal);
        Assert.Contains("lightcone export W31 --format golly --out W31-table.rule", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("export", "W31", "--format", "golly", "--out", table).Code);
        Assert.Equal(0, CommandLine.Run("export", table, "--input", "00100", "--format", "rle", "--out", path).Code);
        Assert.Equal("x = 5, y = 1, rule = W31-table:T5,1\n2bo!\n", File.ReadAllText(path));
        Assert.Equal(CommandLine.Run("run", "W31", "--input", "00100", "--steps", "3").Output, CommandLine.Run("run", path, "--steps", "3").Output);
    }

    [Fact]
    public void An_endless_pattern_goes_out_as_one()
    {
        string path = folder.Write("g.rle", "#CXRLE Pos=-3,10 Gen=2\n" + Glider);
        string later = folder.File("later.rle");
        Assert.Equal(0, CommandLine.Run("export", path, "--steps", "4", "--format", "rle", "--out", later).Code);
        Assert.Equal("#CXRLE Pos=-2,11 Gen=6\nx = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n", File.ReadAllText(later));
        // Two times four steps are eight.
        Assert.Equal(CommandLine.Run("run", path, "--steps", "8").Output, CommandLine.Run("run", later, "--steps", "4").Output);
    }

    [Fact]
    public void A_rule_with_births_in_empty_space_is_told_to_be_inverted()
    {
        string path = folder.Write("b.rle", "x = 3, y = 1, rule = B0123478/S01234678\n3o!\n");
        (_, string output, string error) = CommandLine.Run("run", path, "--steps", "1");
        Assert.Equal("0\n0\n0\n", output);
        Assert.Contains("inverted", error, StringComparison.Ordinal);
        Assert.Contains("all around them is 1", error, StringComparison.Ordinal);
        string later = folder.File("later.rle");
        Assert.Contains("inverted", CommandLine.Run("export", path, "--steps", "1", "--format", "rle", "--out", later).Error, StringComparison.Ordinal);
        Assert.EndsWith("\no$o$o!\n", File.ReadAllText(later), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_show_where_something_is()
    {
        string path = folder.Write("g.rle", Glider);
        Assert.Equal(".#.\n..#\n###\n", CommandLine.Run("draw", path, "--steps", "40", "--ansi").Output.Replace("\r", "", StringComparison.Ordinal));
        string picture = folder.File("g.png");
        Assert.Contains($"drawn to {picture}", CommandLine.Run("draw", path, "--steps", "40", "--animate", "--out", picture).Error, StringComparison.Ordinal);
    }

    /// <summary>Two blocks half a million columns and rows apart: no lattice holds them, and the tree of their file runs.</summary>
    [Fact]
    public void Patterns_larger_than_any_lattice_run_as_their_trees()
    {
        System.Text.StringBuilder text = new("[M2] (test)\n#R B3/S23\n#G 7\n.**$.**$\n");
        for (int level = 4; level <= 19; level++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{level} {level - 3} 0 0 0\n");
        string path = folder.Write("far.mc", text.Append("20 17 0 0 17\n").ToString());
        (int code, _, string error) = CommandLine.Run("run", path, "--steps", "1e6", "--check");
        Assert.Equal(0, code);
        Assert.Contains("far.mc: rule B3/S23, generation 7", error, StringComparison.Ordinal);
        Assert.Contains("too large to be printed: 524290x524290 cells", error, StringComparison.Ordinal);
        Assert.Contains("8 cells, ", error, StringComparison.Ordinal);
        Assert.Contains("checked: random windows", error, StringComparison.Ordinal);
        Assert.Contains("generation 1,000,007", error, StringComparison.Ordinal);
        // Who asks for another engine, or for another rule's run, does not get this one.
        Assert.Equal(2, CommandLine.Run("run", path, "--steps", "10", "--engine", "grid").Code);
        Assert.Equal(2, CommandLine.Run("run", "highlife", "--from", path, "--steps", "10").Code);
    }
}
