using System.Numerics;
using System.Text;
using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Life105;
using Lightcone.Formats.Life106;
using Lightcone.Formats.Macrocell;
using Lightcone.Formats.MCell;
using Lightcone.Formats.Patterns;
using Lightcone.Formats.Plaintext;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Quadtrees;

namespace Lightcone.Tests;

/// <summary>Patterns in the formats of the hobby; files typed by hand, with cells that are known.</summary>
public sealed class PatternFormatTests
{
    /// <summary>The glider (R. K. Guy, 1969) in each format, its first column 0, its first row 1.</summary>
    [Theory]
    [InlineData("rle", "#CXRLE Pos=0,1\nx = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n")]
    [InlineData("rle", "#P 0 1\n#r 23/3\nx=3,y=3,\nbo$bbo$ooo")]
    [InlineData("rle", "#R 0 1\rx = 3, y = 3, rule = B3/S23,\rbob$2bo$\r3o!")]
    [InlineData("rle", "#CXRLE Pos=0,1\r\nbob$2bo$3o!\r\n")]
    [InlineData("macrocell", "[M2] (golly 3.3)\n#R B3/S23\n.*$..*$***$\n4 0 0 0 1\n")]
    [InlineData("macrocell", "[M2]\n#R 23/3\n1 0 1 0 0\n1 0 0 1 0\n1 1 1 0 0\n1 1 0 0 0\n2 1 2 3 4\n3 0 0 0 5\n")]
    [InlineData("life105", "#Life 1.05\n#N\n#P 0 1\n.*.\n..*\n***\n")]
    [InlineData("life105", "#Life 1.05\n#R 23/3\n#P 1 1\n*\n.*\n#P 0 3\n***\n#P 2 3\n*\n")]
    [InlineData("plaintext", "!Name: Glider\n!\n\n...\n.O\n..O\nOOO\n")]
    [InlineData("plaintext", "!Name:\r\n.\r\n.O.\r\n..O\r\n***")]
    [InlineData("life106", "#Life 1.06\n1 1\n2 2\n0 3\n1 3\n2 3\n")]
    [InlineData("life106", "#Life 1.06\r2 3\r1 3\r0 3\r2 2\r1 1\r1 1")]
    [InlineData("mcell", "#MCell 4.20\n#GAME Life\n#RULE 23/3\n#L $.A$..A$\n#L 3A$\n")]
    public void A_glider_is_the_same_in_each_format(string format, string text)
    {
        Pattern pattern = PatternFormat.Find(format)!.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal("010/001/111", Cells(pattern));
        Assert.Equal(new CellBox(0, 1, 3, 3), pattern.Cells.Bounds);
        Assert.True(pattern.Rule is null or "B3/S23" or "23/3");
        Assert.Equal(5, pattern.Cells.Population);
        // Whatever it is called, the file is known by how it begins.
        Assert.Equal(pattern.Cells, PatternFormat.Read(Encoding.UTF8.GetBytes(text), "unknown").Cells);
        RunLengthPattern placed = RunLengthPattern.Of(pattern);
        Assert.True(placed.IsEndless);
        Assert.Equal(5, placed.Lattice.Cells.Count((byte)1));
    }

    /// <summary>What Golly 3.3 writes for three patterns (bgolly -m 0 -o x.mc), of which ours differs in the first line alone.</summary>
    [Theory]
    [InlineData("#CXRLE Pos=0,1\nx = 3, y = 3, rule = B3/S23\nbob$2bo$3o!", "#R B3/S23\n.*$..*$***$\n4 0 0 0 1\n")]
    [InlineData("x = 3, y = 1, rule = 345/2/4\nABC!", "#R 345/2/4\n1 0 0 1 2\n1 0 0 3 0\n2 0 0 1 2\n3 0 3 0 0\n")]
    [InlineData("#CXRLE Pos=3,-4 Gen=5\nx = 0, y = 0, rule = B3/S23\n!", "#R B3/S23\n#G 5\n")]
    public void Macrocell_files_are_Gollys_own(string pattern, string expected) =>
        Assert.Equal("[M2] (lightcone)\n" + expected, MacrocellPattern.Format(RunLengthText.Parse(pattern)));

