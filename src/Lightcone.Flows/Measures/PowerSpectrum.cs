using System.Globalization;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Measures;

/// <summary>The power spectral density of a series by Welch's method, with the settings it was estimated with and the numbers read from it.</summary>
/// <remarks>
/// Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967): segments, each with its mean removed and weighted by a Hann window, overlapping by half or, so that the last one ends with the series, a little more, their one-sided spectra averaged.
/// A spectral entropy depends on the segment length as much as on the signal: compare only values with equal settings.
/// </remarks>
public sealed class PowerSpectrum
{
    private const int UsualSegment = 128;

    // An eighth of the series: fifteen segments, whose mean scatters by a third.
    private const int Parts = 8;
    private const int Longest = 1 << 20;

    // Fewer turns in a segment are hardly told apart, and with fewer than these in the longest one there is no telling a turn from a trend.
    private const int FewTurns = 8;
    private const int FewestTurns = 3;

    private readonly double[] frequencies;
    private readonly double[] density;

    private PowerSpectrum(double[] frequencies, double[] density, int segment, int segments, double rate, double trend, bool isHalf) =>
        (this.frequencies, this.density, SegmentLength, SegmentCount, Rate, TrendShare, IsHalf) = (frequencies, density, segment, segments, rate, trend, isHalf);

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

    /// <summary>The share of the series' variance that a straight line explains, 0 to 1; near 1 it is a trend and no motion that returns.</summary>
    public double TrendShare { get; }

    /// <summary>Why the frequencies are not those of the motion, as a sentence; null when nothing is known against them. More than half of the power at fewer than three turns a segment is a trend, or a motion that is slower than the segments resolve.</summary>
    public string? Doubt => !(ShareBelow(FewestTurns) > 0.5) ? null : TrendShare > 0.5
        ? string.Create(CultureInfo.InvariantCulture, $"a straight line is {TrendShare:P0} of its variance: it is a trend, which has no frequency. Take it out, or measure the differences")
        : string.Create(CultureInfo.InvariantCulture, $"{ShareBelow(FewestTurns):P0} of its power lies below {FewestTurns * Rate / SegmentLength:G3}, three turns in {SegmentLength / Rate:G4}: it is slower than segments of {SegmentLength / Rate:G4} resolve, and its frequency is not known. Use {(SegmentCount < 3 ? "a longer series" : SegmentLength < Longest ? "longer segments" : "a longer interval")}");

    /// <summary>Whether the density is largest at fewer than three turns a segment: where <see cref="Doubt"/> is null it is broad there, and the dominant frequency is that of no line.</summary>
    public bool IsBroad => Doubt is null && Array.IndexOf(density, density.Max()) < FewestTurns && density.Max() > 0;

    private bool IsHalf { get; }

    /// <summary>One line: what was read from it, and the settings.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"dominant frequency {DominantFrequency:G6}, centroid {Centroid:G6}, spectral entropy {Entropy:F4}; {Estimator}");

    /// <summary>The settings in words.</summary>
    public string Estimator => string.Create(
        CultureInfo.InvariantCulture, $"Welch, Hann window, mean removed, {SegmentCount} segment{(SegmentCount == 1 ? "" : "s")} of {SegmentLength} samples, {(IsHalf ? "half overlapping" : "overlapping by half or more")}, rate {Rate:R}");

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

