using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Grid;
using Lightcone.Engines.Lanes;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>The grid engine: sizes around its strips and bands, every boundary, step counts around a sweep, every tier of its kernel.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed unsafe class GridTests
{
    private static readonly (int Width, int Height)[] Sizes =
        [(255, 23), (256, 48), (257, 49), (259, 191), (300, 192), (511, 193), (1_000, 97), (4_095, 30), (4_096, 96), (4_097, 97), (8_193, 50), (16_385, 33), (3, 400), (700, 1), (1, 700)];

    [Fact]
    public void Any_size_boundary_and_number_of_steps()
    {
        for (int i = 0; i < Round.Count(20, 60, 60); i++)
        {
            RandomStream stream = new(90, "grid", (ulong)i);
            LocalRule rule = i % 2 == 0 ? LocalRule.LifeLike(Case.RandomLifeLike(stream)) : Case.DrawMoore((4 * i) + 2).Rule;
            (int width, int height) = Sizes[i % Sizes.Length];
            Boundary boundary = stream.NextInt32(4) switch { 0 => Boundary.Reflecting, 1 => Boundary.Fixed(0), 2 => Boundary.Fixed(1), _ => Boundary.Periodic };
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Grid(width, height), boundary, stream);
            int steps = 1 + stream.NextInt32(35);
            Evolution fast = rule.Compile(Engine.Grid).Evolve(start, Until.Steps(steps));
            Evolution plain = rule.Compile(Engine.Table).Evolve(start, Until.Steps(steps));
            Assert.True(plain.Final.Cells.SequenceEqual(fast.Final.Cells), $"case {i}: {width}x{height} {boundary}, {steps} steps: other cells, first at {plain.Final.Cells.CommonPrefixLength(fast.Final.Cells)}");
            Assert.Equal((plain.Steps, plain.Outcome), (fast.Steps, fast.Outcome));
        }
    }

    [Fact]
    public void The_step_at_which_a_run_settles_is_exact()
    {
        // A cell lives once its left neighbor does: behind a wall of ones a row of n cells settles after exactly n steps.
        LocalRule flood = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(-1, 0), new Offset(0, 0)), static n => (byte)(n[0] | n[1]));
        foreach (int width in (int[])[1, 2, 13, 14, 15, 64, 300])
        {
            Lattice start = Lattice.Filled(Alphabet.Binary, Shape.Grid(width, 30), Boundary.Fixed(1), 1);
            byte[] cells = new byte[start.Count];
            Evolution run = flood.Compile(Engine.Grid).Evolve(Lattice.FromCells(Alphabet.Binary, start.Shape, start.Boundary, cells), Until.FixedPoint());
            Assert.Equal((width, Outcome.FixedPoint), (run.Steps, run.Outcome));
            Assert.Equal(start, run.Final);
        }
    }

    [Fact]
    public void Threads_make_no_difference()
    {
        RandomStream stream = new(91, "threads");
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Grid(300, 2_111), Boundary.Periodic, stream);
        GridForm kernels = GridForm.Of(new RuleForms(LocalRule.LifeLike("B36/S23")))!;
        byte[][] results = [.. ((int[])[1, 2, 3]).Select(threads => Carry(kernels, start, 50, threads))];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
        Assert.True(LocalRule.LifeLike("B36/S23").Compile(Engine.Bits).Evolve(start, Until.Steps(50)).Final.Cells.SequenceEqual(results[0]));
    }

    [Fact]
    public void Interpreted_kernels_give_what_compiled_ones_give()
    {
        const int columns = 11;
        for (int i = 0; i < Round.Count(8, 24, 24); i++)
        {
            LineCircuit circuit = LineCircuit.Synthesize(MooreTable.TryMake(new EssentialTable(Case.DrawMoore(i).Rule))!);
            RandomStream stream = new(92, "rows", (ulong)i);
            VectorBuffer one = new(4 * (columns + 2)), other = new(4 * (columns + 2));
            for (int k = 0; k < 4 * (columns + 2) * 8; k++)
                ((ulong*)one.Start)[k] = ((ulong*)other.Start)[k] = stream.NextUInt64();
            // In place, as between the stages of a pipeline.
            Run(new InterpretedLine(circuit), one);
            if (WordEmitter.IsAvailable)
                Run(new CompiledLine(circuit), other);
            else
                Run(new InterpretedLine(circuit), other);
            Assert.True(new ReadOnlySpan<ulong>(one.Start, 4 * (columns + 2) * 8).SequenceEqual(new ReadOnlySpan<ulong>(other.Start, 4 * (columns + 2) * 8)), $"case {i}");
        }

        static void Run(LinePass kernel, VectorBuffer rows)
        {
            nint Row(int y) => (nint)(rows.Start + (y * (columns + 2)) + 1);
            kernel.Run(new LinePass.FourRows(Row(0), Row(1), Row(2), Row(3)), Row(0), Row(1), columns);
        }
    }

    [Fact]
    public void Counting_rules_share_their_sums_along_the_row()
    {
        // Two look-ups code a triple, four count, the rest decides: every rule of this family, though nothing in the synthesis knows the family.
        for (int i = 0; i < 12; i++)
        {
            RandomStream stream = new(93, "counting", (ulong)i);
            LineCircuit circuit = LineCircuit.Synthesize(MooreTable.TryMake(new EssentialTable(LocalRule.LifeLike(Case.RandomLifeLike(stream))))!);
            Assert.InRange(circuit.Size, 1, 13);
        }

        Assert.Equal(10, LineCircuit.Synthesize(MooreTable.TryMake(new EssentialTable(LocalRule.LifeLike("B3/S23")))!).Size);
    }

    [Fact]
    public void Rules_that_the_engine_cannot_run_are_refused_with_the_reason()
    {
        LocalRule three = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Moore(), static n => n[0]);
        LocalRule far = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(2, 0)), static n => n[0]);
        foreach (LocalRule rule in (LocalRule[])[three, far])
            if (MooreTable.TryMake(new EssentialTable(rule)) is null)
                Assert.Contains("two states", Assert.Throws<ArgumentException>(() => rule.Compile(Engine.Grid)).Message, StringComparison.Ordinal);
            else
                Assert.Fail("not refused");
    }

    private static byte[] Carry(GridForm kernels, Lattice start, int generations, int threads)
    {
        GridGeometry geometry = new(start.Shape);
        GridRounds sweep = new(kernels, geometry, start.Boundary, threads);
        GridField now = sweep.Field(), next = sweep.Field();
        BitRows rows = new(start.Shape.Width);
        int width = start.Shape.Width;
        for (int y = 0; y < start.Shape.Height; y++)
        {
            rows.Load(start.Cells.Slice(y * width, width));
            now.Write(y, rows.Bits);
        }

        sweep.Prepare(now);
        for (int left = generations; left > 0; left -= sweep.Generations)
        {
            sweep.Run(now, next, Math.Min(left, sweep.Generations));
            (now, next) = (next, now);
        }

        byte[] cells = new byte[start.Count];
        for (int y = 0; y < start.Shape.Height; y++)
        {
            now.Read(y, rows.Bits);
            rows.CopyTo(cells.AsSpan(y * width, width));
        }

        return cells;
    }
}