    [Fact]
    public void Files_say_rule_grid_place_generation_and_comments()
    {
        string[] texts =
        [
            "#N Glider\n#O Somebody\n#C found\n# here\n#CXRLE Pos=-3,2 Gen=123456789012345678901234567890\nx = 3, y = 3, rule = B36/S23\nbo$2bo$3o!\n",
            "x = 3, y = 3, rule = WireWorld:T30,20\n.A$2.B$3C!\n", "#CXRLE Pos=-15,-10\nx = 3, y = 3, rule = WireWorld:P30,20\n.A$2.B$3C!\n", "x = 2, y = 1, rule = B3/S23:K30*+1,20\n2o!\n",
            "x = 2, y = 1, rule = Fancy\nAyO!\n@RULE Fancy\n@TABLE\nn_states:256\n",
        ];
        foreach (string text in texts)
            Assert.Equal(text, RunLengthText.Format(RunLengthText.Parse(text)));
        string macrocell = "[M2] (lightcone)\n#R LifeHistory:C40,20\n#G 174603710464\n#C hello\n#N Name\n1 0 0 0 3\n2 0 0 0 1\n3 2 0 0 0\n";
        Assert.Equal(macrocell, MacrocellPattern.Format(MacrocellPattern.Parse(macrocell)));
        string blocks = "#Life 1.05\n#D hello\n#R 23/36\n#P -3 2\n.*\n*\n#P -3 30\n**\n";
        Assert.Equal(blocks, Life105Pattern.Format(Life105Pattern.Parse(blocks)));
        Assert.Equal("B36/S23", Life105Pattern.Parse(blocks).Rule);
        // Without a name and without comments rows are told by what they are made of; run lengths end in an exclamation mark.
        Assert.Equal(PlaintextPattern.Parse(".O\n..O\nOOO\n").Cells, PatternFormat.Read(".O\n..O\nOOO\n"u8.ToArray()).Cells);
        Assert.Equal(5, PatternFormat.Read("! a glider\n.O\n..O\nOOO"u8.ToArray()).Cells.Population);
        Assert.Equal(3, PatternFormat.Read("OOO!"u8.ToArray()).Cells.Population);
        string plain = "!Name: Two\n!Author: Somebody\n! hello\n!\n.O\n.\nO.O\n";
        Assert.Equal(plain, PlaintextPattern.Format(PlaintextPattern.Parse(plain)));
        Assert.Equal("#N Two\n#O Somebody\n#C hello\n#C", PlaintextPattern.Parse(plain).Comments);
        Assert.Equal("B234/S", Life105Pattern.Parse("#Life 1.05\n#R B234\n#P\n**\n").Rule);
        string coordinates = "#Life 1.06\n#D hello\n-5 -7\n1152921504606846976 3\n";
        Assert.Equal(coordinates, Life106Pattern.Format(Life106Pattern.Parse(coordinates)));
        string cells = "#MCell 4.20\n#GAME Generations\n#RULE 345/2/250\n#BOARD 20x10\n#WRAP 1\n#D hello\n#L .2A$3.aBjI\n";
        Assert.Equal(cells, MCellPattern.Format(MCellPattern.Parse(cells)));
    }

    /// <summary>Where Golly 3.3 puts cells of MCell on a board of 10 x 9 (bgolly -m 0 -o x.mc): the rectangle of 5 x 2 in the middle, its first column -2 and first row 0.</summary>
    [Fact]
    public void MCell_puts_a_pattern_in_the_middle_of_its_board()
    {
        Pattern pattern = MCellPattern.Parse("#MCell 4.0\n#GAME Life\n#RULE 23/3\n#BOARD 10x9\n#WRAP 0\n#SPEED 20\n#L ..3A$A\n");
        Assert.Equal(new CellBox(-2, 0, 5, 2), pattern.Cells.Bounds);
        Assert.Equal("B3/S23:P10,9", pattern.FullRule);
        Assert.Equal("00111/10000", Cells(pattern));
        Assert.Equal(new CellBox(2, 0, 2, 1), MCellPattern.Parse("#MCell 4.0\n#BOARD 11x9\n#L ..AA\n").Cells.Bounds);
    }

