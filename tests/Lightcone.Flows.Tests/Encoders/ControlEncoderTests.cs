using Lightcone.Flows.Encoders;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Flows.Tests.Encoders;

public sealed class ControlEncoderTests
{
    [Fact]
    public void Exponential_decay_has_its_rates()
    {
        double[] sequence = new ExponentialDecayEncoder(delta: 2).Encode([1, -2]);
        Assert.Equal(180, sequence.Length);
        Assert.Equal([1, 0.2, -1, -2, -0.4, 2], sequence[..6]);
        Assert.Equal(Math.Exp(-8), sequence[174], 1e-12);
        Assert.Equal(0.2 * Math.Exp(-4), sequence[175], 1e-12);
        Assert.Equal(-Math.Exp(-16), sequence[176], 1e-12);
        // Rates are at least 0.1.
        Assert.Equal(Math.Exp(-0.4), new ExponentialDecayEncoder(delta: -3).Encode([1])[87], 1e-12);
    }

    [Fact]
    public void Smoothed_noise_is_addressed_by_value_and_has_the_width_of_its_kernel()
    {
        GaussianSmoothingEncoder encoder = new(seed: 1);
        double[] pair = encoder.Encode([0.7, 0.7]);
        Assert.Equal(pair.Chunk(3).Where((_, i) => i % 2 == 0), pair.Chunk(3).Where((_, i) => i % 2 == 1));
        Assert.NotEqual(encoder.Encode([0.7]), new GaussianSmoothingEncoder(seed: 2).Encode([0.7]));
        // Away from the ends the variance is 0.3^2 times the sum of the squared kernel, 1 / (2 sqrt(pi) 3) but for the cut at 9 steps.
        double square = 0;
        for (int i = 0; i < 4000; i++)
        {
            double v = 1 + (i * 1e-3);
            double x = (encoder.Encode([v])[45] - v) / v;
            square += x * x / 4000;
        }

        Assert.Equal(0.09 / (6 * Math.Sqrt(Math.PI)), square, 5e-4);
    }

    [Fact]
    public void Rates_are_probabilities_and_samples_have_their_own_numbers()
    {
        RateEncoder encoder = new(seed: 3, samples: 4000, gain: 0.5);
        double[] spikes = encoder.Encode([0.8, 0, -1, 2]);
        double[] rates = [.. Enumerable.Range(0, 4).Select(f => Enumerable.Range(0, 4000).Average(k => spikes[(4 * k) + f]))];
        Assert.Equal(0.4, rates[0], 0.03);
        Assert.Equal(0, rates[1]);
        Assert.Equal(0, rates[2]);
        Assert.Equal(0.5, rates[3], 0.03);
        Sequences batch = encoder.EncodeBatch([0.5, 0.5], 2);
        Assert.Equal(encoder.Encode([0.5], index: 1).Select(v => (float)v), batch.Values[4000..].ToArray());
        Assert.NotEqual(batch.Values[..4000].ToArray(), batch.Values[4000..].ToArray());
    }

    [Fact]
    public void Large_values_fire_early_once()
    {
        double[] spikes = new LatencyEncoder(samples: 11).Encode([1, 0.5, 0.1, 0, 7]);
        int[] first = [.. Enumerable.Range(0, 5).Select(f => Enumerable.Range(0, 11).FirstOrDefault(k => spikes[(5 * k) + f] == 1, -1))];
        Assert.Equal([0, 5, 9, -1, 0], first);
        Assert.Equal(4, spikes.Sum());
    }

    [Fact]
    public void Changes_fire_in_their_direction()
    {
        DeltaEncoder encoder = new(samples: 5, threshold: 0.5);
        double[] spikes = encoder.Encode([0, 0.6, 0.5, 0, 0.2]);
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 1, 0, 0], spikes);
        Assert.Throws<ArgumentException>(() => encoder.Encode([1, 2, 3]));
    }
}
