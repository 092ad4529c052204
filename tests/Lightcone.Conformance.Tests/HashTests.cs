using Lightcone.Engines;
using Lightcone.Engines.HashLife;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>HashLife against the simplest stepper: every boundary, rings of all lengths, walls, mirrors before rules that are not symmetric, frozen fields, and a memory too small.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class HashTests
{
    [Fact]
    public void Any_length_boundary_and_number_of_steps()
    {
        for (int i = 0; i < Round.Count(50, 150, 150); i++)
        {
            (LocalRule rule, Lattice start) = Draw(i);
            HashStepper stepper = new(new RuleForms(rule), start);
            List<byte[]> states = Oracle.Trajectory(rule, start, 200);
            // However many steps were asked for: a run that says it has settled is where all others would have come.
            int at = 0;
            foreach (int steps in (int[])[1, 2, 3, 4, 16, 1, 7, 64, 5])
            {
                for (int left = steps; left > 0;)
                {
                    left -= (int)stepper.Advance(left, out bool settled);
                    if (settled)
                        left = 0;
                }

                at += steps;
                byte[] cells = new byte[start.Count];
                stepper.CopyTo(cells);
                int expected = Math.Min(at, states.Count - 1);
                Assert.True(states[expected].AsSpan().SequenceEqual(cells), $"{i}: {rule} {start.Boundary} {start.Count} after {at}: first at {states[expected].AsSpan().CommonPrefixLength(cells)}");
            }
        }
    }

    [Fact]
    public void A_memory_too_small_is_emptied_and_the_run_goes_on()
    {
        for (int i = 0; i < 20; i++)
        {
            (LocalRule rule, Lattice start) = Draw(300 + i);
            HashStepper large = new(new RuleForms(rule), start);
            HashStepper small = new(new RuleForms(rule), start, 40 * (start.Count + 10));
            byte[] expected = new byte[start.Count];
            byte[] actual = new byte[start.Count];
            large.Mark();
            small.Mark();
            for (int round = 0; round < 40; round++)
            {
                Assert.Equal((i, round, large.Advance(37, out bool first), first), (i, round, small.Advance(37, out bool second), second));
                large.CopyTo(expected);
                small.CopyTo(actual);
                Assert.Equal(expected, actual);
                Assert.Equal(large.IsAtMark(), small.IsAtMark());
            }
        }

        Lattice random = Lattice.Random(Alphabet.Binary, Shape.Row(5_000), Boundary.Periodic, new RandomStream(71, "hash"));
        Assert.Contains("repeats itself too little", Assert.Throws<ResourceLimitException>(() => new HashStepper(new RuleForms(LocalRule.Elementary(30)), random, 100)).Message, StringComparison.Ordinal);
    }

    /// <summary>A shift comes home after a whole round of the ring, also when the memory was emptied on the way; the start, which was marked, is taken up again with it.</summary>
    [Fact]
    public void What_was_marked_outlives_the_memory()
    {
        for (int i = 0; i < 8; i++)
        {
            Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(200 + (16 * i)), Boundary.Periodic, new RandomStream(74, "mark", (ulong)i));
            HashStepper large = new(new RuleForms(LocalRule.Elementary(170)), ring);
            HashStepper small = new(new RuleForms(LocalRule.Elementary(170)), ring, ring.Count);
            foreach (HashStepper stepper in (HashStepper[])[large, small])
            {
                stepper.Mark();
                for (int step = 1; step <= 3 * ring.Count; step++)
                {
                    stepper.Step();
                    Assert.True(stepper.IsAtMark() == (step % ring.Count == 0), $"{ring.Count} cells, step {step}");
                }
            }

            // What was forgotten was computed again.
            Assert.True(small.CellUpdates > large.CellUpdates, "the memory was never emptied");
        }
    }

    [Fact]
    public void The_longest_carry_takes_as_many_steps_as_there_are_digits()
    {
        // All ones plus one: the carry passes every digit, one a step; whatever the engine, it settles when it has arrived.
        foreach (int length in (int[])[1_000, 4_096, 100_003])
        {
            System.Numerics.BigInteger ones = (System.Numerics.BigInteger.One << (length - 2)) - 1;
            Lattice start = BinaryAddition.Encode(ones, 1, length);
            Evolution run = BinaryAddition.Rule.Compile(Engine.HashLife).Evolve(start, Until.Steps(1L << 40));
            Evolution sweep = BinaryAddition.Rule.Compile(Engine.Scan).Evolve(start, Until.FixedPoint());
            Assert.Equal((sweep.Steps, Outcome.FixedPoint), (run.Steps, run.Outcome));
            Assert.Equal(sweep.Final.Cells.ToArray(), run.Final.Cells.ToArray());
            Assert.Equal(ones + 1, BinaryAddition.Decode(run.Final));
        }
    }

    [Fact]
    public void Rule_90_comes_home_after_as_many_steps_as_theory_says()
    {
        // On a ring of 2^k cells every state is 0 after 2^(k-1) steps (Martin, Odlyzko, Wolfram 1984, Communications in Mathematical Physics 93, 219-258); a shift comes home after a whole round.
        Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(4_096), Boundary.Periodic, new RandomStream(72, "hash"));
        Evolution zero = LocalRule.Elementary(90).Compile(Engine.HashLife).Evolve(ring, Until.Steps(1L << 50));
        Assert.Equal((2_048L, Outcome.FixedPoint, -1), (zero.Steps, zero.Outcome, zero.Final.Cells.IndexOfAnyExcept((byte)0)));
        Lattice odd = Lattice.Random(Alphabet.Binary, Shape.Row(777), Boundary.Periodic, new RandomStream(73, "hash"));
        Evolution round = LocalRule.Elementary(170).Compile(Engine.HashLife).Evolve(odd, Until.Steps(777L * 1_000_000_007));
        Assert.Equal((777L * 1_000_000_007, Outcome.StepsDone), (round.Steps, round.Outcome));
        Assert.Equal(odd.Cells.ToArray(), round.Final.Cells.ToArray());
    }

    private static (LocalRule Rule, Lattice Start) Draw(int number)
    {
        RandomStream stream = new(70, "hash", (ulong)number);
        (int symbols, int frozen, Neighborhood read) = (number % 5) switch
        {
            0 => (2, 0, Neighborhood.Radius(1)),
            1 => (4, 0, Neighborhood.Radius(1)),
            2 => (3, 0, Neighborhood.Of(-2, 0, 1)),
            3 => (2, 5, Neighborhood.Of(-1, 0)),
            _ => (3, 4, Neighborhood.Of(3, -1)),
        };
        Signature signature = new(frozen == 0 ? null : Alphabet.Digits(frozen), frozen == 0 ? Neighborhood.None : Neighborhood.Own, Alphabet.Digits(symbols), read);
        byte[] table = new byte[signature.DomainSize];
        stream.FillSymbols(table, symbols);
        // Every other rule mostly rests, so that some runs settle.
        for (int i = 0; i < table.Length && number % 2 == 0; i++)
            table[i] = stream.NextInt32(3) > 0 ? (byte)0 : table[i];
        LocalRule rule = LocalRule.FromTable(signature, table);
        int length = number < 60 ? 1 + number : 1 + stream.NextInt32(300);
        Boundary boundary = stream.NextInt32(3) switch { 0 => Boundary.Periodic, 1 => Boundary.Reflecting, _ => Boundary.Fixed((byte)stream.NextInt32(symbols)) };
        Lattice start = Lattice.Random(rule.State, Shape.Row(length), boundary, stream);
        if (rule.Frozen is not null)
            start = start.WithInput(Lattice.Random(rule.Frozen, Shape.Row(length), boundary is Boundary.FixedBoundary ? Boundary.Fixed() : boundary, stream));
        return (rule, start);
    }
}