    [Theory]
    [InlineData("#GAME Generations\n#RULE 345/2/4", "345/2/4")]
    [InlineData("#GAME Life\n#RULE 23/36", "B36/S23")]
    [InlineData("#GAME Larger than Life\n#RULE R5,C0,M1,S34..58,B34..45,NM", "R5,C0,M1,S34..58,B34..45,NM")]
    [InlineData("#GAME Margolus\n#RULE MS,D0;8;4;3;12;2;10;9;7;1;6;5;11;0;13;14;15", "MS,D0;8;4;3;12;2;10;9;7;1;6;5;11;0;13;14;15")]
    [InlineData("#GAME Rules table\n#GOLLY WireWorld\n#RULE 1,0,\n#RULE 2", "WireWorld")]
    [InlineData("#GAME Rules table\n#RULE 1,0,\n#RULE 2", "Rules table 1,0,2")]
    [InlineData("#GAME Cyclic CA\n#RULE R1/T3/C3/NM", "Cyclic CA R1/T3/C3/NM")]
    [InlineData("#GAME Life", null)]
    public void MCell_calls_rules_by_game_and_rule(string lines, string? rule)
    {
        Pattern pattern = MCellPattern.Parse($"#MCell 4.20\n{lines}\n#L A\n");
        Assert.Equal(rule, pattern.Rule);
        Assert.Equal(pattern, MCellPattern.Parse(MCellPattern.Format(pattern)));
    }

    /// <summary>Random cells, rules and grids through every format that can say them.</summary>
    [Fact]
    public void Any_pattern_that_a_format_can_say_comes_back()
    {
        int[] written = new int[PatternFormat.All.Length];
        for (int i = 0; i < 400; i++)
        {
            RandomStream stream = new(61, "patterns", (ulong)i);
            int states = i % 3 == 0 ? 2 + stream.NextInt32(255) : 2;
            string?[] rules = states > 2 ? ["Foo", "345/2/4", null] : [null, "B3/S23", "B36/S23", "Foo", "B2-a/S12", "W110"];
            byte[] cells = new byte[(1 + stream.NextInt32(200)) * (1 + stream.NextInt32(30))];
            int width = Enumerable.Range(1, cells.Length).Last(w => w <= 200 && cells.Length % w == 0);
            for (int c = 0; c < cells.Length; c++)
                cells[c] = (byte)(stream.NextInt32(4) == 0 ? stream.NextInt32(states) : 0);
            bool isPlaced = stream.NextInt32(2) == 0;
            (long left, long top) = isPlaced ? (stream.NextInt32(400) - 200, stream.NextInt32(400) - 200) : (0, 0);
            Quadtree tree = Quadtree.FromLattice(Lattice.FromCells(Alphabet.Digits(states), Shape.Grid(width, cells.Length / width), Boundary.Periodic, cells), left, top);
            Pattern pattern = new()
            {
                Cells = tree,
                Rule = rules[stream.NextInt32(rules.Length)],
                Grid = stream.NextInt32(3) == 0 ? PatternGrid.Parse(((string[])["T900,900", "P800,700", "T0,900", "K900*,901", "S999"])[stream.NextInt32(5)]) : null,
                Generation = stream.NextInt32(3) == 0 ? BigInteger.Pow(7, stream.NextInt32(60)) : 0,
                Comments = stream.NextInt32(2) == 0 ? "" : "#C one\n#C\n#C two",
            };
            for (int f = 0; f < written.Length; f++)
                try
                {
                    Pattern back = PatternFormat.All[f].Parse(PatternFormat.All[f].Format(pattern));
                    // Plaintext alone does not say where its cells lie.
                    if (PatternFormat.All[f].Name == "plaintext")
                        Assert.Equal((Cells(pattern), tree.Population, new CellBox(0, 0, tree.Bounds?.Width ?? 0, tree.Bounds?.Height ?? 0)), (Cells(back), back.Cells.Population, back.Cells.Bounds ?? new(0, 0, 0, 0)));
                    else
                        Assert.Equal(tree, back.Cells);
                    Assert.Equal((pattern.Comments, pattern.Generation, pattern.Grid), (back.Comments, back.Generation, back.Grid));
                    Assert.True(pattern.Rule == back.Rule || (pattern.Rule ?? (f is 0 or 4 && pattern.Grid is not null ? "unknown" : "B3/S23")) == (back.Rule ?? "B3/S23"), $"{pattern.Rule} came back as {back.Rule} from {PatternFormat.All[f]}");
                    written[f]++;
                }
                catch (InputException exception)
                {
                    // Macrocell and RLE files say everything.
                    Assert.True(f >= 2, exception.Message);
                }
        }

        Assert.All(written, static count => Assert.InRange(count, 30, 400));
    }

