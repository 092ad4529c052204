using System.Numerics;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

public sealed class FixedPointTests
{
    [Fact]
    public void Isolated_ones_on_a_ring_are_counted_by_the_Lucas_numbers()
    {
        // Rule 4 keeps exactly the ones without a neighbor: no two adjacent ones. Lucas numbers, OEIS A000032.
        FixedPointLanguage language = FixedPointLanguage.Of(LocalRule.Elementary(4), Boundary.Periodic)!;
        Assert.Equal([1, 3, 4, 7, 11, 18, 29, 47, 76, 123, 199, 322, 521, 843, 1364, 2207], language.Counts.Select(static count => (int)count));
        Assert.Equal((1 + Math.Sqrt(5)) / 2, language.Growth, 6);
        // Between walls of 0 the same words are counted by the Fibonacci numbers.
        Assert.Equal([2, 3, 5, 8, 13, 21, 34, 55], FixedPointLanguage.Of(LocalRule.Elementary(4), Boundary.Fixed())!.Counts.Take(8).Select(static count => (int)count));
    }

    [Theory]
    [InlineData(51, "none, on a ring of any length.")]
    [InlineData(0, "exactly one on a ring of every length: 0 in every cell.")]
    [InlineData(255, "exactly one on a ring of every length: 1 in every cell.")]
    [InlineData(204, "on a ring of every length exactly the words over {0,1}: 2^n.")]
    public void Simple_languages_are_named(int rule, string statement) =>
        Assert.Equal(statement, FixedPointLanguage.Of(LocalRule.Elementary(rule), Boundary.Periodic)!.Statement);

    [Fact]
    public void The_fixed_points_of_the_tasks_are_digit_strings_or_one_for_each_input()
    {
        Assert.Equal("on a row of every length exactly the words over {0,1,2,3,4,5,6,7,8,9}: 10^n.", Of(DecimalAdditionCarrySave.Task).Statement);
        Assert.Equal([1, 2], Of(BinarySubtractionBorrowSave.Task).FreeSymbols!.Value.ToArray());
        foreach (LocalTask task in new LocalTask[] { Parity.Task, BinaryAddition.Task, DecimalAddition.Task, BinaryComparison.Task })
        {
            Assert.Equal(Enumerable.Range(1, 16).Select(n => BigInteger.Pow(task.Rule.Frozen!.Size, n)), Of(task).Counts);
            Assert.Equal($"as many pairs of input and state as inputs on a row of every length: {task.Rule.Frozen!.Size}^n.", Of(task).Statement);
        }

        Assert.Null(FixedPointLanguage.Of(LifeTask.Of("B3/S23").Rule, Boundary.Periodic));
        Assert.Null(FixedPointLanguage.Of(LocalRule.Elementary(110), Boundary.Reflecting));
    }

    [Fact]
    public void Counts_agree_with_trying_every_configuration()
    {
        for (int i = 0; i < 150; i++)
        {
            (LocalRule rule, Boundary boundary) = RandomRules.Next(new RandomStream(50, "languages", (ulong)i));
            FixedPointLanguage language = FixedPointLanguage.Of(rule, boundary)!;
            for (int n = 1; n <= 6; n++)
                Assert.Equal(CountByHand(rule, boundary, n), language.Counts[n - 1]);
            Assert.Equal(language.IsEmpty, language.Counts.All(static count => count.IsZero));
            if (language.FreeSymbols is { } free)
                Assert.Equal(BigInteger.Pow(free.Length, 16), language.Counts[15]);
        }
    }

    [Fact]
    public void Counts_with_an_input_agree_with_trying_every_pair()
    {
        for (int i = 0; i < 40; i++)
        {
            RandomStream stream = new(51, "languages with input", (ulong)i);
            bool isRing = i % 2 == 0;
            LocalRule rule = LocalRule.FromFunction(new Signature(Alphabet.Binary, isRing ? Neighborhood.Own : Neighborhood.Of(0, 1), Alphabet.Digits(2), Neighborhood.Of(-1, 0, 1)), _ => (byte)stream.NextInt32(2));
            Boundary boundary = isRing ? Boundary.Periodic : Boundary.Fixed(1);
            FixedPointLanguage language = FixedPointLanguage.Of(rule, boundary)!;
            for (int n = 1; n <= 4; n++)
                Assert.Equal(CountByHand(rule, boundary, n), language.Counts[n - 1]);
        }
    }

    // The growth is the largest eigenvalue: the ratio of far counts comes near it where there is only one of that size.
    [Fact]
    public void The_growth_of_every_elementary_rule_bounds_its_counts()
    {
        for (int number = 0; number < 256; number++)
        {
            FixedPointLanguage language = FixedPointLanguage.Of(LocalRule.Elementary(number), Boundary.Periodic)!;
            // A trace is at most the number of nodes times the largest eigenvalue to the n.
            for (int n = 1; n <= 16; n++)
                Assert.True((double)language.Counts[n - 1] <= (4 * Math.Pow(language.Growth + 1e-6, n)) + 1e-9, $"rule {number}");
            Assert.Equal(language.Growth == 0, language.IsEmpty);
        }
    }

    /// <summary>Fixed points by the engine: every configuration (with every input) that a step leaves as it is.</summary>
    internal static BigInteger CountByHand(LocalRule rule, Boundary boundary, int cells)
    {
        int states = (int)Math.Pow(rule.State.Size, cells);
        int inputs = rule.Frozen is null ? 1 : (int)Math.Pow(rule.Frozen.Size, cells);
        int count = 0;
        int[] weights = rule.Signature.Weights();
        for (int input = 0; input < inputs; input++)
            for (int state = 0; state < states; state++)
            {
                bool rests = true;
                for (int cell = 0; cell < cells && rests; cell++)
                {
                    int index = 0;
                    for (int k = 0; k < weights.Length; k++)
                    {
                        bool frozen = k < rule.Signature.FrozenNeighborhood.Count;
                        int at = cell + rule.Signature.OffsetAt(k).X;
                        if (boundary is Boundary.PeriodicBoundary)
                            at = ((at % cells) + cells) % cells;
                        bool outside = at < 0 || at >= cells;
                        int size = frozen ? rule.Frozen!.Size : rule.State.Size;
                        int symbol = outside ? (frozen ? 0 : ((Boundary.FixedBoundary)boundary).Symbol) : (frozen ? input : state) / (int)Math.Pow(size, at) % size;
                        index += weights[k] * symbol;
                    }

                    rests = rule.Table[index] == state / (int)Math.Pow(rule.State.Size, cell) % rule.State.Size;
                }

                count += rests ? 1 : 0;
            }

        return count;
    }

    private static FixedPointLanguage Of(LocalTask task) => FixedPointLanguage.Of(task.Rule, task.Boundary)!;
}
