using Lightcone.Engines.Emit;
using Lightcone.Engines.Scan;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

public sealed class ExhaustiveAdditionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10)]
    public void The_exact_adder_is_right_on_every_pair(int bits)
    {
        ExhaustiveAddition result = ExhaustiveAddition.Run(Automaton.Of(BinaryAddition.Task), bits);
        // The longest chain begins at the lowest digit and passes all others.
        Assert.Equal((1L << (2 * bits), 0L, bits, null), (result.Pairs, result.Wrong, result.MostSteps, result.FirstWrong));
    }

    /// <summary>Each of the 16 tables that differ from the adder's in one entry, against whole numbers: as many wrong sums, and the same first one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Wrong_tables_are_wrong_on_exactly_the_pairs_on_which_they_are(int bits)
    {
        for (int entry = 0; entry < 16; entry++)
        {
            byte carry = (byte)(0b1110_1000 ^ (entry < 8 ? 1 << entry : 0));
            byte digit = (byte)(0b1001_0110 ^ (entry < 8 ? 0 : 1 << (entry - 8)));
            long wrong = 0;
            (int, int)? first = null;
            for (int x = 0; x < 1 << bits; x++)
                for (int y = 0; y < 1 << bits; y++)
                    if (Settle(carry, digit, x, y, bits) != x + y)
                    {
                        wrong++;
                        first ??= (x, y);
                    }

            // With one bit no carry ever comes in, so that half of the entries are not looked at.
            Assert.True(wrong > 0 || bits == 1);
            foreach (bool isCompiled in WordEmitter.IsAvailable ? (bool[])[true, false] : [false])
            {
                ExhaustiveAddition result = ExhaustiveAddition.Run(new PairPass(bits, carry, digit, false, isCompiled), bits, null, default);
                Assert.Equal((wrong, first), (result.Wrong, result.FirstWrong));
            }
        }
    }

    [Fact]
    public void A_wall_of_carries_adds_one_to_every_sum()
    {
        ExhaustiveAddition result = ExhaustiveAddition.Run(Automaton.Of(BinaryAddition.Task) with { Boundary = Boundary.Fixed(1) }, 6);
        Assert.Equal((4_096L, (0, 0)), (result.Wrong, result.FirstWrong));
    }

    [Fact]
    public void Other_rules_and_lengths_are_refused_and_a_run_can_be_ended()
    {
        Automaton adder = Automaton.Of(BinaryAddition.Task);
        LocalRule wide = LocalRule.FromFunction(new Signature(adder.Rule.Frozen, Neighborhood.Own, adder.Rule.State, Neighborhood.Of(-2)), n => adder.Rule.Apply([n[0], n[1]]));
        Assert.Throws<ArgumentException>(static () => ExhaustiveAddition.Run(Automaton.Of(BinaryAdditionCarrySave.Task), 4));
        Assert.Throws<ArgumentException>(() => ExhaustiveAddition.Run(adder with { Rule = wide }, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExhaustiveAddition.Run(adder, 17));
        Assert.Throws<OperationCanceledException>(() => ExhaustiveAddition.Run(adder, 4, null, new CancellationToken(true)));
    }

    /// <summary>One pair, cell by cell; null-like -1 when it does not settle.</summary>
    private static int Settle(byte carry, byte digit, int x, int y, int bits)
    {
        int carries = 0;
        for (int step = 0; step < 100; step++)
        {
            int next = 0;
            for (int i = 0; i < bits; i++)
                next |= ((carry >> Number(i, carries)) & 1) << i;
            if (next == carries)
            {
                int sum = (carries >> (bits - 1)) << bits;
                for (int i = 0; i < bits; i++)
                    sum |= ((digit >> Number(i, carries)) & 1) << i;
                return sum;
            }

            carries = next;
        }

        return -1;

        int Number(int i, int state) => (4 * ((x >> i) & 1)) + (2 * ((y >> i) & 1)) + (i == 0 ? 0 : (state >> (i - 1)) & 1);
    }
}
