using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Series;

/// <summary>How the fluctuation of a series about its straight trends grows with the length of the window: 0.5 for what has no memory, above it for what persists, 1.5 for a random walk.</summary>
/// <remarks>
/// Peng, Buldyrev, Havlin, Simons, Stanley and Goldberger, Phys. Rev. E 49, 1685 (1994), order 1. Windows from 10 values to a tenth of the series, some eight to an octave, from the beginning without overlap.
/// The interval is the scatter of leaving out one of 16 stretches of the series plus the most that the slope of a half of the range differs from the whole one.
/// </remarks>
public sealed class DetrendedFluctuation
{
    private const int Stretches = 16;
    private const int Shortest = 10;

    private DetrendedFluctuation(int[] windows, double[] fluctuations, double exponent, double halfWidth, double bend) =>
        (Windows, Fluctuations, Exponent, HalfWidth, Bend) = ([.. windows], [.. fluctuations], exponent, halfWidth, bend);

    /// <summary>The exponent: the slope of the logarithm of the fluctuation over that of the window.</summary>
    public double Exponent { get; }

    /// <summary>Half of the 95 % interval.</summary>
    public double HalfWidth { get; }

    /// <summary>The most that the slope of a half of the range differs from <see cref="Exponent"/>; where it is large there is no single exponent.</summary>
    public double Bend { get; }

    /// <summary>Lengths of windows, rising.</summary>
    public ImmutableArray<int> Windows { get; }

    /// <summary>The root mean square distance from the windows' straight lines.</summary>
    public ImmutableArray<double> Fluctuations { get; }

    /// <summary>Estimates the exponent. Cost: values times windows.</summary>
    /// <param name="series">Finite numbers that are not all equal, at least 400.</param>
    /// <exception cref="ArgumentException">The series is too short, constant or not finite.</exception>
    public static DetrendedFluctuation Estimate(ReadOnlySpan<double> series)
    {
        if (series.Length < 400)
            throw new ArgumentException($"The fluctuation is taken from at least 400 values; the series has {series.Length}.", nameof(series));
        Symbols.CheckFinite(series);
        if (EmbeddingChoice.Spread(series) <= Symbols.RoundOff(series))
            throw new ArgumentException("The series is constant, up to rounding.", nameof(series));
        series = Magnitude.Near(series, out double factor);
        double mean = 0, sum = 0;
        for (int t = 0; t < series.Length; t++)
            mean += (series[t] - mean) / (t + 1);
        double[] profile = new double[series.Length];
        for (int t = 0; t < series.Length; t++)
            profile[t] = sum += series[t] - mean;
        List<int> windows = [];
        for (double length = Shortest; length <= series.Length / 10; length *= 1.0905077326652577)
            if (windows.Count == 0 || (int)Math.Round(length) > windows[^1])
                windows.Add((int)Math.Round(length));
        double[,] squares = new double[windows.Count, Stretches], counts = new double[windows.Count, Stretches];
        for (int w = 0; w < windows.Count; w++)
            for (int from = 0; from + windows[w] <= profile.Length; from += windows[w])
            {
                int stretch = (int)((from + (windows[w] / 2L)) * Stretches / profile.Length);
                squares[w, stretch] += Residue(profile.AsSpan(from, windows[w]));
                counts[w, stretch]++;
            }

        double[] whole = Logs(-1), x = [.. windows.Select(static window => Scalar.Log(window))];
        if (!whole.All(double.IsFinite))
            throw new ArgumentException("The series has no fluctuation about the straight lines of some windows, and no logarithm of it.", nameof(series));
        double slope = Slope(x, whole, 0, x.Length);
        double[] without = [.. Enumerable.Range(0, Stretches).Select(left => Slope(x, Logs(left), 0, x.Length))];
        double middle = without.Average(), scatter = Math.Sqrt((Stretches - 1.0) / Stretches * without.Sum(each => (each - middle) * (each - middle)));
        double bend = Math.Max(Math.Abs(Slope(x, whole, 0, x.Length / 2) - slope), Math.Abs(Slope(x, whole, x.Length / 2, x.Length) - slope));
        return new([.. windows], [.. whole.Select(log => Scalar.Exp(log) / factor)], slope, (CorrelatedMean.QuantileOf16 * scatter) + bend, bend);

        double[] Logs(int left) => [.. Enumerable.Range(0, windows.Count).Select(w =>
        {
            double square = 0, count = 0;
            for (int s = 0; s < Stretches; s++)
                if (s != left)
                    (square, count) = (square + squares[w, s], count + counts[w, s]);
            return 0.5 * Scalar.Log(square / count);
        })];
    }

    // The mean square distance from the straight line of least squares.
    private static double Residue(ReadOnlySpan<double> part)
    {
        int n = part.Length;
        double mx = (n - 1) / 2.0, my = 0, xx = 0, xy = 0, yy = 0;
        foreach (double y in part)
            my += y / n;
        for (int i = 0; i < n; i++)
        {
            double dx = i - mx, dy = part[i] - my;
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        return Math.Max(0, yy - (xy * xy / xx)) / n;
    }

    private static double Slope(double[] x, double[] y, int from, int to)
    {
        double mx = x.AsSpan(from, to - from).ToArray().Average(), my = y.AsSpan(from, to - from).ToArray().Average(), xx = 0, xy = 0;
        for (int k = from; k < to; k++)
            (xx, xy) = (xx + ((x[k] - mx) * (x[k] - mx)), xy + ((x[k] - mx) * (y[k] - my)));
        return xy / xx;
    }

    /// <summary>The exponent with its interval and range.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"fluctuation exponent {Exponent:F3} ± {HalfWidth:F3} (95 %), windows of {Windows[0]} to {Windows[^1]} values; its halves lie up to {Bend:F3} away");
}
