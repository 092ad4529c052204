using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Tests.Tasks;

public sealed class TwoWayTaskTests
{
    public static TheoryData<string> Names => [.. TaskCatalog.All.OfType<LatticeTask>().Where(static task => !task.InputIsFrozen).Select(static task => task.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_is_that_of_the_reference(string name)
    {
        LatticeTask task = (LatticeTask)TaskCatalog.Find(name);
        for (ulong i = 0; i < 8; i++)
        {
            RandomStream stream = new(2, name, i);
            Shape shape = task.Rule.Dimensions == 1 ? Shape.Row(1 + stream.NextInt32(60)) : Shape.Grid(1 + stream.NextInt32(14), 1 + stream.NextInt32(9));
            foreach (Boundary boundary in new[] { task.Boundary, Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1) })
            {
                Lattice start = Lattice.Random(task.Rule.State, shape, boundary, stream);
                Assert.Equal(task.Reference(start, 7), task.Rule.Compile(Engine.Table).Evolve(start, Until.Steps(7)).Final);
            }
        }
    }

    [Fact]
    public void Bucket_sort_sorts_and_loses_nothing()
    {
        for (ulong i = 0; i < 100; i++)
        {
            RandomStream stream = new(5, "sort", i);
            Lattice start = Lattice.Random(Alphabet.Digits(5), Shape.Row(1 + stream.NextInt32(60)), Boundary.Reflecting, stream);
            Evolution run = BucketSort.Rule.Compile().Evolve(start, Until.FixedPoint(max: 10_000));
            Assert.True(run.Converged);
            byte[] sorted = start.Cells.ToArray();
            Array.Sort(sorted);
            Assert.Equal(sorted, run.Final.Cells.ToArray());
        }
    }

    [Fact]
    public void Reversal_turns_a_word_round_in_twice_its_length_less_one()
    {
        for (ulong i = 0; i < 60; i++)
        {
            RandomStream stream = new(6, "word", i);
            string word = string.Concat(Enumerable.Range(0, 1 + stream.NextInt32(50)).Select(_ => stream.NextInt32(2) == 0 ? 'a' : 'b'));
            Evolution run = Reversal.Rule.Compile().Evolve(Lattice.Parse(Reversal.Lanes, word, Reversal.Task.Boundary), Until.FixedPoint());
            Assert.True(run.Converged);
            Assert.Equal((2 * word.Length) - 1, run.Steps);
            Assert.Equal(string.Concat(word.Reverse()).ToUpperInvariant(), run.Final.ToString());
        }
    }

    [Fact]
    public void An_electron_goes_round_a_loop_of_wire()
    {
        const string loop = ".Ht./w..w/.ww.";
        Lattice start = Lattice.Parse(Wireworld.Cells, loop, Boundary.Fixed(), 2);
        Evolution run = Wireworld.Rule.Compile(Engine.Table).Evolve(start, Until.Cycle());
        Assert.Equal(Outcome.Cycle, run.Outcome);
        Assert.Equal(0, run.Attractor!.Transient);
        Assert.Equal(6, run.Attractor.Period);
    }

    [Fact]
    public void The_sweep_of_the_grid_gives_the_fixed_point_and_the_product()
    {
        CompiledRule compiled = Multiplication.Rule.Compile(Engine.Table);
        for (ulong i = 0; i < 40; i++)
        {
            RandomStream stream = new(7, "factors", i);
            (Natural a, Natural b) = Multiplication.Task.Random(1 + stream.NextInt32(24), stream);
            Lattice start = Multiplication.Task.Encode(a, b);
            Lattice swept = RowSweep.FixedPoint(Multiplication.Rule, start);
            Evolution run = compiled.Evolve(start, Until.FixedPoint());
            Assert.Equal(run.Final, swept);
            Assert.Equal(a.ToBigInteger() * b.ToBigInteger(), Multiplication.Task.Decode(swept).Magnitude!.ToBigInteger());
            // The state heals: from a random one the same fixed point is reached.
            Lattice disturbed = Lattice.Random(Multiplication.SumAndCarry, start.Shape, start.Boundary, stream).WithInput(start.Input);
            Assert.Equal(swept, compiled.Evolve(disturbed, Until.FixedPoint()).Final);
            // Walls that stand for something hand it on.
            Lattice walled = start.WithBoundary(Boundary.Fixed((byte)(i % 4)));
            Assert.Equal(compiled.Evolve(walled, Until.FixedPoint()).Final, RowSweep.FixedPoint(Multiplication.Rule, walled));
        }

        Assert.Throws<ArgumentException>(() => RowSweep.FixedPoint(Wireworld.Rule, Lattice.Filled(Wireworld.Cells, Shape.Grid(3, 3), Boundary.Fixed())));
    }

    [Fact]
    public void Factors_of_4096_bits_are_multiplied_exactly_by_a_learned_cell_of_28_parameters()
    {
        NeuralRule cell = new ChaosTraining { Seed = 1 }.Fit(Multiplication.Cell, hiddenUnits: 3);
        Assert.Equal(28, cell.Parameters);
        LocalRule learned = Multiplication.OnGrid(cell.ToRule());
        Assert.Equal(Multiplication.Rule, learned);
        (Natural a, Natural b) = Multiplication.Task.Random(4_096, new RandomStream(3, "large"));
        Answer answer = Multiplication.Task.Decode(RowSweep.FixedPoint(learned, Multiplication.Task.Encode(a, b, 4_096)));
        Assert.True(Multiplication.Task.IsCorrect(a, b, answer));
        Assert.InRange(answer.Magnitude!.ToBigInteger().GetBitLength(), 8_100, 8_192);
        Assert.Equal(BigInteger.Multiply(a.ToBigInteger(), b.ToBigInteger()), answer.Magnitude.ToBigInteger());
    }
}
