using System.Numerics;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Random;
using MathNet.Numerics.IntegralTransforms;

namespace Lightcone.Flows.Tests.Measures;

public sealed class PowerSpectrumTests
{
    // MathNet.Numerics is the judge.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(97)]
    [InlineData(128)]
    [InlineData(360)]
    public void Transform_agrees_with_another_library(int n)
    {
        RandomStream stream = new(1, "series");
        double[] series = [.. Enumerable.Range(0, n).Select(_ => stream.NextGaussian())];
        Complex[] judge = [.. series.Select(v => new Complex(v, 0))];
        Fourier.Forward(judge, FourierOptions.Matlab);
        (double[] real, double[] imaginary) = FourierTransform.Forward(series);
        for (int k = 0; k < n; k++)
        {
            Assert.Equal(judge[k].Real, real[k], 1e-11);
            Assert.Equal(judge[k].Imaginary, imaginary[k], 1e-11);
        }
    }

    [Fact]
    public void A_sine_has_its_frequency_and_its_power()
    {
        // Amplitude 3 at 5 per unit of time, 64 samples per unit: power 9 / 2.
        double[] series = [.. Enumerable.Range(0, 4096).Select(t => 3 * Math.Sin(2 * Math.PI * 5 * t / 64))];
        PowerSpectrum spectrum = PowerSpectrum.Estimate(series, rate: 64, segmentLength: 256);
        Assert.Equal(5, spectrum.DominantFrequency);
        Assert.Equal(5, spectrum.Centroid, 1e-6);
        Assert.Equal(4.5, spectrum.Density.ToArray().Sum() * 64 / 256, 1e-6);
        // A Hann window spreads a line over three frequencies with shares 1/6, 2/3, 1/6: 1.2516 bits.
        Assert.Equal(1.2516, spectrum.EntropyBits, 1e-3);
        Assert.Equal(31, spectrum.SegmentCount);
    }

    [Fact]
    public void White_noise_is_flat_and_holds_its_variance()
    {
        RandomStream stream = new(3, "noise");
        PowerSpectrum spectrum = PowerSpectrum.Estimate([.. Enumerable.Range(0, 65_536).Select(_ => stream.NextGaussian())], rate: 2);
        Assert.InRange(spectrum.Entropy, 0.99, 1);
        Assert.InRange(spectrum.Centroid, 0.48, 0.52);
        Assert.InRange(spectrum.Density.ToArray().Sum() * 2 / 8192, 0.96, 1.04);
        Assert.Contains("15 segments of 8192", spectrum.Estimator, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_has_no_spectrum_and_bad_settings_are_refused()
    {
        Assert.Equal(0, PowerSpectrum.Estimate([2, 2, 2, 2, 2]).Entropy);
        Assert.Throws<ArgumentException>(() => PowerSpectrum.Estimate([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => PowerSpectrum.Estimate([1, 2, 3, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PowerSpectrum.Estimate([1, 2, 3, 4], segmentLength: 5));
    }

    /// <summary>A constant has no power, whichever number it is: 0.1 has no exact double, and its mean is not itself.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(5)]
    [InlineData(1e12)]
    [InlineData(-1.0 / 3)]
    public void A_constant_has_no_spectrum(double value)
    {
        PowerSpectrum spectrum = PowerSpectrum.Estimate([.. Enumerable.Repeat(value, 500)]);
        Assert.Equal((0, 0), (spectrum.Entropy, spectrum.Centroid));
        // And what is small beside a constant is still a signal.
        PowerSpectrum small = PowerSpectrum.Estimate([.. Enumerable.Range(0, 512).Select(t => value * (1 + (1e-9 * Math.Sin(Math.PI * t / 4))))]);
        Assert.Equal(0.125, small.DominantFrequency, 1e-9);
    }

    // Nine and a half turns in 60,000 values: segments of a fixed length would show a rising and a falling line.
    [Fact]
    public void Segments_follow_what_is_slow()
    {
        PowerSpectrum spectrum = PowerSpectrum.Estimate(Sine(60_000, 0.0032 / 20), rate: 20);
        Assert.Equal(0.0032, spectrum.DominantFrequency, 0.0004);
        Assert.Null(spectrum.Doubt);
        // 1 and sqrt 2 radians per unit of time over 400 units: two lines, with less than a quarter between them.
        PowerSpectrum two = PowerSpectrum.Estimate([.. Enumerable.Range(0, 8_000).Select(static t => Math.Sin(t / 20.0) + Math.Sin(Math.Sqrt(2) * t / 20))], rate: 20);
        int low = At(two, 1 / (2 * Math.PI)), high = At(two, Math.Sqrt(2) / (2 * Math.PI));
        Assert.True(two.Density[low..high].ToArray().Min() < 0.25 * Math.Min(two.Density[low], two.Density[high]), $"{two}");
    }

    [Fact]
    public void What_is_slower_than_the_series_is_told_and_a_trend_is_one()
    {
        Assert.Contains("three turns", PowerSpectrum.Estimate(Sine(5_000, 1.0 / 4_000)).Doubt, StringComparison.Ordinal);
        Assert.Contains("it is a trend", PowerSpectrum.Estimate([.. Enumerable.Range(0, 5_000).Select(static t => 20.0 + (0.05 * t))]).Doubt, StringComparison.Ordinal);
        Assert.Contains("Use longer segments", PowerSpectrum.Estimate(Sine(5_000, 1.0 / 500), segmentLength: 128).Doubt, StringComparison.Ordinal);
        Assert.Null(PowerSpectrum.Estimate(Sine(5_000, 1.0 / 500)).Doubt);
    }

    // All the power of the series is at its end, which two segments of 512 of 1,000 values would leave out.
    [Theory]
    [InlineData(512)]
    [InlineData(400)]
    [InlineData(999)]
    [InlineData(null)]
    public void The_end_is_looked_at(int? segment)
    {
        PowerSpectrum spectrum = PowerSpectrum.Estimate([.. Enumerable.Range(0, 1_000).Select(static t => t >= 950 ? Math.Sin(t) : 0)], segmentLength: segment);
        Assert.True(spectrum.Density.ToArray().Sum() > 0);
        Assert.Equal(1 / (2 * Math.PI), spectrum.DominantFrequency, 0.02);
    }

    [Fact]
    public void Numbers_whose_squares_leave_the_range_are_refused()
    {
        foreach (double size in new[] { 1e-200, 1e200 })
            Assert.Contains("leave the number range", Assert.Throws<ArgumentException>(() => PowerSpectrum.Estimate([.. Sine(500, 0.05).Select(value => size * value)])).Message, StringComparison.Ordinal);
    }

    private static double[] Sine(int count, double frequency) => [.. Enumerable.Range(0, count).Select(t => Math.Sin(2 * Math.PI * frequency * t))];

    private static int At(PowerSpectrum spectrum, double frequency) => (int)Math.Round(frequency * spectrum.SegmentLength / spectrum.Rate);
}
