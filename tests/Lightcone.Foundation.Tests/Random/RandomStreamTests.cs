using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Tests;

public sealed class RandomStreamTests
{
    // Known answers of Random123 (kat_vectors, philox4x32 10 rounds).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_words(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        uint[] words = new uint[4];
        RandomStream.Philox(c0, c1, c2, c3, k0, k1, words);
        Assert.Equal([r0, r1, r2, r3], words);
    }

    [Fact]
    public void One_address_always_gives_the_same_numbers_and_another_address_others()
    {
        ulong[] first = Take(new RandomStream(7, "weights", 3));
        Assert.Equal(first, Take(new RandomStream(7, "weights", 3)));
        Assert.NotEqual(first, Take(new RandomStream(8, "weights", 3)));
        Assert.NotEqual(first, Take(new RandomStream(7, "samples", 3)));
        Assert.NotEqual(first, Take(new RandomStream(7, "weights", 4)));
    }

    [Fact]
    public void Split_does_not_depend_on_how_far_the_stream_was_read()
    {
        RandomStream fresh = new(1, "run");
        RandomStream read = new(1, "run");
        read.NextUInt64();
        Assert.Equal(Take(fresh.Split("part", 2)), Take(read.Split("part", 2)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(256)]
    public void Bounded_numbers_are_uniform_by_the_chi_squared_test(int bound)
    {
        RandomStream stream = new(11, "uniform");
        const int draws = 200_000;
        int[] counts = new int[bound];
        for (int i = 0; i < draws; i++)
            counts[stream.NextInt32(bound)]++;
        double expected = (double)draws / bound;
        double chi2 = counts.Sum(count => (count - expected) * (count - expected) / expected);
        // Mean bound - 1, standard deviation sqrt(2 (bound - 1)): five deviations.
        Assert.InRange(chi2, 0, bound - 1 + (5 * Math.Sqrt(2.0 * (bound - 1))));
    }

    [Fact]
    public void Gaussian_moments_are_those_of_the_standard_normal()
    {
        RandomStream stream = new(5, "gaussian");
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => stream.NextGaussian())];
        Assert.InRange(values.Average(), -0.016, 0.016);
        Assert.InRange(values.Average(v => v * v), 0.978, 1.022);
        Assert.InRange(values.Average(v => v * v * v * v), 2.85, 3.15);
    }

    [Fact]
    public void Portable_functions_agree_with_the_platform_to_1e_13()
    {
        RandomStream stream = new(2, "portable");
        for (int i = 0; i < 20_000; i++)
        {
            double x = (stream.NextDouble() * 200) - 100;
            Assert.InRange(PortableMath.Exp(x) / Math.Exp(x), 1 - 1e-13, 1 + 1e-13);
            double p = Math.Exp(x);
            Assert.InRange(PortableMath.Log(p) - Math.Log(p), -1e-13, 1e-13);
            double angle = stream.NextDouble() * Math.PI;
            Assert.InRange(PortableMath.Cos(angle) - Math.Cos(angle), -1e-13, 1e-13);
        }
    }

    private static ulong[] Take(RandomStream stream) => [.. Enumerable.Range(0, 8).Select(_ => stream.NextUInt64())];

    /// <summary>Every bit of seed, purpose and index counts, and a part of a stream knows of which it is a part.</summary>
    [Fact]
    public void Streams_with_other_addresses_are_other_streams()
    {
        RandomStream[] streams =
        [
            new(1, "a"), new(2, "a"), new(1, "b"), new(1, "a", 1), new(1, "a", 1UL << 32), new(1, "a", (1UL << 32) + 1), new(1UL << 32, "a"),
            new RandomStream(1, "a").Split("c"), new RandomStream(1, "a", 1).Split("c"), new RandomStream(1, "a").Split("c", 1),
        ];
        Assert.Equal(streams.Length, streams.Select(static stream => stream.NextUInt64()).Distinct().Count());
        Assert.Equal(new RandomStream(1, "a", 5).Split("c", 3).NextUInt64(), new RandomStream(1, "a", 5).Split("c", 3).NextUInt64());
    }

    /// <summary>A number below a bound without bias (D. Lemire, ACM Transactions on Modeling and Computer Simulation 29, 3, 2019): the high half of a product, unless its low half is below 2^32 mod the bound. With this bound every fourth is drawn again.</summary>
    [Fact]
    public void Numbers_below_a_bound_are_drawn_again_where_they_would_be_biased()
    {
        const int bound = 3 << 29;
        RandomStream numbers = new(3, "bound");
        RandomStream words = new(3, "bound");
        int again = 0;
        for (int i = 0; i < 1_000; i++)
        {
            ulong product;
            while ((product = words.NextUInt32() * (ulong)bound) % (1UL << 32) < (1UL << 32) % bound)
                again++;
            Assert.Equal((int)(product >> 32), numbers.NextInt32(bound));
        }

        Assert.InRange(again, 250, 420);
    }
}
