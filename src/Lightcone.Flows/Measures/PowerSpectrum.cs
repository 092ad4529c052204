using System.Globalization;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Measures;

/// <summary>The power spectral density of a series by Welch's method, with the settings it was estimated with and the numbers read from it.</summary>
/// <remarks>
/// Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967): segments, each with its mean removed and weighted by a Hann window, half overlapping, their one-sided spectra averaged.
/// A spectral entropy depends on the segment length as much as on the signal: compare only values with equal settings.
/// </remarks>
public sealed class PowerSpectrum
{
    private readonly double[] frequencies;
    private readonly double[] density;

    private PowerSpectrum(double[] frequencies, double[] density, int segment, int segments, double rate) =>
        (this.frequencies, this.density, SegmentLength, SegmentCount, Rate) = (frequencies, density, segment, segments, rate);

    /// <summary>The frequencies 0 … rate / 2, in the unit of the rate.</summary>
    public ReadOnlySpan<double> Frequencies => frequencies;

    /// <summary>The density at each frequency, squared units of the series per unit of frequency.</summary>
    public ReadOnlySpan<double> Density => density;

    /// <summary>The length of the segments.</summary>
    public int SegmentLength { get; }

    /// <summary>How many segments were averaged.</summary>
    public int SegmentCount { get; }

    /// <summary>Samples per unit of time.</summary>
    public double Rate { get; }

    /// <summary>One line: what was read from it, and the settings.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"dominant frequency {DominantFrequency:G6}, centroid {Centroid:G6}, spectral entropy {Entropy:F4}; {Estimator}");

    /// <summary>The settings in words.</summary>
    public string Estimator => string.Create(
        CultureInfo.InvariantCulture, $"Welch, Hann window, mean removed, {SegmentCount} segment{(SegmentCount == 1 ? "" : "s")} of {SegmentLength} samples, half overlapping, rate {Rate:R}");

    /// <summary>Shannon entropy of the normalized spectrum in bits; 0 for a series without power.</summary>
    public double EntropyBits
    {
        get
        {
            double total = density.Sum();
            return total == 0 ? 0 : density.Where(static p => p > 0).Sum(p => -(p / total) * Scalar.Log(p / total)) / Scalar.Log(2);
        }
    }

    /// <summary>Spectral entropy, 0 (one frequency) to 1 (white): <see cref="EntropyBits"/> over the logarithm of the number of frequencies.</summary>
    public double Entropy => EntropyBits * Scalar.Log(2) / Scalar.Log(density.Length);

    /// <summary>The mean frequency weighted by power; 0 for a series without power.</summary>
    public double Centroid
    {
        get
        {
            double total = density.Sum();
            return total == 0 ? 0 : density.Zip(frequencies, static (p, f) => p * f).Sum() / total;
        }
    }

    /// <summary>The frequency of the largest density; its resolution is the rate over the segment length.</summary>
    public double DominantFrequency => frequencies[Array.IndexOf(density, density.Max())];

    /// <summary>Estimates the spectrum of a series.</summary>
    /// <param name="series">At least 4 finite numbers at equal distances in time.</param>
    /// <param name="rate">Samples per unit of time, positive; default 1.</param>
    /// <param name="segmentLength">The length of a segment, 4 to the series' length; default 128, or the whole series when it is shorter.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite, or a setting is out of its range.</exception>
    public static PowerSpectrum Estimate(ReadOnlySpan<double> series, double rate = 1, int? segmentLength = null)
    {
        int length = segmentLength ?? Math.Min(128, series.Length);
        if (series.Length < 4)
            throw new ArgumentException($"A spectrum needs at least 4 samples; the series has {series.Length}.", nameof(series));
        if (length < 4 || length > series.Length)
            throw new ArgumentOutOfRangeException(nameof(segmentLength), length, $"A segment must have 4 to {series.Length} samples.");
        if (!(rate > 0) || double.IsInfinity(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be a positive finite number.");
        Symbols.CheckFinite(series);
        double[] window = new double[length];
        for (int t = 0; t < length; t++)
            window[t] = 0.5 - (0.5 * Trigonometry.Cos<Scalar>(2 * Math.PI * t / length).Value);
        double scale = 1 / (rate * window.Sum(static w => w * w));
        double[] power = new double[(length / 2) + 1];
        double[] part = new double[length];
        double largest = 0;
        foreach (double value in series)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest > 1e140)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The series reaches {largest:G3}: such values are too large, their squares leave the number range. Scale it."), nameof(series));
        double same = Symbols.RoundOff(series);
        int step = length - (length / 2);
        int segments = 0;
        for (int from = 0; from + length <= series.Length; from += step, segments++)
        {
            double mean = 0, off = 0;
            for (int t = 0; t < length; t++)
                mean += series[from + t] / length;
            double rest = 0;
            for (int t = 0; t < length; t++)
                rest += (series[from + t] - mean) / length;
            mean += rest;
            for (int t = 0; t < length; t++)
                off = Math.Max(off, Math.Abs(series[from + t] - mean));
            // A constant has no power; the last places of its values are not a signal.
            for (int t = 0; t < length; t++)
                part[t] = off <= same ? 0 : (series[from + t] - mean) * window[t];
            (double[] real, double[] imaginary) = FourierTransform.Forward(part);
            for (int k = 0; k < power.Length; k++)
            {
                // One-sided: all but the lowest and, for even lengths, the highest frequency stand for two.
                double sides = k == 0 || (2 * k == length) ? 1 : 2;
                power[k] += sides * scale * ((real[k] * real[k]) + (imaginary[k] * imaginary[k]));
            }
        }

        for (int k = 0; k < power.Length; k++)
            power[k] /= segments;
        return new([.. Enumerable.Range(0, power.Length).Select(k => k * rate / length)], power, length, segments, rate);
    }
}
