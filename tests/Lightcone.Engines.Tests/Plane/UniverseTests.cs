using System.Numerics;
using Lightcone.Engines.Plane;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;
using Lightcone.Quadtrees;

namespace Lightcone.Engines.Tests.Plane;

/// <summary>HashLife on the plane against the plain stepper of the model on a torus with room all around.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class UniverseTests
{
    private static readonly int[] Steps = [0, 1, 2, 3, 5, 8, 13];

    public static TheoryData<string> Notations => ["B3/S23", "B36/S23", "B0/S", "B0123478/S01234678", "B02/S13", "B0/S8", "B1357/S02468", "B2-a/S12", "B13/S012V", "B2/S34H", "B2/S/3", "345/2/4"];

    [Theory]
    [MemberData(nameof(Notations))]
    public void Notations_live_as_the_plain_stepper_says(string notation) => Compare(LocalRule.Parse(notation), new RandomStream(1, notation), 0);

    [Fact]
    public void Random_rules_live_as_the_plain_stepper_says()
    {
        for (int i = 0; i < Round.Count(12, 40, 400); i++)
        {
            RandomStream stream = new(2, "plane", (ulong)i);
            int states = 2 + (i % 4);
            // Tables of five states on nine cells have two million entries; five cells are enough of them.
            Neighborhood neighbors = states < 4 ? Neighborhood.Moore() : i % 8 == 3 ? Neighborhood.OfGrid(new Offset(1, -1), new Offset(-1, 1), new Offset(1, 0)) : Neighborhood.VonNeumann();
            Signature signature = new(null, Neighborhood.None, Alphabet.Digits(states), neighbors);
            byte[] table = new byte[signature.DomainSize];
            stream.FillSymbols(table, states);
            Compare(LocalRule.FromTable(signature, table), stream, (byte)stream.NextInt32(states));
        }
    }

    [Fact]
    public void The_background_goes_its_own_way()
    {
        // 0 becomes 1, 1 becomes 2, 2 becomes 1: after the first step it blinks.
        byte[] next = [1, 2, 1, 3];
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(4), Neighborhood.VonNeumann(), n => n.ToArray().Distinct().Count() == 1 ? next[n[2]] : (byte)((n[0] + n[1] + n[3] + n[4]) % 4));
        Universe plane = Universe.Start(rule.Compile(), [(5, -7, 3)]);
        foreach ((int steps, byte background) in (ReadOnlySpan<(int, byte)>)[(1, 1), (1, 2), (1, 1), (61, 2), (1, 1)])
        {
            plane.Advance(steps);
            Assert.Equal(background, plane.Background);
            Assert.Equal(background, plane[1_000_000_000, 0]);
        }
    }

    [Theory]
    [InlineData("bob$2bo$3o!", "period 4, moves (1,1)")]
    [InlineData("bo2bo$o4b$o3bo$4o!", "period 4, moves (-2,0)")]
    [InlineData("3o!", "period 2")]
    [InlineData("2o$2o!", "period 1")]
    [InlineData("2b3o3b3o2b2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2b2$2b3o3b3o2b$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!", "period 3")]
    public void Objects_of_Life_come_back(string cells, string expected)
    {
        using Universe plane = Life(cells);
        Recurrence found = plane.FindRecurrence(100)!;
        Assert.Equal((0, expected), (found.Generation, found.ToString()));
        // Thrice as far it is there again.
        CellBox bounds = plane.Bounds!.Value;
        BigInteger population = plane.Population;
        plane.Advance(3 * found.Period);
        Assert.Equal((population, bounds with { Left = bounds.Left + (3 * found.X), Top = bounds.Top + (3 * found.Y) }), (plane.Population, plane.Bounds!.Value));
    }

    [Fact]
    public void What_dies_or_grows_says_so()
    {
        using Universe single = Life("o!");
        Recurrence death = single.FindRecurrence(100)!;
        Assert.Equal((1, 1, "period 1"), (death.Generation, death.Period, death.ToString()));
        Assert.Null(single.Bounds);
        Assert.Null(Life(Gun).FindRecurrence(200));
        using Universe gun = Life(Gun);
        Assert.Null(gun.FindRecurrence(200, mostCells: 100));
        Assert.Equal(2, gun.Generation);
    }

    /// <summary>S. W. Golomb's r-pentomino and C. Corderman's acorn have the populations and ages that every list of methuselahs names; the gun gains five cells in 30 generations.</summary>
    [Fact]
    public void Methuselahs_end_as_published()
    {
        using Universe pentomino = Life("b2o$2o$bo!");
        pentomino.Advance(1_103);
        Assert.Equal(116, pentomino.Population);
        using Universe acorn = Life("bo$3bo$2o2b3o!");
        acorn.Advance(5_206);
        Assert.Equal(633, acorn.Population);
        using Universe gun = Life(Gun);
        for (int power = 1; power <= 30; power++)
        {
            using Universe later = Life(Gun);
            BigInteger steps = 30 * BigInteger.Pow(10, power - 1);
            later.Advance(steps);
            Assert.Equal(36 + (steps / 30 * 5), later.Population);
        }
    }

    [Fact]
    public void Little_memory_changes_nothing_but_time_or_is_refused()
    {
        using Universe small = Life("b2o$2o$bo!", Universe.LeastMemory);
        small.Advance(3_000);
        small.Advance(1_000_000_000);
        using Universe large = Life("b2o$2o$bo!");
        large.Advance(1_000_003_000);
        Assert.Equal((large.Population, large.Bounds), (small.Population, small.Bounds));
        Universe[] soups = [Soup(700, Universe.LeastMemory), Soup(700, null)];
        foreach (Universe soup in soups)
            soup.Advance(1_500);
        Assert.True(soups[0].Collections > 0 && soups[1].Collections == 0);
        Assert.Equal(soups[1].Read(-200, -200, 1_100, 1_100), soups[0].Read(-200, -200, 1_100, 1_100));
        Assert.Contains("pattern alone", Refusal(() => Soup(6_000, Universe.LeastMemory)), StringComparison.Ordinal);
        using Universe full = Soup(3_500, Universe.LeastMemory);
        BigInteger population = full.Population;
        Assert.Contains("Allow", Refusal(() => full.Advance(1 << 6)), StringComparison.Ordinal);
        Assert.Equal((0, population), (full.Generation, full.Population));

        static string Refusal(Action action) => Assert.Throws<Lightcone.Foundation.Input.ResourceLimitException>(action).Message;
    }

    [Fact]
    public void A_run_that_is_cancelled_can_go_on()
    {
        using Universe plane = Soup(300, null);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => plane.Advance(1 << 10, source.Token));
        Assert.Equal(0, plane.Generation);
        plane.Advance(64);
        using Universe again = Soup(300, null);
        again.Advance(64);
        Assert.Equal(again.Read(-70, -70, 440, 440), plane.Read(-70, -70, 440, 440));
    }

    /// <summary>The same cells as a lattice, one by one, and as a tree of squares.</summary>
    [Fact]
    public void Patterns_come_in_three_ways()
    {
        CompiledRule life = LocalRule.LifeLike("B3/S23").Compile();
        Lattice cells = Lattice.Random(Alphabet.Binary, Shape.Grid(64, 64), Boundary.Fixed(), new RandomStream(5, "cells"));
        List<(int, int, int, int, int)> nodes = [(0, 0, 0, 0, 0)];
        int root = Tree(6, 0, 0);
        Universe[] planes =
        [
            Universe.Start(life, cells, -32, -32), Universe.Start(life, Enumerable.Range(0, cells.Count).Select(i => ((long)(i % 64) - 32, (long)(i / 64) - 32, cells[i]))),
            Universe.Start(life, nodes, root, 1),
        ];
        foreach (Universe plane in planes)
            plane.Advance(100);
        Assert.Equal(planes[0].Read(-150, -150, 300, 300), planes[1].Read(-150, -150, 300, 300));
        Assert.Equal(planes[0].Read(-150, -150, 300, 300), planes[2].Read(-150, -149, 300, 300));
        Assert.Equal(planes[0].Population, planes[2].Population);

        int Tree(int level, int x, int y)
        {
            int half = 1 << (level - 1);
            nodes.Add(level == 1
                ? (1, cells[x, y], cells[x + 1, y], cells[x, y + 1], cells[x + 1, y + 1])
                : (level, Tree(level - 1, x, y), Tree(level - 1, x + half, y), Tree(level - 1, x, y + half), Tree(level - 1, x + half, y + half)));
            return nodes.Count - 1;
        }
    }

    [Fact]
    public void What_cannot_run_is_refused_with_the_reason()
    {
        Lattice cell = Lattice.Parse(Alphabet.Binary, "1", Boundary.Fixed(), 2);
        Assert.Contains("two dimensions", Assert.Throws<ArgumentException>(() => Universe.Start(LocalRule.Elementary(110).Compile(), cell)).Message, StringComparison.Ordinal);
        CompiledRule far = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(2, 0)), static n => n[0]).Compile();
        Assert.Contains("farther", Assert.Throws<ArgumentException>(() => Universe.Start(far, cell)).Message, StringComparison.Ordinal);
        CompiledRule life = LocalRule.LifeLike("B3/S23").Compile();
        Assert.Throws<ArgumentException>(() => Universe.Start(life, cell, background: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Universe.Start(life, cell, memory: 1));
        Assert.Throws<ArgumentException>(() => Universe.Start(life, [(0, 0, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Universe.Start(life, cell).Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Universe.Start(life, cell).Advance(BigInteger.One << 112));
    }

    private const string Gun = "24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!";

    private static Universe Life(string cells, long? memory = null) =>
        Universe.Start(LocalRule.LifeLike("B3/S23").Compile(), RunLengthPattern.Parse($"x = 40, y = 20, rule = B3/S23\n{cells}").Lattice, memory: memory);

    private static Universe Soup(int side, long? memory) =>
        Universe.Start(LocalRule.LifeLike("B3/S23").Compile(), Lattice.Random(Alphabet.Binary, Shape.Grid(side, side), Boundary.Fixed(), new RandomStream(4, "soup")), memory: memory);

    private static void Compare(LocalRule rule, RandomStream stream, byte background)
    {
        Shape shape = Shape.Grid(1 + stream.NextInt32(40), 1 + stream.NextInt32(40));
        Lattice pattern = Lattice.Random(rule.State, shape, Boundary.Fixed(), stream);
        (int left, int top) = (stream.NextInt32(60) - 30, stream.NextInt32(60) - 30);
        int margin = Steps.Sum() + 3;
        byte[] room = new byte[(shape.Width + (2 * margin)) * (shape.Height + (2 * margin))];
        Array.Fill(room, background);
        int width = shape.Width + (2 * margin);
        for (int y = 0; y < shape.Height; y++)
            pattern.Cells.Slice(y * shape.Width, shape.Width).CopyTo(room.AsSpan(((y + margin) * width) + margin));
        Lattice plain = Lattice.FromCells(rule.State, Shape.Grid(width, room.Length / width), Boundary.Periodic, room);
        using Universe plane = Universe.Start(rule.Compile(), pattern, left, top, background);
        CompiledRule table = rule.Compile(Engine.Table);
        foreach (int steps in Steps)
        {
            plain = table.Evolve(plain, Until.Steps(steps)).Final;
            plane.Advance(steps);
            byte around = plain[0];
            Assert.True(plain.Cells.SequenceEqual(plane.Read(left - margin, top - margin, width, plain.Shape.Height).Cells), $"{rule} after {plane.Generation} steps");
            Assert.Equal((around, plain.Cells.Length - plain.Cells.Count(around)), (plane.Background, plane.Population));
            Assert.Equal(Box(plain, left - margin, top - margin), plane.Bounds);
        }
    }

    private static CellBox? Box(Lattice plain, int left, int top)
    {
        (int X, int Y)[] others = [.. Enumerable.Range(0, plain.Count).Where(i => plain[i] != plain[0]).Select(i => (i % plain.Shape.Width, i / plain.Shape.Width))];
        if (others.Length == 0)
            return null;
        (int x, int y) = (others.Min(static at => at.X), others.Min(static at => at.Y));
        return new CellBox(left + x, top + y, others.Max(static at => at.X) - x + 1, others.Max(static at => at.Y) - y + 1);
    }
}
