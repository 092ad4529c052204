using Lightcone.Engines;
using Lightcone.Engines.Wavefront;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>The wavefront engine on rows that fill its lanes, against the simplest stepper: every boundary, lengths around multiples of 512, step counts around multiples of a pass.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class WavefrontTests
{
    private static readonly int[] Lengths = [512, 513, 700, 1_023, 1_024, 1_025, 1_537, 4_096, 5_001, 12_800, 20_011];
    private static readonly int[] Steps = [1, 2, 5, 13, 14, 15, 29, 61];

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Any_length_boundary_and_number_of_steps()
    {
        for (int i = 0; i < Round.Count(30, 90, 90); i++)
        {
            RandomStream stream = new(70, "wavefront", (ulong)i);
            Check($"case {i}", Draw(stream), Start(stream), Steps[stream.NextInt32(Steps.Length)], stream);
        }
    }

    [Fact]
    public void Every_elementary_rule()
    {
        for (int number = 0; number < 256; number++)
        {
            RandomStream stream = new(71, "elementary", (ulong)number);
            Check($"W{number}", LocalRule.Elementary(number), Start(stream), 31, stream);
        }
    }

    [Fact]
    public void Tiles_and_passes_make_no_difference()
    {
        // Long enough for several passes through a tile: some 20 generations of a row that does not fit the cache.
        const int length = 8_000_017;
        RandomStream stream = new(72, "tiles");
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Fixed(1)])
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(length), boundary, stream);
            LocalRule rule = LocalRule.Elementary(110);
            Evolution fast = rule.Compile(Engine.Wavefront).Evolve(start, Until.Steps(150));
            Evolution slow = rule.Compile(Engine.Bits).Evolve(start, Until.Steps(150));
            Assert.Equal(150, fast.Steps);
            Assert.True(fast.Final.Cells.SequenceEqual(slow.Final.Cells), $"{boundary}: other cells, first at {fast.Final.Cells.CommonPrefixLength(slow.Final.Cells)}");
        }
    }

    [Fact]
    public void The_step_at_which_a_run_settles_is_exact()
    {
        // A carry that travels through d digits settles after exactly d steps.
        LocalRule save = Tasks.BinaryAdditionCarrySave.Rule;
        foreach (int chain in (int[])[0, 1, 6, 7, 8, 55, 56, 57, 1_000, 1_023, 1_024, 1_025, 2_999])
        {
            byte[] digits = new byte[3_000];
            Array.Fill(digits, (byte)1, 0, chain);
            if (chain > 0)
                digits[0] = 2;
            Lattice start = Lattice.FromCells(save.State, Shape.Row(digits.Length), Boundary.Fixed(), digits);
            CompiledRule compiled = save.Compile(Engine.Wavefront);
            Evolution run = compiled.Evolve(start, Until.FixedPoint());
            Assert.Equal((chain, Outcome.FixedPoint), (run.Steps, run.Outcome));
            Evolution counted = compiled.Evolve(start, Until.Steps(chain + 5L));
            Assert.Equal((chain, Outcome.FixedPoint), (counted.Steps, counted.Outcome));
            Evolution exact = compiled.Evolve(start, Until.Steps(chain));
            Assert.Equal((chain, Outcome.StepsDone), (exact.Steps, exact.Outcome));
            Assert.Equal(run.Final, exact.Final);
        }
    }

    [Fact]
    public void Interpreted_passes_give_what_compiled_ones_give()
    {
        for (int i = 0; i < Round.Count(13, 40, 40); i++)
        {
            RandomStream stream = new(73, "interpreted", (ulong)i);
            LocalRule rule = Draw(stream);
            Lattice start = Place(rule, Start(stream), stream);
            RuleFormsUnderTest compiled = new(rule);
            if (compiled.Shape is not { } shape)
                continue;
            byte[] expected = Oracle.Next(rule, start, start.Cells.ToArray());
            Assert.Equal(expected, compiled.OneStep(new InterpretedPass(shape, start.Boundary is Boundary.FixedBoundary), start));
        }
    }

    private static void Check(string name, LocalRule rule, (int Length, int Boundary) start, int steps, RandomStream stream)
    {
        Lattice initial = Place(rule, start, stream);
        CompiledRule compiled;
        try
        {
            compiled = rule.Compile(Engine.Wavefront);
        }
        catch (ArgumentException)
        {
            return;
        }

        Evolution run = compiled.Evolve(initial, Until.Steps(steps));
        List<byte[]> states = Oracle.Trajectory(rule, initial, steps);
        byte[] expected = states[^1];
        int changes = states.Count > 1 && states[^1].AsSpan().SequenceEqual(states[^2]) ? states.Count - 2 : states.Count - 1;
        string place = $"{name}: {compiled} on {initial.Shape} {initial.Boundary}, {steps} steps";
        Assert.True(expected.AsSpan().SequenceEqual(run.Final.Cells), $"{place}: other cells, first at {expected.AsSpan().CommonPrefixLength(run.Final.Cells)}");
        Assert.True(changes == run.Steps, $"{place}: {changes} steps change something, not {run.Steps}");
    }

    private static (int Length, int Boundary) Start(RandomStream stream) => (Lengths[stream.NextInt32(Lengths.Length)], stream.NextInt32(3));

    private static Lattice Place(LocalRule rule, (int Length, int Boundary) start, RandomStream stream)
    {
        Shape row = Shape.Row(start.Length);
        Lattice initial = Lattice.Random(rule.State, row, At(rule.State), stream);
        return rule.Frozen is null ? initial : initial.WithInput(Lattice.Random(rule.Frozen, row, At(rule.Frozen), stream));

        Boundary At(Alphabet alphabet) => start.Boundary switch
        {
            0 => Boundary.Periodic,
            1 => Boundary.Reflecting,
            _ => Boundary.Fixed((byte)stream.NextInt32(alphabet.Size)),
        };
    }

    internal static LocalRule Draw(RandomStream stream)
    {
        Neighborhood[] kinds =
        [
            Neighborhood.Radius(1), Neighborhood.Radius(2), Neighborhood.Of(-1), Neighborhood.Of(1), Neighborhood.Of(-1, 0), Neighborhood.Of(0, 1), Neighborhood.Own, Neighborhood.Of(-3, 2),
            Neighborhood.Of(2, -2, 0), Neighborhood.Of(-64, 64), Neighborhood.Of(5, -40, 0), Neighborhood.Of(2, 3),
        ];
        Neighborhood read = kinds[stream.NextInt32(kinds.Length)];
        Alphabet state = Alphabet.Digits(read.Count > 3 ? 2 : 2 + stream.NextInt32(4));
        Alphabet? frozen = stream.NextInt32(2) == 0 ? Alphabet.Digits(2 + stream.NextInt32(3)) : null;
        Signature signature = new(frozen, frozen is null ? Neighborhood.None : Neighborhood.Of(-2, 1), state, read);
        byte[] table = new byte[signature.DomainSize];
        stream.FillSymbols(table, state.Size);
        return LocalRule.FromTable(signature, table);
    }
}