    /// <summary>How long the segments of a series should be: an eighth of it, and longer, up to all of it, as long as most of its power lies at fewer than eight turns a segment.</summary>
    /// <param name="series">At least 4 finite numbers.</param>
    /// <param name="least">The least length, where the series has so many numbers; default 128.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite.</exception>
    public static int SegmentLengthFor(ReadOnlySpan<double> series, int least = UsualSegment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 4);
        int most = Smooth(Math.Min(series.Length, Longest)), length = Math.Min(series.Length, Math.Max(least, Smooth(Math.Min(series.Length / Parts, Longest))));
        if (series.Length < 4)
            throw new ArgumentException(TooShort(series.Length), nameof(series));
        while (length < most && Estimate(series, 1, length).ShareBelow(FewTurns) > 0.5)
            length = Smooth(Math.Min(most, 2 * length));
        return length;
    }

    /// <summary>Estimates the spectrum of a series.</summary>
    /// <param name="series">At least 4 finite numbers at equal distances in time.</param>
    /// <param name="rate">Samples per unit of time, positive; default 1.</param>
    /// <param name="segmentLength">The length of a segment, 4 to the series' length; left out, <see cref="SegmentLengthFor"/>.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite, or a setting is out of its range.</exception>
    public static PowerSpectrum Estimate(ReadOnlySpan<double> series, double rate = 1, int? segmentLength = null) => Estimate(series, rate, segmentLength, toTheEnd: true);

    /// <summary>The same from segments that overlap by half and no more: what is left at the end is not looked at. The recorded studies were made so.</summary>
    internal static PowerSpectrum FromBeginning(ReadOnlySpan<double> series, double rate, int segmentLength) => Estimate(series, rate, segmentLength, toTheEnd: false);

    private static PowerSpectrum Estimate(ReadOnlySpan<double> series, double rate, int? segmentLength, bool toTheEnd)
    {
        if (series.Length < 4)
            throw new ArgumentException(TooShort(series.Length), nameof(series));
        if (segmentLength is < 4 || segmentLength > series.Length)
            throw new ArgumentOutOfRangeException(nameof(segmentLength), segmentLength, $"A segment must have 4 to {series.Length} samples.");
        if (!(rate > 0) || double.IsInfinity(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be a positive finite number.");
        Symbols.CheckFinite(series);
        if (Magnitude.Largest(series) is var largest && (largest > 1e140 || largest is > 0 and < 1e-140))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {(largest > 1 ? "series reaches" : "largest value is")} {largest:G3}: such values are too {(largest > 1 ? "large" : "small")}, their squares leave the number range. Scale the series."), nameof(series));
        int length = segmentLength ?? SegmentLengthFor(series);
        double[] window = new double[length];
        for (int t = 0; t < length; t++)
            window[t] = 0.5 - (0.5 * Trigonometry.Cos<Scalar>(2 * Math.PI * t / length).Value);
        double scale = 1 / (rate * window.Sum(static w => w * w));
        double[] power = new double[(length / 2) + 1];
        double same = Symbols.RoundOff(series);
        int step = length - (length / 2), left = series.Length - length, segments = 1 + (toTheEnd ? (left + step - 1) / step : left / step);
        for (int segment = 0; segment < segments; segment++)
            // Evenly from the beginning to the end.
            Add(series.Slice(toTheEnd && segments > 1 ? (int)((long)left * segment / (segments - 1)) : segment * step, length), window, scale, same, power);
        for (int k = 0; k < power.Length; k++)
            power[k] /= segments;
        return new([.. Enumerable.Range(0, power.Length).Select(k => k * rate / length)], power, length, segments, rate, Trend(series, same), left % step == 0);
    }

    private static string TooShort(int length) => $"A spectrum needs at least 4 samples; the series has {length}.";

    private static void Add(ReadOnlySpan<double> series, double[] window, double scale, double same, double[] power)
    {
        int length = series.Length;
        double[] part = new double[length];
        double mean = 0, off = 0;
        for (int t = 0; t < length; t++)
            mean += series[t] / length;
        double rest = 0;
        for (int t = 0; t < length; t++)
            rest += (series[t] - mean) / length;
        mean += rest;
        for (int t = 0; t < length; t++)
            off = Math.Max(off, Math.Abs(series[t] - mean));
        // A constant has no power; the last places of its values are not a signal.
        for (int t = 0; t < length; t++)
            part[t] = off <= same ? 0 : (series[t] - mean) * window[t];
        (double[] real, double[] imaginary) = FourierTransform.Forward(part);
        for (int k = 0; k < power.Length; k++)
        {
            // One-sided: all but the lowest and, for even lengths, the highest frequency stand for two.
            double sides = k == 0 || (2 * k == length) ? 1 : 2;
            power[k] += sides * scale * ((real[k] * real[k]) + (imaginary[k] * imaginary[k]));
        }
    }

    private static double Trend(ReadOnlySpan<double> series, double same)
    {
        double mean = 0, middle = (series.Length - 1) / 2.0, xx = 0, xy = 0, yy = 0;
        for (int t = 0; t < series.Length; t++)
            mean += (series[t] - mean) / (t + 1);
        for (int t = 0; t < series.Length; t++)
        {
            double x = t - middle, y = series[t] - mean;
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }

        return yy <= same * same * series.Length ? 0 : Math.Min(1, xy * xy / (xx * yy));
    }

    // The share of the power at fewer turns a segment.
    private double ShareBelow(int turns)
    {
        double total = density.Sum();
        return total == 0 ? 0 : density.Take(turns).Sum() / total;
    }

    // The largest length up to a given one that the transform takes quickly: its prime factors are 2, 3, 5 and 7.
    private static int Smooth(int length)
    {
        while (length > 1 && !FourierTransform.IsSmooth(length))
            length--;
        return length;
    }
}
