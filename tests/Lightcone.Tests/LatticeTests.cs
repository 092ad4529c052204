using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Tests;

/// <summary>What makes alphabets, neighborhoods and lattices the same, and what they refuse.</summary>
public sealed class LatticeTests
{
    [Fact]
    public void A_product_has_the_names_of_its_tracks_and_is_not_the_list_of_these_names()
    {
        Alphabet pair = Alphabet.Product(new Alphabet.Track("a", Alphabet.Binary), new Alphabet.Track("b", Alphabet.Binary));
        Assert.Equal(["00", "01", "10", "11"], pair.Names);
        Assert.NotEqual(pair, Alphabet.Of("00", "01", "10", "11"));
        Assert.NotEqual(pair, Alphabet.Product(new Alphabet.Track("a", Alphabet.Binary), new Alphabet.Track("c", Alphabet.Binary)));
        Assert.Equal(pair, Alphabet.Product(new Alphabet.Track("a", Alphabet.Digits(2)), new Alphabet.Track("b", Alphabet.Digits(2))));
        // Names of several letters need something between them.
        Alphabet three = Alphabet.Product(new Alphabet.Track("level", Alphabet.Of("low", "high")), new Alphabet.Track("bit", Alphabet.Binary), new Alphabet.Track("digit", Alphabet.Digits(3)));
        Assert.Equal(["low,0,0", "low,0,1", "low,0,2", "low,1,0"], three.Names[..4]);
        for (int symbol = 0; symbol < three.Size; symbol++)
            Assert.Equal((symbol / 6, symbol / 3 % 2, symbol % 3), (three.Part((byte)symbol, 0), three.Part((byte)symbol, 1), three.Part((byte)symbol, 2)));
        Assert.NotEqual(Alphabet.Of("0", "1"), Alphabet.Ordered("0", "1"));
    }

    [Fact]
    public void Neighbors_are_at_most_64_cells_away()
    {
        Assert.Equal(64, Neighborhood.Of(-64, 64).Reach);
        Assert.Contains("at most 64", Assert.Throws<ArgumentException>(() => Neighborhood.Of(65)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 64", Assert.Throws<ArgumentException>(() => Neighborhood.OfGrid(new Offset(0, -65))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lattices_are_equal_when_all_of_them_is()
    {
        Lattice row = Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic);
        Assert.Equal(row, Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic));
        Lattice[] others =
        [
            Lattice.Parse(Alphabet.Binary, "0111", Boundary.Periodic), row.WithBoundary(Boundary.Fixed()), row.WithBoundary(Boundary.Reflecting), Lattice.Parse(Alphabet.Digits(3), "0110", Boundary.Periodic),
            Lattice.Parse(Alphabet.Binary, "01/10", Boundary.Periodic, 2), row.WithInput(row), row.WithInput(row.With(0, 1)),
        ];
        Assert.All(others, other => Assert.NotEqual(row, other));
        Assert.Equal(others.Length, others.Distinct().Count());
        // A changed copy keeps the rest.
        Assert.Equal(row.WithInput(row), row.With(3, 1).WithInput(row).With(3, 0));
        Assert.Equal(row, row.WithInput(row).WithBoundary(Boundary.Fixed()).Input);
    }

    [Fact]
    public void Numbers_that_are_no_symbols_are_refused()
    {
        Assert.Contains("wall's symbol 2", Assert.Throws<ArgumentException>(() => Lattice.Filled(Alphabet.Binary, Shape.Row(3), Boundary.Fixed(2))).Message, StringComparison.Ordinal);
        Assert.Contains("no symbol", Assert.Throws<ArgumentException>(() => Lattice.Filled(Alphabet.Binary, Shape.Row(3), Boundary.Periodic, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("do not fill", Assert.Throws<ArgumentException>(() => Lattice.FromCells(Alphabet.Binary, Shape.Row(3), Boundary.Periodic, [0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Lattice.Filled(Alphabet.Binary, Shape.Row(3), Boundary.Periodic).With(0, 2));
    }

    /// <summary>A run that was not told when to give up ends after four steps a cell and a thousand more.</summary>
    [Fact]
    public void A_run_without_end_ends_at_its_default_limit()
    {
        Lattice start = Lattice.Filled(Alphabet.Binary, Shape.Row(10), Boundary.Periodic);
        Evolution run = LocalRule.Elementary(51).Compile().Evolve(start, Until.FixedPoint());
        Assert.Equal((1_040L, Outcome.LimitReached), (run.Steps, run.Outcome));
    }
}
