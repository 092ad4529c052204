using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Series;

/// <summary>The largest Lyapunov exponent of a series: how fast points that were nearest to each other part.</summary>
/// <remarks>
/// <para>Rosenstein, Collins and De Luca, Physica D 65, 117 (1993): the mean logarithm of the distance of each point and its nearest neighbor outside Theiler's window, step by step. Distances are largest differences of coordinates. The line is fitted where the curve has risen by 30 to 75 % of its whole rise: before, neighbors turn into the direction in which they part.</para>
/// <para>The error has two parts, as that of a correlation dimension: the scatter of leaving out one of 16 stretches, and the most that the slope of a part of the fitted range differs from that of all of it.</para>
/// <para>Values that are multiples of a step were rounded to it: the nearest neighbor at least four steps away is followed, and no distance is less than a step.</para>
/// <para>Noise has such a curve too. An exponent says something where the surrogates of the series have another one.</para>
/// </remarks>
public sealed class DivergenceRate
{
    private const int Blocks = 16;
    private const int MostReferences = 5_000;
    private const double LeastRise = 0.5;
    private const double LeastRoundedRise = 1;

    // Of rounded values a distance is known within a quarter from four steps on: neighbors are taken from there.
    private const double BeyondSteps = 3.5;
    private const double Begin = 0.3;
    private const double End = 0.75;

    private DivergenceRate(double[] curve, double interval, int first, int last, double value, double scatter, double bend, string? doubt)
    {
        (Curve, Interval, FirstFitted, LastFitted, Value, Bend, Doubt) = ([.. curve], interval, first, last, value, bend, doubt);
        HalfWidth = (CorrelatedMean.QuantileOf16 * scatter) + bend;
    }

    /// <summary>The exponent, per unit of time; NaN where nothing can be fitted.</summary>
    public double Value { get; }

    /// <summary>Half of the 95 % interval.</summary>
    public double HalfWidth { get; }

    /// <summary>The most that the slope of a part of the fitted range differs from <see cref="Value"/>.</summary>
    public double Bend { get; }

    /// <summary>The mean logarithm of the distance after 0, 1, 2, ... steps.</summary>
    public ImmutableArray<double> Curve { get; }

    /// <summary>Time between two steps.</summary>
    public double Interval { get; }

    /// <summary>The first step of the fit.</summary>
    public int FirstFitted { get; }

    /// <summary>The last step of the fit.</summary>
    public int LastFitted { get; }

    /// <summary>Why there is no exponent, as a sentence; null when there is one.</summary>
    public string? Doubt { get; }

    /// <summary>Estimates the exponent.</summary>
    /// <param name="series">Finite numbers, at least 200.</param>
    /// <param name="dimension">Coordinates of a point, at least 1.</param>
    /// <param name="delay">Steps between two coordinates, at least 1.</param>
    /// <param name="theiler">Neighbors are at least so many steps apart; left out, the mean period of the series.</param>
    /// <param name="interval">Time between two values, positive; default 1.</param>
    /// <exception cref="ArgumentException">The series is too short, constant or not finite, or a setting is out of its range.</exception>
    public static DivergenceRate Estimate(ReadOnlySpan<double> series, int dimension, int delay, int? theiler = null, double interval = 1)
    {
        if (!(interval > 0) || double.IsInfinity(interval))
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The interval must be a positive finite number.");
        DelayEmbedding embedding = DelayEmbedding.Of(series, dimension, delay);
        if (series.Length < 200 || embedding.Count < 100)
            throw new ArgumentException($"{series.Length} values with {dimension} coordinates {delay} steps apart are too few; 200 values and 100 points are needed.", nameof(series));
        int period = Period(series), window = theiler ?? period;
        ArgumentOutOfRangeException.ThrowIfNegative(window, nameof(theiler));
        if (Repetition.Period(series) is { } again)
            return new([], interval, -1, -1, double.NaN, double.NaN, double.NaN, again == 1 ? "the series is constant, up to rounding" : $"the series repeats itself every {again} values, up to rounding: neighbors do not part");
        NeighborTree tree = new(embedding.Array, dimension);
        Sums? sums = null;
        double step = EmbeddingChoice.CoarseStep(series, EmbeddingChoice.Spread(series));
        // As far as the curve still rises: the last quarter of the horizon brings hardly anything.
        for (int horizon = Math.Min(embedding.Count / 4, Math.Max(12, 4 * period)); ; horizon = Math.Min(embedding.Count / 4, 2 * horizon))
        {
            sums = Sums.Of(embedding, tree, window, horizon, step);
            double[] so = sums.Curve(-1);
            if (horizon == embedding.Count / 4 || so.Length < 2 || so[^1] - so[so.Length * 3 / 4] < 0.05 * (so.Max() - so[0]))
                break;
        }

        double[] curve = sums.Curve(-1);
        double plateau = curve.Length < 8 ? double.NaN : curve[^(curve.Length / 4)..].Average(), rise = plateau - curve[0];
        if (double.IsNaN(rise))
            return new(curve, interval, -1, -1, double.NaN, double.NaN, double.NaN, "too few points have a neighbor");
        if (step > 0 && rise < LeastRoundedRise)
            return new(curve, interval, -1, -1, double.NaN, double.NaN, double.NaN, string.Create(CultureInfo.InvariantCulture, $"neighbors do not part beyond what values rounded to {step:G3} show: the motion is regular, or the rounding too coarse"));
        if (rise < LeastRise)
            return new(curve, interval, -1, -1, double.NaN, double.NaN, double.NaN, "neighbors do not part: the motion is regular, or the series is not long enough to come near itself");
        int first = Array.FindIndex(curve, value => value >= curve[0] + (Begin * rise)), last = Array.FindIndex(curve, value => value > curve[0] + (End * rise)) - 1;
        if (last - first < 2)
            return new(curve, interval, first, last, double.NaN, double.NaN, double.NaN, "neighbors are as far apart as any points after hardly a step: noise, or a series that was sampled too seldom");
        double slope = Slope(curve, first, last);
        double[] without = [.. Enumerable.Range(0, Blocks).Select(block => Slope(sums.Curve(block), first, last))];
        double mean = without.Average(), scatter = Math.Sqrt((Blocks - 1.0) / Blocks * without.Sum(each => (each - mean) * (each - mean)));
        int parts = last - first >= 8 ? 3 : 2;
        double bend = Enumerable.Range(0, parts).Max(part => Math.Abs(Slope(curve, first + ((last - first) * part / parts), first + ((last - first) * (part + 1) / parts)) - slope));
        return new(curve, interval, first, last, slope / interval, scatter / interval, bend / interval, null);
    }

