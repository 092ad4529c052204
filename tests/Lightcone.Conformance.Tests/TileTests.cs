using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Tiles;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Grids in tiles against the table engine, where much stands still: sizes around one and two tiles, torus and walls of both symbols, long runs in which tiles fall asleep and wake.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class TileTests
{
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Any_size_density_and_number_of_steps()
    {
        for (int i = 0; i < Round.Count(21, 64, 64); i++)
        {
            RandomStream stream = new(95, "tiles", (ulong)i);
            Shape shape = Shape.Grid(6 + stream.NextInt32(i % 3 == 0 ? 110 : 260), 6 + stream.NextInt32(i % 4 == 0 ? 60 : 170));
            Boundary boundary = stream.NextInt32(3) switch { 0 => Boundary.Fixed(0), 1 => Boundary.Fixed(1), _ => Boundary.Periodic };
            LocalRule rule = i % 4 == 3 ? Case.DrawMoore((4 * i) + 2).Rule : LocalRule.LifeLike(i % 4 == 2 ? Case.RandomLifeLike(stream) : "B3/S23");
            byte[] cells = new byte[shape.Count];
            for (int k = 0; k < cells.Length; k++)
                cells[k] = (byte)(stream.NextInt32(i % 2 == 0 ? 12 : 2) == 0 ? 1 : 0);
            Lattice start = Lattice.FromCells(Alphabet.Binary, shape, boundary, cells);
            int steps = 1 + stream.NextInt32(i % 4 == 0 ? 1_500 : 90);
            Evolution expected = rule.Compile(Engine.Bits).Evolve(start, Until.Steps(steps));
            Evolution found = rule.Compile(Engine.Tiles).Evolve(start, Until.Steps(steps));
            Assert.True(expected.Final.Cells.SequenceEqual(found.Final.Cells), $"case {i}: {shape} {boundary}, {steps} steps: other cells, first at {expected.Final.Cells.CommonPrefixLength(found.Final.Cells)}");
            Assert.Equal((expected.Steps, expected.Outcome), (found.Steps, found.Outcome));
        }
    }

    /// <summary>Single cells at the speed of light in all eight directions, from every phase of a reach: a tile that sleeps is woken by the last row or column that it can see.</summary>
    [Fact]
    public void What_moves_at_the_speed_of_light_is_handed_from_tile_to_tile()
    {
        Shape shape = Shape.Grid(157, 158);
        foreach (Offset from in Neighborhood.Moore().Offsets.Where(static offset => offset != default))
        {
            LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(from), static n => n[0]);
            byte[] cells = new byte[shape.Count];
            for (int phase = 0; phase < TileGeometry.Reach; phase++)
                cells[((40 + (7 * phase)) * shape.Width) + 50 + (11 * phase) + (phase * phase % 5)] = 1;
            Lattice start = Lattice.FromCells(Alphabet.Binary, shape, Boundary.Periodic, cells);
            Evolution run = rule.Compile(Engine.Tiles).Evolve(start, Until.Steps(300));
            for (int y = 0; y < shape.Height; y++)
                for (int x = 0; x < shape.Width; x++)
                    Assert.True(start[x, y] == run.Final[((x - (300 * from.X)) % shape.Width + shape.Width) % shape.Width, ((y - (300 * from.Y)) % shape.Height + shape.Height) % shape.Height], $"from {from}: {x}, {y}");
        }
    }

    [Fact]
    public void What_stands_still_or_blinks_costs_nothing()
    {
        // A block, a blinker and a pulsar's period of 3 on a large plane; only the glider moves.
        Lattice plane = Lattice.Filled(Alphabet.Binary, Shape.Grid(1_000, 1_000), Boundary.Fixed());
        foreach ((int x, int y) in ((int, int)[])[(100, 100), (101, 100), (100, 101), (101, 101), (300, 700), (301, 700), (302, 700), (501, 500), (502, 501), (500, 502), (501, 502), (502, 502)])
            plane = plane.With((y * 1_000) + x, 1);
        TileStepper run = new(TileForm.Of(new RuleForms(LocalRule.LifeLike("B3/S23")))!, plane);
        run.Advance(TileGeometry.Reach, out _);
        long first = run.CellUpdates;
        for (int i = 0; i < Round.Count(33, 100, 100); i++)
            run.Advance(TileGeometry.Reach, out _);
        // All 400 tiles the first time, then at most the four that a glider touches and their windows' owners.
        Assert.InRange(run.CellUpdates - first, 1, first * 100 / 60);
        Assert.Equal(12, run.Population);
    }

    [Fact]
    public void Oscillators_of_period_dividing_six_let_time_pass_at_once()
    {
        Lattice blinker = Lattice.Filled(Alphabet.Binary, Shape.Grid(60, 60), Boundary.Periodic).With(1_800, 1).With(1_801, 1).With(1_802, 1);
        Evolution run = LocalRule.LifeLike("B3/S23").Compile(Engine.Tiles).Evolve(blinker, Until.Steps(1_000_000_000_001));
        Assert.Equal((1_000_000_000_001, Outcome.StepsDone), (run.Steps, run.Outcome));
        Assert.Equal(blinker.With(1_800, 0).With(1_802, 0).With(1_741, 1).With(1_861, 1), run.Final);
    }

    [Fact]
    public void Changing_between_all_cells_and_tiles_makes_no_difference()
    {
        // Long enough for the soup to settle, so that a run of its own choice goes from one to the other; by the rates of wide vectors, by which it begins with the engine that changes over.
        RandomStream stream = new(96, "change");
        (int width, int height, int steps) = (Round.Count(260, 260, 400), Round.Count(200, 200, 300), Round.Count(12_000, 12_000, 36_000));
        Lattice soup = Lattice.Random(Alphabet.Binary, Shape.Grid(width, height), Boundary.Periodic, stream);
        LocalRule life = LocalRule.LifeLike("B3/S23");
        Evolution dense = life.Compile(Engine.Grid).Evolve(soup, Until.Steps(steps));
        Evolution free = new CompiledRule(life, Engine.Auto, rates: MachineRates.Of(512, true, true)).Evolve(soup, Until.Steps(steps));
        Assert.Equal(dense.Final, free.Final);
        Assert.Equal((Engine.Tiles.Name, dense.Steps), (free.Engine, free.Steps));
        Assert.Equal(dense.Final, life.Compile(Engine.Tiles).Evolve(soup, Until.Steps(steps)).Final);
    }
}
