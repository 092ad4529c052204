using Lightcone.Engines.LargeLattices;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Tests;

/// <summary>Facts about Conway's Life that are older than this program, and laws of the entry.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PackedGridTests
{
    private const string GosperGun = "x = 36, y = 9, rule = B3/S23\n24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!";

    private static readonly CompiledRule Life = LocalRule.LifeLike("B3/S23").Compile();

    /// <summary>J. H. Conway's r-pentomino (M. Gardner, Scientific American 223, October 1970): it settles at generation 1103 into 116 cells, six gliders among them.</summary>
    [Fact]
    public void The_r_pentomino_takes_1103_generations()
    {
        PackedGrid run = PackedGrid.Empty(Life, Shape.Grid(1_200, 1_100), Boundary.Fixed());
        run.Place(RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!"), 600, 550);
        long[] populations = new long[1_200];
        for (int t = 0; t < populations.Length; t++)
        {
            populations[t] = run.Population;
            run.Advance(1);
        }

        Assert.Equal(5, populations[0]);
        Assert.Equal(116, populations[1_103]);
        // What is left are gliders, blinkers and still lifes: five cells or three in every generation. One generation earlier it was not.
        Assert.All(populations[1_103..], static population => Assert.Equal(116, population));
        Assert.NotEqual(116, populations[1_102]);
    }

    /// <summary>R. W. Gosper's gun of November 1970 sends a glider, five cells, every 30 generations; 36 cells of its own come back.</summary>
    [Fact]
    public void The_gun_has_period_30()
    {
        PackedGrid run = PackedGrid.Empty(Life, Shape.Grid(700, 700), Boundary.Fixed());
        run.Place(RunLengthPattern.Parse(GosperGun), 8, 8);
        Assert.Equal(36, run.Population);
        for (int gliders = 0; gliders <= 60; gliders++)
        {
            Assert.Equal(36 + (5 * gliders), run.Population);
            run.Advance(30);
        }

        Assert.Equal(Engine.Tiles, run.Engine);
    }

    [Fact]
    public void A_glider_moves_by_one_cell_in_four_generations()
    {
        foreach ((int width, int height) in ((int, int)[])[(64, 64), (300, 40), (53, 157)])
        {
            PackedGrid run = PackedGrid.Empty(Life, Shape.Grid(width, height), Boundary.Periodic);
            run.Place(RunLengthPattern.Parse("x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!"), 2, 1);
            Lattice start = run.ToLattice();
            run.Advance(4 * 23);
            Lattice moved = run.ToLattice();
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    Assert.Equal(start[x, y], moved[(x + 23) % width, (y + 23) % height]);
            // Once around both ways.
            long home = 4L * width * height / Greatest(width, height);
            run.Advance(home - (4 * 23));
            Assert.Equal(start, run.ToLattice());
            Assert.Equal(home, run.Generation);
        }

        static int Greatest(int a, int b) => b == 0 ? a : Greatest(b, a % b);
    }

    [Fact]
    public void Runs_are_the_same_as_those_of_a_kernel_whatever_the_threads_and_the_pieces()
    {
        for (int i = 0; i < 12; i++)
        {
            RandomStream stream = new(5, "grid run", (ulong)i);
            Shape shape = Shape.Grid(1 + stream.NextInt32(300), 1 + stream.NextInt32(300));
            Boundary boundary = (i % 3) switch { 0 => Boundary.Periodic, 1 => Boundary.Fixed(), _ => Boundary.Reflecting };
            RandomStream cells = stream.Split("cells");
            Lattice start = Lattice.Random(Alphabet.Binary, shape, boundary, stream.Split("cells"));
            PackedGrid run = PackedGrid.Random(Life, shape, boundary, cells, 1 + (i % 3));
            Assert.Equal(start, run.ToLattice());
            Assert.Equal(start.Hash, run.Hash);
            Evolution expected = Life.Rule.Compile(Engine.Table).Evolve(start, Until.Steps(700));
            while (run.Generation < 700)
                run.Advance(Math.Min(700 - run.Generation, 1 + stream.NextInt32(200)));
            Assert.Equal(expected.Final, run.ToLattice());
            Assert.Equal(expected.Final.Hash, run.Hash);
            Assert.Equal(expected.Final.Cells.ToArray().Sum(static cell => (long)cell), run.Population);
            Assert.Equal(expected.Final[shape.Width - 1, shape.Height / 2], run[shape.Width - 1, shape.Height / 2]);
        }
    }

    [Fact]
    public void What_cannot_be_run_is_refused_with_the_reason()
    {
        // 10^9 cells fit into a gibibyte, twice as many do not.
        PackedGrid.Require(Shape.Grid(31_622, 31_622), 1 << 30);
        Assert.Contains("GiB", Assert.Throws<ResourceLimitException>(static () => PackedGrid.Require(Shape.Grid(44_721, 44_721), 1 << 30)).Message, StringComparison.Ordinal);
        LocalRule three = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Moore(), static n => n[0]);
        Assert.Contains("two states", Assert.Throws<ArgumentException>(() => PackedGrid.Empty(three.Compile(), Shape.Grid(5, 5), Boundary.Periodic)).Message, StringComparison.Ordinal);
        PackedGrid run = PackedGrid.Empty(Life, Shape.Grid(5, 5), Boundary.Periodic);
        foreach ((int x, int y) in ((int, int)[])[(3, 0), (0, 3), (-1, 0), (0, -1)])
            Assert.Contains("beyond", Assert.Throws<ArgumentException>(() => run.Place(Lattice.Filled(Alphabet.Binary, Shape.Grid(3, 3), Boundary.Periodic), x, y)).Message, StringComparison.Ordinal);
    }
}
