using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.SpacetimeDiagrams;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class GollyRuleTests
{
    private static readonly string[] Cells = ["C", "N", "E", "S", "W"];

    /// <summary>The example of Golly's own description of the format: its eight expansions, all rotations of them, and nothing else.</summary>
    [Fact]
    public void A_variable_that_occurs_twice_means_the_same_state()
    {
        LocalRule rule = GollyRule.Parse("@RULE signals\n@TABLE\nn_states:4\nneighborhood:vonNeumann\nsymmetries:rotate4\nvar a={2,3}\nvar b={2,3}\nvar c={2,3}\na,0,b,1,c,b\n").Rule;
        string[] listed = ["202122", "202132", "203123", "203133", "302122", "302132", "303123", "303133"];
        HashSet<string> expected = [];
        foreach (string line in listed)
            for (int turn = 0; turn < 4; turn++)
                expected.Add(line[0] + string.Concat(Enumerable.Range(0, 4).Select(i => line[1 + ((i + turn) % 4)])) + line[5]);
        for (int i = 0; i < rule.Signature.DomainSize; i++)
        {
            string line = Line(rule, i);
            byte own = (byte)(line[0] - '0');
            Assert.True(expected.Contains(line) || rule.Table[i] == own, line);
            Assert.True(expected.All(each => each[..5] != line[..5] || each == line), line);
        }
    }

    [Fact]
    public void The_first_line_that_fits_decides_and_the_rest_stays()
    {
        LocalRule rule = GollyRule.Parse("@RULE x\n\n@TABLE\n# C,W,E,C'\nn_states:3\nneighborhood:oneDimensional\nsymmetries:none\nvar a={0,1,2}\n0,1,a,2 # first\n0,1,1,1\n1002\n").Rule;
        Assert.Equal(2, rule.Apply([1, 0, 1]));
        Assert.Equal(2, rule.Apply([0, 1, 0]));
        Assert.Equal(1, rule.Apply([2, 1, 0]));
        Assert.Equal(2, rule.Apply([2, 2, 2]));
    }

    /// <summary>Two bindings fit each of these cells. Which one decides was asked of Golly 3.3: states in the order of their list, and of two variables the first name in the alphabet changes fastest, whatever the order of declaration or place.</summary>
    [Theory]
    [InlineData("rotate4", "var a={3,1,2}\nvar c={0,1,2,3}\nvar d={0,1,2,3}\nvar e={0,1,2,3}", "0,a,c,d,e,a", new byte[] { 1, 2, 3, 0 }, 3)]
    [InlineData("rotate4", "var a={1,3,2}\nvar c={0,1,2,3}\nvar d={0,1,2,3}\nvar e={0,1,2,3}", "0,a,c,d,e,a", new byte[] { 1, 2, 3, 0 }, 1)]
    [InlineData("rotate4", "var z={2,3}\nvar a={z,1}\nvar c={0,1,2,3}\nvar d={0,1,2,3}\nvar e={0,1,2,3}", "0,a,c,d,e,a", new byte[] { 1, 3, 2, 0 }, 2)]
    [InlineData("permute", "var a={1,2}\nvar b={1,2}", "0,a,a,b,b,a", new byte[] { 1, 1, 2, 2 }, 2)]
    [InlineData("permute", "var b={1,2}\nvar a={1,2}", "0,b,b,a,a,a", new byte[] { 1, 1, 2, 2 }, 2)]
    [InlineData("permute", "var a={1,2}\nvar b={1,2}", "0,a,a,b,b,b", new byte[] { 1, 1, 2, 2 }, 1)]
    [InlineData("permute", "var a={1,2}\nvar B={1,2}", "0,a,a,B,B,a", new byte[] { 1, 1, 2, 2 }, 1)]
    public void Of_two_bindings_that_fit_the_first_decides(string symmetry, string variables, string line, byte[] neighbors, byte next)
    {
        LocalRule rule = GollyRule.Parse($"@RULE V2\n@TABLE\nn_states:4\nneighborhood:vonNeumann\nsymmetries:{symmetry}\n{variables}\n{line}\n").Rule;
        // North, west, the cell, east, south.
        Assert.Equal(next, rule.Apply([neighbors[0], neighbors[3], 0, neighbors[1], neighbors[2]]));
    }

    /// <summary>As Golly 3.3 reads them: members between spaces, and a variable of one state as the next state without an earlier place.</summary>
    [Fact]
    public void Members_between_spaces_and_a_constant_under_a_name_are_read()
    {
        LocalRule rule = GollyRule.Parse("@RULE x\n@TABLE\nn_states:3\nneighborhood:oneDimensional\nsymmetries:none\nvar a={1 2}\nvar b={2}\n0,a,a,b\n").Rule;
        Assert.Equal(2, rule.Apply([1, 0, 1]));
        Assert.Equal(0, rule.Apply([1, 0, 2]));
        Assert.Contains("stands for no state", Assert.Throws<InputException>(() => GollyRule.Parse("@RULE x\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\nvar a={ }\n")).Message, StringComparison.Ordinal);
    }

    /// <summary>Each symmetry against its definition: a table with one line, and the orbit of that line under the moves of the plane it names.</summary>
    [Theory]
    [InlineData("vonNeumann", "none", 1)]
    [InlineData("vonNeumann", "rotate4", 4)]
    [InlineData("vonNeumann", "rotate4reflect", 8)]
    [InlineData("vonNeumann", "reflect_horizontal", 2)]
    [InlineData("vonNeumann", "permute", 24)]
    [InlineData("Moore", "rotate4", 4)]
    [InlineData("Moore", "rotate8", 8)]
    [InlineData("Moore", "rotate4reflect", 8)]
    [InlineData("Moore", "rotate8reflect", 16)]
    [InlineData("oneDimensional", "reflect", 2)]
    public void A_symmetry_has_as_many_images_as_its_group(string neighborhood, string symmetry, int images)
    {
        int neighbors = neighborhood switch { "oneDimensional" => 2, "vonNeumann" => 4, _ => 8 };
        // All neighbors differ as far as the states go; on eight neighbors 1, 2 and 3 mark a direction and a side.
        string line = neighbors == 8 ? "0,1,2,0,0,0,0,0,3,4" : "0," + string.Join(',', Enumerable.Range(1, neighbors)) + ",4";
        LocalRule rule = GollyRule.Parse($"@RULE x\n@TABLE\nn_states:5\nneighborhood:{neighborhood}\nsymmetries:{symmetry}\n{line}\n").Rule;
        int own = rule.Signature.StateNeighborhood.Offsets.IndexOf(new Offset(0));
        byte[] symbols = new byte[rule.Signature.Positions];
        int changed = 0;
        for (int i = 0; i < rule.Signature.DomainSize; i++)
        {
            rule.Signature.Unpack(i, symbols);
            changed += rule.Table[i] != symbols[own] ? 1 : 0;
        }

        Assert.Equal(images, changed);
    }

    [Fact]
    public void Wireworld_is_what_its_author_says_and_comes_out_short()
    {
        LocalRule wires = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.Moore(), static n =>
        {
            int heads = n.ToArray().Where((state, i) => i != 4 && state == 1).Count();
            return n[4] switch { 0 => 0, 1 => 2, 2 => 3, _ => heads is 1 or 2 ? (byte)1 : (byte)3 };
        });
        string text = GollyRule.Format(new Automaton { Rule = wires, Boundary = Boundary.Periodic }, "wires");
        Assert.InRange(text.Split('\n').Length, 40, 100);
        Assert.Equal(wires, GollyRule.Parse(text).Rule);
        // Without the line that is ours the same function comes back, as any other program would read it.
        Assert.Equal(wires, GollyRule.Parse(string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith("lightcone-", StringComparison.Ordinal)))).Rule);
    }

    [Fact]
    public void Any_rule_that_Golly_can_say_comes_back()
    {
        (Neighborhood Read, int States)[] kinds =
        [
            (Neighborhood.Radius(1), 2), (Neighborhood.Radius(1), 5), (Neighborhood.Of(0, -1), 4), (Neighborhood.Of(1), 3), (Neighborhood.VonNeumann(), 3), (Neighborhood.Moore(), 2),
            (Neighborhood.OfGrid(new Offset(1, 0), new Offset(0, 1), new Offset(-1, 0)), 3), (Neighborhood.OfGrid(new Offset(1, 1), new Offset(-1, 0)), 4),
        ];
        for (int i = 0; i < 80; i++)
        {
            (Neighborhood read, int states) = kinds[i % kinds.Length];
            RandomStream stream = new(51, "golly", (ulong)i);
            Signature signature = new(null, Neighborhood.None, i % 3 == 0 ? Alphabet.Of([.. Enumerable.Range(0, states).Select(static n => $"<{n}>")]) : Alphabet.Digits(states), read);
            byte[] table = new byte[signature.DomainSize];
            stream.FillSymbols(table, states);
            Automaton automaton = new() { Rule = LocalRule.FromTable(signature, table), Boundary = i % 2 == 0 ? Boundary.Periodic : Boundary.Fixed((byte)(states - 1)) };
            Assert.Equal(automaton, GollyRule.Parse(GollyRule.Format(automaton, "r")));
        }
    }

    /// <summary>The colors of the WireWorld that comes with Golly; a state that is left out has Golly's own color, and two colors in a line are the ends of a ramp.</summary>
    [Fact]
    public void Colors_come_along_and_go_out_again()
    {
        const string Head = "@RULE w\n\n@TABLE\nn_states:4\nneighborhood:oneDimensional\nsymmetries:none\n0,1,1,2\n";
        Automaton read = GollyRule.Parse(Head + "\n@COLORS\n\n# as on a page\n0  48  48  48   dark gray\n1   0 128 255   light blue\n2 255 255 255   white\n3 255 128   0   orange\n9 1 2 3\n\n@ICONS\n\nXPM\n\"1 2 3 4\"\n");
        Assert.Equal("#303030 #0080ff #ffffff #ff8000", read.Colors!.ToString());
        Assert.Equal(read, GollyRule.Parse(GollyRule.Format(read, "w")));
        Assert.Equal(read, FileFormat.Json.Parse(FileFormat.Json.Format(read, "w")));
        Assert.Equal("#303030 #ff0000 #ffffff #ffff00", GollyRule.Parse(Head + "@COLORS\n2 255 255 255\n").Colors!.ToString());
        Assert.Equal("#000000 #0000ff #808080 #ffff00", GollyRule.Parse("@RULE w\n@COLORS\n0 0 255 255 255 0\n0 0 0 0\n" + Head[8..]).Colors!.ToString());
        Assert.Null(GollyRule.Parse(Head).Colors);
        Assert.Equal(read.Rule, GollyRule.Parse(Head).Rule);
        Assert.Contains("f.rule:9: expected STATE RED GREEN BLUE", Assert.Throws<InputException>(() => GollyRule.Parse(Head + "@COLORS\n1 2 300 4\n", "f.rule")).Message, StringComparison.Ordinal);
        Assert.Contains("3 colors for 4 symbols", Assert.Throws<InputException>(() => FileFormat.Json.Parse(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(FileFormat.Json.Format(read, "w")).Replace("\"#ff8000\"", "", StringComparison.Ordinal).Replace("\"#ffffff\",", "\"#ffffff\"", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        // They are those of pictures.
        Assert.Equal(Color.FromRgb(0x0080FF), Palette.From(read.Colors).Of(1, 4));
    }

    public static TheoryData<string, string> Unsayable => new()
    {
        { "parity", "frozen input" }, { "addition", "frozen input" },
    };

    [Theory]
    [MemberData(nameof(Unsayable))]
    public void What_Golly_cannot_say_is_refused(string task, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => GollyRule.Format(Automaton.Of(TaskCatalog.Find(task)), "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_neighbor_two_cells_away_is_named()
    {
        LocalRule wide = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-2, 0), static n => n[0]);
        Assert.Contains("state[-2]", Assert.Throws<InputException>(() => GollyRule.Format(new Automaton { Rule = wide, Boundary = Boundary.Periodic }, "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B3/S23", "expected @RULE")]
    [InlineData("@RULE x\n@COLORS\n", "neither a @TABLE nor a @TREE")]
    [InlineData("@RULE x\n@TABLE\nneighborhood:hexagonal", "f.rule:3: the neighborhood 'hexagonal' is not read here")]
    [InlineData("@RULE x\n@TABLE\nn_states:64\nneighborhood:vonNeumann\nsymmetries:none\n0,0,0,0,0,1", "64^5")]
    [InlineData("@RULE x\n@TABLE\nn_states:2\nneighborhood:Moore\nsymmetries:rotate6", "symmetry 'rotate6'. Its symmetries are none, rotate4, rotate8")]
    [InlineData("@RULE x\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\n0,1,2,1", "state 2 is outside 0 to 1")]
    [InlineData("@RULE x\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\n0,1,q,1", "'q' is neither")]
    [InlineData("@RULE x\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\nvar a={0,1}\n0,1,0,a", "no definite value")]
    [InlineData("@RULE x\n@TABLE\nn_states:2\nneighborhood:oneDimensional\nsymmetries:none\n01", "has 4 states")]
    [InlineData("@RULE x\n@TABLE\nn_states:11\nneighborhood:oneDimensional\nsymmetries:none\n0121", "found 1 in '0121'")]
    [InlineData("@RULE x\n@TREE\nnum_states=2\nnum_neighbors=4\nnum_nodes=2\n1 0 1\n", "found 1")]
    [InlineData("@RULE x\n@TREE\nnum_states=2\nnum_neighbors=4\nnum_nodes=6\n1 0 1\n2 0 0\n3 1 1\n4 2 2\n5 3 3\n", "expected 6 nodes")]
    public void A_wrong_file_is_told_so(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => GollyRule.Parse(text, "f.rule")).Message, StringComparison.Ordinal);

    /// <summary>A tree by hand: parity of the five cells, one pair of nodes at each depth.</summary>
    [Fact]
    public void A_tree_is_read_from_its_last_node()
    {
        LocalRule rule = GollyRule.Parse("@RULE p\n@TREE\nnum_states=2\nnum_neighbors=4\nnum_nodes=9\n1 0 1\n1 1 0\n2 0 1\n2 1 0\n3 2 3\n3 3 2\n4 4 5\n4 5 4\n5 6 7\n").Rule;
        Assert.Equal(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.VonNeumann(), static n => (byte)((n[0] + n[1] + n[2] + n[3] + n[4]) & 1)), rule);
        // West alone: the second question.
        LocalRule west = GollyRule.Parse("@RULE w\n@TREE\nnum_states=2\nnum_neighbors=4\nnum_nodes=8\n1 0 0\n1 1 1\n2 0 0\n2 1 1\n3 2 2\n3 3 3\n4 4 5\n5 6 6\n").Rule;
        Assert.Equal(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.VonNeumann(), static n => n[1]), west);
    }

    /// <summary>Of eight neighbors a tree asks for the corners first, row by row: the second question is north-east.</summary>
    [Fact]
    public void A_tree_of_eight_neighbors_asks_for_the_corners_first()
    {
        string nodes = "1 0 0\n1 1 1\n" + string.Concat(Enumerable.Range(2, 6).Select(static depth => $"{depth} {(2 * depth) - 4} {(2 * depth) - 4}\n{depth} {(2 * depth) - 3} {(2 * depth) - 3}\n")) + "8 12 13\n9 14 14\n";
        Assert.Equal(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Moore(), static n => n[2]), GollyRule.Parse($"@RULE ne\n@TREE\nnum_states=2\nnum_neighbors=8\nnum_nodes=16\n{nodes}").Rule);
    }

    /// <summary>A line that names fewer cells than the table reads: the file was put together from two.</summary>
    [Fact]
    public void A_signature_that_leaves_out_what_the_table_reads_is_refused()
    {
        LocalRule narrow = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-1, 0), static n => n[0]);
        string line = GollyRule.Format(new Automaton { Rule = narrow, Boundary = Boundary.Periodic }, "a").Split('\n').Single(static text => text.StartsWith("lightcone-", StringComparison.Ordinal));
        string wide = GollyRule.Format(new Automaton { Rule = LocalRule.Elementary(110), Boundary = Boundary.Periodic }, "b");
        string mixed = string.Join('\n', wide.Split('\n').Select(text => text.StartsWith("lightcone-", StringComparison.Ordinal) ? line : text));
        Assert.Contains("leaves out", Assert.Throws<InputException>(() => GollyRule.Parse(mixed)).Message, StringComparison.Ordinal);
    }

    private static string Line(LocalRule rule, int index)
    {
        byte[] symbols = new byte[5];
        rule.Signature.Unpack(index, symbols);
        Dictionary<string, byte> at = new() { ["N"] = symbols[0], ["W"] = symbols[1], ["C"] = symbols[2], ["E"] = symbols[3], ["S"] = symbols[4] };
        return string.Concat(Cells.Select(cell => at[cell])) + rule.Table[index];
    }
}
