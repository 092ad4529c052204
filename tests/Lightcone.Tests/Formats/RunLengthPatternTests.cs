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
        Assert.Equal(Lattice.Parse(Alphabet.Binary, "011/110/010", Boundary.Periodic, 2), pattern.Lattice);
        // Two states are b and o, as that description says.
        Assert.Equal("x = 3, y = 3, rule = B3/S23:T3,3\nb2o$2o$bo!\n", pattern.Format());
    }

    [Theory]
    [InlineData("x=4,y=3,rule=Foo:P4,3\n#C comment\n\n2.A\nB2$pA2yO!ignored", "0012/0000/25 255 255 0", 256)]
    [InlineData("x = 2, y = 1\no!", "10", 2)]
    [InlineData("x = 0, y = 0, rule = B3/S23:T3,2\n!", "000/000", 2)]
    [InlineData("#CXRLE Pos=-1,0\nx = 1, y = 1, rule = Life:T4,2\no!", "0000/0100", 2)]
    [InlineData("#CXRLE Pos=-1,-1\nx = 1, y = 1, rule = Life:T5,3\no!", "01000/00000/00000", 2)]
    [InlineData("x = 1, y = 1, rule = Life:T3\no!", "100/000/000", 2)]
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
    [InlineData("o!", "expected a header")]
    [InlineData("x = 1, y = 1, rule = B3/S23:K3*,3\no!", "':K3*,3' is not one that a lattice has")]
    [InlineData("x = 3, y = 1, rule = B3/S23:T2,1\n3o!", "does not fit into 2 cells")]
    [InlineData("x = 1, y = 1, rule = B3/S23\nC!", "no symbol of that number")]
    [InlineData("x = 1, y = 1, rule = Foo\nz!", "f.rle:2:1: 'z' is no state")]
    [InlineData("x = 1, y = 1, rule = Foo\n18446744073709551617o!", "is longer than")]
    [InlineData("x = 1, y = 1, rule = Foo:T0,4\no!", "endless")]
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
}