    /// <summary>The mean period of a series in steps, one over the mean frequency of its power; at least 1.</summary>
    public static int Period(ReadOnlySpan<double> series)
    {
        series = Magnitude.Near(series, out _);
        double centroid = PowerSpectrum.Estimate(series, 1, PowerSpectrum.SegmentLengthFor(series, 512)).Centroid;
        return centroid > 0 ? (int)Math.Clamp(Math.Round(1 / centroid), 1, series.Length / 10.0) : 1;
    }

    private static double Slope(double[] curve, int first, int last)
    {
        int n = last - first + 1;
        double mx = (first + last) / 2.0, my = 0, xx = 0, xy = 0;
        for (int k = first; k <= last; k++)
            my += curve[k] / n;
        for (int k = first; k <= last; k++)
            (xx, xy) = (xx + ((k - mx) * (k - mx)), xy + ((k - mx) * (curve[k] - my)));
        return xx == 0 ? 0 : xy / xx;
    }

    /// <summary>The exponent with its interval and the range it was read from.</summary>
    public override string ToString() => Doubt is not null
        ? $"no exponent: {Doubt}"
        : string.Create(CultureInfo.InvariantCulture, $"largest exponent {Value:G4} ± {HalfWidth:G2} (95 %) per unit of time, the slope from {FirstFitted * Interval:G4} to {LastFitted * Interval:G4} of time; its parts lie up to {Bend:G2} away");

    /// <summary>Sums of logarithms by stretch of the references and step.</summary>
    private sealed record Sums(double[,] Logs, int[,] Counts)
    {
        public static Sums Of(DelayEmbedding embedding, NeighborTree tree, int window, int horizon, double step)
        {
            int ends = embedding.Count - horizon, every = Math.Max(1, ends / MostReferences);
            double[,] logs = new double[Blocks, horizon + 1];
            int[,] counts = new int[Blocks, horizon + 1];
            for (int i = 0; i < ends; i += every)
            {
                int j = tree.Nearest(i, window, ends, beyond: BeyondSteps * step).Index, block = (int)((long)i * Blocks / ends);
                if (j < 0)
                    continue;
                for (int k = 0; k <= horizon; k++)
                    // Of rounded values no distance is known to be less than the step.
                    if (Math.Max(step, tree.Distance(i + k, j + k)) is > 0 and double distance)
                        (logs[block, k], counts[block, k]) = (logs[block, k] + Scalar.Log(distance), counts[block, k] + 1);
            }

            return new(logs, counts);
        }

        /// <summary>The mean logarithm at each step, of all stretches or of all but one; empty where there is none.</summary>
        public double[] Curve(int left)
        {
            double[] curve = new double[Logs.GetLength(1)];
            for (int k = 0; k < curve.Length; k++)
            {
                double sum = 0;
                int count = 0;
                for (int block = 0; block < Blocks; block++)
                    if (block != left)
                        (sum, count) = (sum + Logs[block, k], count + Counts[block, k]);
                if (count == 0)
                    return [];
                curve[k] = sum / count;
            }

            return curve;
        }
    }
}
