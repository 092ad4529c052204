using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Tests;

public sealed class RunLengthPatternTests
{
    /// <summary>The r-pentomino of Golly's description of the format.</summary>
    [Fact]
    public void The_example_of_the_format_is_read()
    {
        RunLengthPattern pattern = RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!\n");
        Assert.Equal("B3/S23", pattern.Rule);
        // Without a grid the plane is endless: walls of nothing around the cells, and no torus.
        Assert.Equal(Lattice.Parse(Alphabet.Binary, "011/110/010", Boundary.Fixed(), 2), pattern.Lattice);
        Assert.True(pattern is { IsEndlessAcross: true, IsEndlessDown: true, IsInverted: false, Background: 0, Generation: 0, Corner: null });
        // Two states are b and o, as that description says.
        Assert.Equal("x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!\n", pattern.Format());
        Assert.Equal("x = 3, y = 3, rule = B3/S23:T3,3\nb2o$2o$bo!\n", RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!\n", boundary: Boundary.Periodic).Format());
    }

    [Theory]
    [InlineData("x=4,y=3,rule=Foo:P4,3\n#C comment\n\n2.A\nB2$pA2yO!ignored", "0012/0000/25 255 255 0", 256)]
    [InlineData("x = 2, y = 1\no!", "10", 2)]
    [InlineData("x = 0, y = 0, rule = B3/S23:T3,2\n!", "000/000", 2)]
    [InlineData("#CXRLE Pos=-1,0\nx = 1, y = 1, rule = Life:T4,2\no!", "0000/0100", 2)]
    [InlineData("#CXRLE Pos=-1,-1\nx = 1, y = 1, rule = Life:T5,3\no!", "01000/00000/00000", 2)]
    [InlineData("x = 1, y = 1, rule = Life:T3\no!", "000/010/000", 2)]
    [InlineData("x = 3, y = 1, rule = B3/S23:P3,5\n3o!", "000/000/111/000/000", 2)]
    [InlineData("x = 1, y = 1, rule = Life:T4,4\no!", "0000/0000/0010/0000", 2)]
    [InlineData("x = 3, y = 2, rule = Life:T8,5\n3o$o!", "00000000/00011100/00010000/00000000/00000000", 2)]
    [InlineData("#CXRLE Gen=3\nx = 1, y = 1, rule = Life:T3,1\no!", "010", 2)]
    [InlineData("x = 2, y = 2, rule = Life\n1\n0b!", "0000000000/0000000000", 2)]
    public void States_counts_and_places(string text, string expected, int states)
    {
        RunLengthPattern pattern = RunLengthPattern.Parse(text, Alphabet.Digits(states), dimensions: 2);
        string[] rows = expected.Split('/');
        Assert.Equal(rows.Length, pattern.Lattice.Shape.Height);
        for (int y = 0; y < pattern.Lattice.Shape.Height; y++)
        {
            byte[] row = [.. rows[y].Contains(' ', StringComparison.Ordinal) ? rows[y].Split(' ').Select(byte.Parse) : rows[y].Select(static c => (byte)(c - '0'))];
            for (int x = 0; x < row.Length; x++)
                Assert.Equal(row[x], pattern.Lattice[x, y]);
        }
    }

    /// <summary>The header may claim less than there is; what there is stands in the middle.</summary>
    [Fact]
    public void A_pattern_larger_than_its_header_is_placed_by_its_cells() =>
        Assert.Equal(Lattice.Parse(Alphabet.Binary, "0011100/0010100", Boundary.Periodic, 2), RunLengthPattern.Parse("x = 1, y = 1\n3o$obo!", shape: Shape.Grid(7, 2)).Lattice);

    [Fact]
    public void A_glider_is_placed_in_the_middle_and_flies()
    {
        Lattice glider = RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!", shape: Shape.Grid(16, 16)).Lattice;
        Evolution run = LocalRule.LifeLike("B3/S23").Compile().Evolve(glider, Until.Steps(64));
        Assert.Equal(5, glider.Cells.Count((byte)1));
        // 4 steps move it by one cell diagonally, so 64 steps bring it round a torus of 16 cells.
        Assert.Equal(glider, run.Final);
    }

    [Fact]
    public void Any_lattice_that_RLE_can_say_comes_back()
    {
        for (int i = 0; i < 200; i++)
        {
            RandomStream stream = new(52, "rle", (ulong)i);
            Alphabet alphabet = Alphabet.Digits(2 + (stream.NextInt32(2) * stream.NextInt32(254)));
            Shape shape = i % 2 == 0 ? Shape.Row(1 + stream.NextInt32(300)) : Shape.Grid(1 + stream.NextInt32(40), 1 + stream.NextInt32(20));
            byte[] cells = new byte[shape.Count];
            // Mostly symbol 0: rows that end early, and empty rows.
            for (int c = 0; c < cells.Length; c++)
                cells[c] = (byte)(stream.NextInt32(3) == 0 ? stream.NextInt32(alphabet.Size) : 0);
            RunLengthPattern pattern = new() { Lattice = Lattice.FromCells(alphabet, shape, i % 3 == 0 ? Boundary.Fixed() : Boundary.Periodic, cells), Rule = "Foo" };
            string text = pattern.Format();
            Assert.All(text.Split('\n').Skip(1), static line => Assert.InRange(line.Length, 0, 70));
            Assert.Equal(pattern, RunLengthPattern.Parse(text, alphabet, shape.Dimensions));
        }
    }

    [Theory]
    [InlineData("hello", "expected a header")]
    [InlineData("x = 1, y = 1, rule = B3/S23:K3*,3\no!", "':K3*,3' is not one that a lattice has")]
    [InlineData("x = 3, y = 1, rule = B3/S23:T2,1\n3o!", "does not fit into 2x1 cells")]
    [InlineData("x = 1, y = 1, rule = B3/S23\nC!", "no symbol of that number")]
    [InlineData("x = 1, y = 1, rule = Foo\nz!", "f.rle:2:1: 'z' is no state")]
    [InlineData("x = 1, y = 1, rule = Foo\n18446744073709551617o!", "is longer than")]
    [InlineData("x = 1, y = 1, rule = B3/S23:T30+2,20\no!", "it is a shifted torus")]
    [InlineData("x = 1, y = 1, rule = B3/S23:K4,4*\no!", "it is a Klein bottle")]
    [InlineData("x = 1, y = 1, rule = B3/S23:C3,3\no!", "it is a cross-surface")]
    [InlineData("x = 1, y = 1, rule = B3/S23:S3\no!", "it is a sphere")]
    [InlineData("x = 1, y = 1, rule = B02/S23:P9,9\no!", "alternate between 0 and 1")]
    [InlineData("#CXRLE Gen=99999999999999999999\nx = 1, y = 1, rule = B3/S23\no!", "is beyond the numbers")]
    [InlineData("x = 1, y = 1, rule = W110\no$o!", "one-dimensional")]
    public void A_wrong_pattern_is_told_so(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => RunLengthPattern.Parse(text, file: "f.rle")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_RLE_cannot_say_is_refused()
    {
        Lattice row = Lattice.Parse(Alphabet.Binary, "0110", Boundary.Reflecting);
        Assert.Contains("reflecting", Refused(row), StringComparison.Ordinal);
        Assert.Contains("walls of symbol 1", Refused(row.WithBoundary(Boundary.Fixed(1))), StringComparison.Ordinal);
        Assert.Contains("frozen input", Refused(row.WithBoundary(Boundary.Periodic).WithInput(row)), StringComparison.Ordinal);
        foreach (string name in (string[])["Life:T3", "a\nb"])
            Assert.Contains("cannot be the name of a rule", Assert.Throws<InputException>(() => new RunLengthPattern { Lattice = row.WithBoundary(Boundary.Periodic), Rule = name }.Format()).Message, StringComparison.Ordinal);

        static string Refused(Lattice lattice) => Assert.Throws<InputException>(() => new RunLengthPattern { Lattice = lattice }.Format()).Message;
    }

    /// <summary>A glider moves by one cell down and to the right in four steps (J. H. Conway); on the torus of its own three columns it would be gone after one.</summary>
    [Fact]
    public void A_pattern_without_a_grid_has_room_to_move()
    {
        RunLengthPattern glider = RunLengthPattern.Parse("#CXRLE Pos=5,-2 Gen=7\nx = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n");
        LocalRule life = LocalRule.Parse("B3/S23");
        RunLengthPattern room = glider.WithRoom(life, 4);
        Assert.Equal((Shape.Grid(13, 13), Boundary.Periodic, (0, -7), 7L), (room.Lattice.Shape, room.Lattice.Boundary, room.Corner!.Value, room.Generation));
        Lattice later = life.Compile().Evolve(room.Lattice, Until.Steps(4)).Final;
        for (int i = 0; i < later.Count; i++)
            Assert.Equal(room.Lattice[i], later[(i + 14) % later.Count]);
        // What has a grid keeps it.
        RunLengthPattern torus = RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23:T3,3\nbob$2bo$3o!\n");
        Assert.Equal(torus, torus.WithRoom(life, 4));
        Assert.Contains("Run fewer steps", Assert.Throws<InputException>(() => glider.WithRoom(life, 10_000_000)).Message, StringComparison.Ordinal);
    }

    /// <summary>One side of 0 is a cylinder or a strip: room along it, the grid across it.</summary>
    [Fact]
    public void A_side_of_zero_has_no_end()
    {
        LocalRule life = LocalRule.Parse("B3/S23");
        RunLengthPattern cylinder = RunLengthPattern.Parse("x = 2, y = 1, rule = B3/S23:T0,5\n2o!\n");
        Assert.True(cylinder is { IsEndlessAcross: true, IsEndlessDown: false });
        Assert.Equal(Shape.Grid(2 + 8, 5), cylinder.WithRoom(life, 3).Lattice.Shape);
        RunLengthPattern strip = RunLengthPattern.Parse("x = 2, y = 1, rule = B3/S23:P6,0\n2o!\n");
        Assert.Equal((Shape.Grid(6, 9), Boundary.Fixed()), (strip.WithRoom(life, 3).Lattice.Shape, strip.WithRoom(life, 3).Lattice.Boundary));
        Assert.Contains("does not leave the background", Assert.Throws<InputException>(() => strip.WithRoom(LocalRule.Parse("B0/S"), 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Life seen in a negative is B0123478/S01234678, so its blinker turns there; Golly 3.3 keeps such files inverted and shows o$o$o after a step.</summary>
    [Fact]
    public void Rules_with_births_in_empty_space_are_kept_inverted()
    {
        RunLengthPattern blinker = RunLengthPattern.Parse("x = 3, y = 1, rule = B0123478/S01234678\n3o!\n");
        Assert.True(blinker is { IsInverted: true, Background: 1 });
        Assert.Equal("000", blinker.Lattice.ToString());
        LocalRule negative = LocalRule.Parse("B0123478/S01234678");
        RunLengthPattern room = blinker.WithRoom(negative, 1);
        Lattice later = negative.Compile().Evolve(room.Lattice, Until.Steps(1)).Final;
        Assert.Equal("x = 7, y = 5, rule = B0123478/S01234678\n$3bo$3bo$3bo!\n", (room with { Lattice = later }).Format());
        // Without S8 only odd generations are inverted.
        Assert.Equal((false, true), (RunLengthPattern.Parse("x = 1, y = 1, rule = B0/S\no!").IsInverted, RunLengthPattern.Parse("#CXRLE Gen=1\nx = 1, y = 1, rule = B0/S\no!").IsInverted));
        Assert.Equal("0", RunLengthPattern.Parse("#CXRLE Gen=1\nx = 1, y = 1, rule = S/B0\no!").Lattice.ToString());
        // A table's file is kept as it is, whatever the table does.
        Assert.Equal("1", RunLengthPattern.Parse("x = 1, y = 1, rule = B0-table\no!").Lattice.ToString());
    }

    [Fact]
    public void What_stands_around_the_cells_comes_back()
    {
        foreach (string text in (string[])
        [
            "x = 2, y = 2, rule = B3/S23\n2o$bo!\n", "#CXRLE Pos=-4,7 Gen=12\nx = 2, y = 2, rule = B3/S23\n2o$bo!\n", "#CXRLE Gen=3\nx = 2, y = 2, rule = B02/S:T2,2\n2o$bo!\n",
            "x = 2, y = 2, rule = B02/S8:P2,2\n2o$bo!\n", "x = 2, y = 2, rule = B02/S8\n2o$bo!\n", "x = 2, y = 5, rule = B3/S23:P0,5\n2o$bo!\n", "x = 3, y = 1, rule = W30:T3,0\n2o!\n", "x = 3, y = 1, rule = W30\n2o!\n", "x = 3, y = 2\n2o!\n",
        ])
            Assert.Equal(text, RunLengthPattern.Parse(text).Format());
    }

    [Theory]
    [InlineData("B02/S23", 0, "walls that stay the same cannot be said")]
    [InlineData("B02/S238", 0, "whose files are inverted; this lattice has walls of symbol 0")]
    [InlineData("W31", 0, "Golly has no rule W31")]
    public void What_Golly_would_read_otherwise_is_refused(string rule, byte wall, string part)
    {
        Lattice cells = rule[0] == 'W' ? Lattice.Parse(Alphabet.Binary, "010", Boundary.Periodic) : Lattice.Parse(Alphabet.Binary, "01/10", Boundary.Fixed(wall), 2);
        Assert.Contains(part, Assert.Throws<InputException>(() => new RunLengthPattern { Lattice = cells, Rule = rule }.Format()).Message, StringComparison.Ordinal);
    }
}