    [Theory]
    [InlineData("rle", "0110", "f:1: expected a header")]
    [InlineData("rle", "x = 3, y = 3, rule = B3/S23\n3o$2p!", "f:2:6: '!' is no state")]
    [InlineData("rle", "x = 3, y = 3\n3o$2", "f:2: the pattern ends within a run")]
    [InlineData("plaintext", "!Name: x\n.O\n.o", "f:3:2: 'o' is no cell of plaintext")]
    [InlineData("plaintext", "!Name: x\n\n", "f: there is no row of cells")]
    [InlineData("rle", "", "no header and no cells")]
    [InlineData("macrocell", "", "f:1: the file is empty")]
    [InlineData("macrocell", "4 0 0 0 1", "f:1: expected [M2]")]
    [InlineData("macrocell", "[M2]\n.........$", "f:2:9: a leaf has 8 rows of 8 cells")]
    [InlineData("macrocell", "[M2]\n$$$$$$$$*", "f:2:9: a leaf has 8 rows of 8 cells")]
    [InlineData("macrocell", "[M2]\n*.x$", "f:2:3: 'x' is no part of a leaf")]
    [InlineData("macrocell", "[M2]\n*$\n4 0 0 0 2", "f:3: node 2 names node 2, which does not come before it")]
    [InlineData("macrocell", "[M2]\n*$\n5 0 0 0 1", "f:3: a node of level 5 has quarters of level 4, and node 1 is of level 3")]
    [InlineData("macrocell", "[M2]\n1 0 0 0 256", "f:2: state 256 is beyond 255")]
    [InlineData("macrocell", "[M2]\n1 0 0 0", "f:2: expected a leaf")]
    [InlineData("macrocell", "[M2]\n2000 0 0 0 0", "f:2: level 2000 is not in 1 to 1,024")]
    [InlineData("macrocell", "[M2]\n#G soon", "f:2: expected a generation")]
    [InlineData("life105", "", "f:1: the file is empty")]
    [InlineData("life105", "..*\n", "f:1: expected #Life 1.05")]
    [InlineData("life105", "#Life 1.05\n#P 1\n*", "f:2: expected #P and two whole numbers")]
    [InlineData("life105", "#Life 1.05\n#P 0 0\n.*\n..o\n", "f:4:3: 'o' is no cell of Life 1.05")]
    [InlineData("life105", "#Life 1.05\n#R\n", "f:2: expected a rule")]
    [InlineData("life106", "0 1\n", "f:1: expected #Life 1.06")]
    [InlineData("life106", "#Life 1.06\n0 1\n1\n", "f:3: expected two whole numbers")]
    [InlineData("life106", "#Life 1.06\n0 9999999999999999999\n", "f:2: expected two whole numbers")]
    [InlineData("mcell", "#L A\n", "f:1: expected #MCell")]
    [InlineData("mcell", "#MCell 4\n#L A\n..A\n", "f:3: expected a line that begins with #")]
    [InlineData("mcell", "#MCell 4\n#L 3.Z\n", "f:2:6: 'Z' is no state")]
    [InlineData("mcell", "#MCell 4\n#L 3.4\n", "f:2:6: the line ends within a run")]
    [InlineData("mcell", "#MCell 4\n#BOARD 0x7\n", "f:2: expected #BOARD and two sides")]
    [InlineData("mcell", "#MCell 4\n#WRAP on\n", "f:2: expected #WRAP 1")]
    [InlineData("rle", "x = 1, y = 1, rule = B3/S23:Q3\no!", "f:1: the topology ':Q3' is no grid")]
    public void A_wrong_file_is_told_so_with_its_place(string format, string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => PatternFormat.Find(format)!.Parse(Encoding.UTF8.GetBytes(text), "f")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("life105", "x = 1, y = 1, rule = 345/2/4\nC!", "holds state 3")]
    [InlineData("life105", "#CXRLE Gen=3\nx = 1, y = 1\no!", "no place for a generation")]
    [InlineData("life106", "x = 1, y = 1, rule = B36/S23\no!", "this pattern's rule is B36/S23")]
    [InlineData("life106", "x = 1, y = 1, rule = B3/S23:T3,3\no!", "lies on :T3,3")]
    [InlineData("mcell", "#CXRLE Gen=3\nx = 1, y = 1\no!", "no place for a generation")]
    [InlineData("mcell", "#CXRLE Pos=-3,0\nx = 1, y = 1\no!", "this pattern at column -3")]
    [InlineData("mcell", "#CXRLE Pos=-5,-5\nx = 1, y = 1, rule = B3/S23:T10,10\no!", "this one begins at column -5")]
    [InlineData("mcell", "x = 1, y = 1, rule = B3/S23:S10\no!", "lies on :S10")]
    public void What_a_format_cannot_say_is_refused(string format, string pattern, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => PatternFormat.Find(format)!.Format(RunLengthText.Parse(pattern))).Message, StringComparison.Ordinal);

    /// <summary>A square of 2^100 cells a side whose diagonal lives.</summary>
    [Fact]
    public void A_pattern_that_no_lattice_holds_is_refused_with_its_size()
    {
        string text = "[M2]\n#R B3/S23\n#G 7\n" + "*$.*$..*$...*$....*$.....*$......*$.......*$\n" + string.Concat(Enumerable.Range(4, 97).Select(static level => $"{level} {level - 3} 0 0 {level - 3}\n"));
        Pattern pattern = PatternFormat.Read(Encoding.UTF8.GetBytes(text), "large.mc");
        Assert.Equal((BigInteger.Pow(2, 100), BigInteger.Pow(2, 100)), (pattern.Cells.Population, pattern.Box.Width));
        string message = Assert.Throws<InputException>(() => RunLengthPattern.Of(pattern, file: "large.mc")).Message;
        Assert.Contains("large.mc: the pattern has 1267650600228229401496703205376 x 1267650600228229401496703205376 cells, 1,267,650,600,228,229,401,496,703,205,376 of them living", message, StringComparison.Ordinal);
        Assert.Equal(pattern, MacrocellPattern.Parse(MacrocellPattern.Format(pattern)));
        Assert.Contains("Write a macrocell file", Assert.Throws<InputException>(() => RunLengthText.Format(pattern)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_Latin_1()
    {
        Pattern pattern = PatternFormat.Read([.. "#C caf"u8, 0xe9, .. "\nx = 1, y = 1\no!"u8], "old.rle");
        Assert.Equal("#C café", pattern.Comments);
    }

    private static string Cells(Pattern pattern)
    {
        CellBox box = pattern.Cells.Bounds!.Value;
        byte[] cells = new byte[(int)box.Area];
        pattern.Cells.CopyTo(cells, (long)box.Left, (long)box.Top, (int)box.Width);
        return string.Join('/', cells.Chunk((int)box.Width).Select(static row => string.Concat(row)));
    }
}
