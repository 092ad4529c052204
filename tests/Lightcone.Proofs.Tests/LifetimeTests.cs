using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

public sealed class LifetimeTests
{
    // Fact: two digits kill the carry, make it or pass it on, three maps, and a kill makes all states agree; a one turns parity round, two maps, and nothing is forgotten.
    [Theory]
    [InlineData("addition", 3, 1, "2")]
    [InlineData("subtraction", 3, 1, "2")]
    [InlineData("comparison", 3, 1, "2")]
    [InlineData("decimal-addition", 3, 1, "10/9")]
    [InlineData("parity", 2, 2, null)]
    public void Tasks_have_their_known_monoids(string name, int size, int rank, string? steps)
    {
        ErrorLifetime lifetime = ErrorLifetime.Of(TaskCatalog.Find(name).Rule)!;
        Assert.Equal((size, rank, steps), (lifetime.MonoidSize, lifetime.MinimalRank, lifetime.ExpectedSteps?.ToString()));
    }

    [Theory]
    [InlineData(3, 6, 3)]
    [InlineData(7, 21, 7)]
    public void Remainders_are_permuted_and_never_heal(int modulus, int size, int rank)
    {
        ErrorLifetime lifetime = ErrorLifetime.Of(Machine(modulus, 2, (s, bit) => ((2 * s) + bit) % modulus))!;
        Assert.Equal((size, rank, (string?)null), (lifetime.MonoidSize, lifetime.MinimalRank, lifetime.ExpectedSteps?.ToString()));
    }

    // Multiplication by 3: the carry goes on as (3 bit + carry) / 2.
    [Fact]
    public void Multiplication_by_three_forgets()
    {
        ErrorLifetime lifetime = ErrorLifetime.Of(Machine(3, 2, (carry, bit) => ((3 * bit) + carry) / 2))!;
        Assert.Equal((7, 1), (lifetime.MonoidSize, lifetime.MinimalRank));
    }

    [Fact]
    public void Bracket_depth_up_to_four_forgets()
    {
        ErrorLifetime lifetime = ErrorLifetime.Of(Machine(5, 2, (depth, open) => open == 1 ? Math.Min(4, depth + 1) : Math.Max(0, depth - 1)))!;
        Assert.Equal((34, 1), (lifetime.MonoidSize, lifetime.MinimalRank));
    }

    [Fact]
    public void Expected_lifetimes_are_those_of_value_iteration()
    {
        int finite = 0;
        for (int i = 0; i < 100; i++)
        {
            RandomStream stream = new(60, "machines", (ulong)i);
            int states = 2 + stream.NextInt32(4);
            int inputs = 1 + stream.NextInt32(3);
            byte[] next = new byte[states * inputs];
            stream.FillSymbols(next, states);
            ErrorLifetime? lifetime = ErrorLifetime.Of(Machine(states, inputs, (s, a) => next[(s * inputs) + a]));
            if (lifetime?.ExpectedSteps is not { } steps)
                continue;
            finite++;
            double[,] expected = new double[states, states];
            for (double change = 1; change > 1e-12;)
            {
                change = 0;
                for (int s = 0; s < states; s++)
                    for (int t = 0; t < states; t++)
                    {
                        double value = s == t ? 0 : 1 + Enumerable.Range(0, inputs).Average(a => expected[next[(s * inputs) + a], next[(t * inputs) + a]]);
                        change = Math.Max(change, value - expected[s, t]);
                        expected[s, t] = value;
                    }
            }

            double worst = expected.Cast<double>().Max();
            Assert.Equal(worst, (double)steps.Numerator / (double)steps.Denominator, worst * 1e-6);
        }

        Assert.InRange(finite, 20, 100);
    }

    // Fact: a carry is passed on by two of the four pairs of bits, so a flip lives 1 / (1 - 1/2) = 2 steps on average.
    [Fact]
    public void Flipped_carries_heal_in_about_two_steps()
    {
        CompiledRule compiled = BinaryAddition.Rule.Compile(Engine.Table);
        long steps = 0;
        const int trials = 2_000;
        for (int i = 0; i < trials; i++)
        {
            RandomStream stream = new(61, "flips", (ulong)i);
            (Natural a, Natural b) = BinaryAddition.Task.Random(64, stream);
            Lattice rest = compiled.Evolve(BinaryAddition.Task.Encode(a, b, 64), Until.FixedPoint()).Final;
            int cell = stream.NextInt32(32);
            steps += compiled.Evolve(rest.With(cell, (byte)(1 - rest[cell])), Until.FixedPoint()).Steps;
        }

        Assert.InRange((double)steps / trials, 1.85, 2.15);
    }

    private static LocalRule Machine(int states, int inputs, Func<int, int, int> next) => LocalRule.FromFunction(
        new Signature(Alphabet.Digits(inputs), Neighborhood.Own, Alphabet.Digits(states), Neighborhood.Of(-1)), n => (byte)next(n[1], n[0]));
}
