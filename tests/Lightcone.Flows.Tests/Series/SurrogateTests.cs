using Lightcone.Flows.Measures;
using Lightcone.Flows.Series;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Series;

/// <summary>Surrogates keep what they promise, and the test by ranks finds what is there and nothing else.</summary>
public sealed class SurrogateTests
{
    [Fact]
    public void Values_are_kept_by_shuffles_and_adjusted_amplitudes()
    {
        double[] series = SeriesTests.Henon(1008), sorted = [.. series.Order()];
        Assert.Equal(sorted, Surrogates.Shuffled(series, new RandomStream(1, "a")).Order());
        Assert.Equal(sorted, Surrogates.AmplitudeAdjusted(series, new RandomStream(1, "a")).Order());
        Assert.NotEqual(series, Surrogates.AmplitudeAdjusted(series, new RandomStream(1, "a")));
    }

    [Theory]
    [InlineData(1008)]
    [InlineData(1011)]
    public void The_power_is_kept_by_random_phases_exactly_and_by_adjusted_amplitudes_nearly(int count)
    {
        // The length is cut to 1,008 = 2^4 3^2 7.
        double[] series = Correlated(count), phases = Surrogates.RandomPhases(series, new RandomStream(2, "b")), adjusted = Surrogates.AmplitudeAdjusted(series, new RandomStream(2, "b"));
        Assert.Equal((1008, 1008), (phases.Length, adjusted.Length));
        double[] power = Power(series[..1008]), kept = Power(phases), near = Power(adjusted);
        for (int k = 0; k < power.Length; k++)
            Assert.Equal(power[k], kept[k], 1e-9 * power.Max());
        Assert.InRange(power.Zip(near, static (a, b) => Math.Abs(a - b)).Sum() / power.Sum(), 0, 0.02);
        Assert.True(series[..1008].Zip(phases, static (a, b) => Math.Abs(a - b)).Max() > 0.5);
    }

    // Nonlinear order shows in the entropy of the patterns; a linear process has none beyond its power.
    [Fact]
    public void A_chaotic_map_lies_outside_and_a_linear_process_within()
    {
        static double Entropy(double[] series) => SampleEntropy.Estimate(series).Value;
        double[] henon = SeriesTests.Henon(1000), linear = Correlated(1000);
        SurrogateTest chaos = SurrogateTest.Of(henon, Entropy(henon), Entropy, static (series, stream) => Surrogates.AmplitudeAdjusted(series.Span, stream), 39, 1);
        Assert.True(chaos.IsOutside);
        Assert.Equal(0.05, chaos.P, 1e-12);
        SurrogateTest none = SurrogateTest.Of(linear, Entropy(linear), Entropy, static (series, stream) => Surrogates.AmplitudeAdjusted(series.Span, stream), 39, 1);
        Assert.InRange(none.P, 0.1, 1);
    }

    // By ranks: of 19 surrogates the third from below has 2 * 4 / 20.
    [Fact]
    public void The_rank_gives_the_probability()
    {
        SurrogateTest test = new(2.5, [.. Enumerable.Range(0, 19).Select(static i => (double)i)], 19);
        Assert.Equal(0.4, test.P, 1e-12);
        Assert.False(test.IsOutside);
        Assert.True(double.IsNaN(new SurrogateTest(double.NaN, test.Surrogates, 19).P));
        Assert.Equal(0.1, (test with { Value = -1 }).P, 1e-12);
    }

    private static double[] Correlated(int count)
    {
        double[] noise = SeriesTests.Noise(count);
        for (int t = 1; t < count; t++)
            noise[t] += 0.8 * noise[t - 1];
        return noise;
    }

    private static double[] Power(double[] series)
    {
        (double[] real, double[] imaginary) = FourierTransform.Forward(series);
        return [.. real.Zip(imaginary, static (a, b) => (a * a) + (b * b)).Skip(1)];
    }
}
