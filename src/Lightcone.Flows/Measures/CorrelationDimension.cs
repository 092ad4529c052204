using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Measures;

/// <summary>The correlation dimension of a cloud of points: the exponent with which the number of pairs closer than r grows with r.</summary>
/// <remarks>
/// <para>Grassberger and Procaccia, Physica D 9, 189 (1983), with Theiler's window against pairs that are close only in time, Phys. Rev. A 34, 2427 (1986). Cost: pairs of points.</para>
/// <para>The error has two parts. The scatter comes from leaving out one of 16 stretches of the points at a time (the jackknife over blocks: H. R. Kuensch, Annals of Statistics 17, 1217 (1989)).
/// The bend is the most that the slope of the lower, middle or upper third of the fitted range differs from that of all of it: a power law has none, and no number of points makes up for it.
/// Thirds, not halves: where a flow has met its own past only a few times, the slope falls to 1 in between and rises again.</para>
/// </remarks>
public sealed class CorrelationDimension
{
    private const int PerOctave = 4;
    private const int Octaves = 40;
    private const int Blocks = 16;
    private const int LeastPairs = 400;

    // Pairs as far apart in time are often as far apart in space: on a turn that is sampled evenly all of them are, and few of them are a stair, not a slope.
    private const int LeastLags = 12;

    // Of rounded points distances below a few steps are those of the rounding. Where little is left below one in 50, two octaves above these are looked at, up to a quarter of the whole.
    private const double LeastSteps = 4;
    private const double CoarseStep = 1e-5;
    private const int RoundedSpan = 2 * PerOctave;

    // Pairs that coincide are of no distance: so many times as many must be near before that does not matter.
    private const double MostCoinciding = 1.0 / 20;

    private const double Quantile = CorrelatedMean.QuantileOf16;

    private readonly double[] radii;
    private readonly double[] sums;

    private CorrelationDimension(double[] radii, double[] sums, int first, int last, double value, double scatter, double bend, double step)
    {
        RoundingStep = step;
        (this.radii, this.sums, FirstFitted, LastFitted, Value, Bend) = (radii, sums, first, last, value, bend);
        StandardError = Math.Sqrt((scatter * scatter) + (bend * bend / 3));
        HalfWidth = (Quantile * scatter) + bend;
    }

    /// <summary>The dimension: the slope of log C over log r in the fitted range; NaN when fewer than 6 radii lie in it.</summary>
    public double Value { get; }

    /// <summary>The standard error: that of the scatter, and of a bend that is as likely anywhere up to <see cref="Bend"/>.</summary>
    public double StandardError { get; }

    /// <summary>Half of the 95 % interval: Student's quantile times the scatter, plus <see cref="Bend"/>.</summary>
    public double HalfWidth { get; }

    /// <summary>The most that the slope of a third of the fitted range differs from <see cref="Value"/>; 0 for a power law.</summary>
    public double Bend { get; }

    /// <summary>The radii, growing by the fourth root of 2.</summary>
    public ReadOnlySpan<double> Radii => radii;

    /// <summary>The share of pairs closer than each radius.</summary>
    public ReadOnlySpan<double> Sums => sums;

    /// <summary>The local slopes d log C / d log r at each radius, over the octave around it; NaN at the ends and where no pair is so close. In a scaling range they lie level.</summary>
    public ImmutableArray<double> LocalSlopes => [.. Enumerable.Range(0, radii.Length).Select(k =>
        k >= PerOctave / 2 && k < radii.Length - (PerOctave / 2) && sums[k - (PerOctave / 2)] > 0 ? Scalar.Log(sums[k + (PerOctave / 2)] / sums[k - (PerOctave / 2)]) / Scalar.Log(2) : double.NaN)];

    /// <summary>The first radius used for the slope.</summary>
    public int FirstFitted { get; }

    /// <summary>The last radius used for the slope.</summary>
    public int LastFitted { get; }

    /// <summary>The largest step that the coordinates are rounded to, where they are multiples of one and so coarse that it is seen; otherwise 0. Only radii from four of these steps on are fitted.</summary>
    public double RoundingStep { get; }

    /// <summary>The number of points after which they are the same again, up to rounding: then the dimension is 0, without an interval. Null when they do not repeat themselves.</summary>
    public int? Period { get; private init; }

    /// <summary>Estimates the dimension.</summary>
    /// <param name="points">The points [point, component], at least 100 of them, in the order of time.</param>
    /// <param name="dimension">Components per point, at least 1.</param>
    /// <param name="theiler">Pairs of points fewer places apart than this are left out; default 1 leaves out none but a point with itself.</param>
    /// <param name="low">Share of pairs at which the fitted range begins; when left out, where 400 pairs with 12 distances in time are so close, but not below 1e-5.</param>
    /// <param name="high">Share of pairs at which it ends; default 0.02.</param>
    /// <exception cref="ArgumentException">There are too few points, some are not finite or all are equal up to rounding, or a setting is out of its range.</exception>
    public static CorrelationDimension Estimate(ReadOnlySpan<double> points, int dimension, int theiler = 1, double? low = null, double high = 0.02)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(theiler);
        if (!((low ?? 1e-9) > 0 && (low ?? 0) < high && high <= 1))
            throw new ArgumentException("The fitted range must satisfy 0 < low < high <= 1.", nameof(low));
        int count = points.Length / dimension;
        if (points.Length % dimension != 0 || count < 100 || count <= theiler + 1)
            throw new ArgumentException($"{points.Length} numbers are not at least 100 points of {dimension} components outside the Theiler window.", nameof(points));
        Symbols.CheckFinite(points);
        points = Magnitude.Near(points, out double factor);
        double size = Extent(points, dimension);
        if (size <= Symbols.RoundOff(points))
            throw new ArgumentException("All points are equal, up to rounding.", nameof(points));
        int? period = Repetition.Period(points, dimension);
        (points, double step) = Spread(points, dimension, size);
        long[][] histograms = new long[Blocks * Blocks][];
        int[] closest = new int[count];
        for (int a = 0; a < Blocks; a++)
            for (int b = a; b < Blocks; b++)
                histograms[(a * Blocks) + b] = Count(points, dimension, theiler, size * size, Block(a, count), Block(b, count), closest);
        Counts all = Counts.Of(histograms, left: -1);
        double[] radius = new double[PerOctave * Octaves];
        for (int k = 0; k < radius.Length; k++)
            radius[k] = size * Scalar.Exp(-(radius.Length - 1 - k) * Scalar.Log(2) / PerOctave);
        double begin = low ?? Math.Max(Math.Max(1e-5, (double)LeastPairs / all.Pairs), all.Share[0] / MostCoinciding);
        int first = Array.FindIndex(all.Share, s => s >= begin);
        if (low is null && first >= 0)
            first = Math.Max(first, radius.Length - 1 - closest.Order().ElementAt(count - LeastLags));
        int last = Array.FindLastIndex(all.Share, s => s <= high);
        int known = Array.FindIndex(radius, r => r >= LeastSteps * step);
        if (step > 0 && known < 0)
            first = -1;
        else if (step > 0 && first >= 0 && known > first)
            (first, last) = (known, Math.Max(last, Math.Min(known + RoundedSpan, radius.Length - 1 - (2 * PerOctave))));
        for (int k = 0; k < radius.Length; k++)
            radius[k] /= factor;
        step /= factor;
        if (period is not null)
            return new(radius, all.Share, -1, -1, 0, 0, 0, step) { Period = period };
        if (first < 0 || last - first < 5)
            return new(radius, all.Share, first, last, double.NaN, double.NaN, double.NaN, step);
        double slope = Slope(radius, all.Share, first, last);
        double[] without = [.. Enumerable.Range(0, Blocks).Select(block => Slope(radius, Counts.Of(histograms, block).Share, first, last))];
        // A stretch without which there is no slope is all that there is.
        if (!without.All(double.IsFinite))
            return new(radius, all.Share, first, last, double.NaN, double.NaN, double.NaN, step);
        double mean = without.Average();
        double scatter = Math.Sqrt((Blocks - 1.0) / Blocks * without.Sum(each => (each - mean) * (each - mean)));
        double[] thirds = [.. Enumerable.Range(0, 3).Select(third => Slope(radius, all.Share, first + ((last - first) * third / 3), first + ((last - first) * (third + 1) / 3)))];
        double bend = thirds.Max(third => Math.Abs(third - slope));
        return new(radius, all.Share, first, last, slope, scatter, bend, step);
    }

    private static (int From, int To) Block(int block, int count) => ((int)((long)count * block / Blocks), (int)((long)count * (block + 1) / Blocks));

    private static long[] Count(ReadOnlySpan<double> points, int dimension, int theiler, double whole, (int From, int To) a, (int From, int To) b, int[] closest)
    {
        long[] histogram = new long[PerOctave * Octaves];
        for (int i = a.From; i < a.To; i++)
            for (int j = Math.Max(b.From, i + theiler); j < b.To; j++)
            {
                double square = 0;
                for (int c = 0; c < dimension; c++)
                {
                    double d = points[(i * dimension) + c] - points[(j * dimension) + c];
                    square += d * d;
                }

                int bin = Bin(square / whole, PerOctave, histogram.Length);
                histogram[bin]++;
                closest[j - i] = Math.Max(closest[j - i], bin);
            }

        return histogram;
    }

    // Bin b collects distances up to size 2^(-b / perOctave); the last one everything below.
    private static int Bin(double relativeSquare, int perOctave, int bins)
    {
        if (relativeSquare <= 0)
            return bins - 1;
        int exponent = Math.ILogB(relativeSquare);
        double mantissa = Math.ScaleB(relativeSquare, -exponent);
        // Radii grow by 2^(1/4), so squares grow by sqrt 2: a mantissa of 1 … 2 spans two bins.
        int halves = (2 * exponent) + (mantissa > Math.Sqrt(2) ? 2 : mantissa > 1 ? 1 : 0);
        return Math.Clamp(-halves * perOctave / 4, 0, bins - 1);
    }

    private static double Slope(double[] radius, double[] share, int first, int last)
    {
        int n = last - first + 1;
        double mx = 0, my = 0, xx = 0, xy = 0;
        for (int k = first; k <= last; k++)
            (mx, my) = (mx + (Scalar.Log(radius[k]) / n), my + (Scalar.Log(share[k]) / n));
        for (int k = first; k <= last; k++)
        {
            double x = Scalar.Log(radius[k]) - mx, y = Scalar.Log(share[k]) - my;
            (xx, xy) = (xx + (x * x), xy + (x * y));
        }

        return xy / xx;
    }

    private static double Extent(ReadOnlySpan<double> points, int dimension)
    {
        double square = 0;
        for (int c = 0; c < dimension; c++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int i = c; i < points.Length; i += dimension)
                (low, high) = (Math.Min(low, points[i]), Math.Max(high, points[i]));
            square += (high - low) * (high - low);
        }

        return Math.Sqrt(square);
    }

    // Each coordinate over the step that it is rounded to: on a grid distances grow by stairs.
    private static (double[] Points, double Step) Spread(ReadOnlySpan<double> points, int dimension, double size)
    {
        double[] spread = points.ToArray(), component = new double[points.Length / dimension];
        double largest = 0;
        for (int c = 0; c < dimension; c++)
        {
            for (int i = 0; i < component.Length; i++)
                component[i] = points[(i * dimension) + c];
            double step = RoundedValues.Step(component);
            if (!(step > CoarseStep * size) || !RoundedValues.Spread(component, $"rounded coordinate {c}"))
                continue;
            largest = Math.Max(largest, step);
            for (int i = 0; i < component.Length; i++)
                spread[(i * dimension) + c] = component[i];
        }

        return (spread, largest);
    }

    /// <summary>The dimension with its 95 % interval and the range it was read from.</summary>
    public override string ToString() => Period is { } period
        ? $"correlation dimension 0: the points are {period} and repeat themselves, up to rounding"
        : FirstFitted < 0 || LastFitted < 0 || !double.IsFinite(Value)
        ? "no correlation dimension: too few radii"
        : string.Create(CultureInfo.InvariantCulture, $"correlation dimension {Value:F3} ± {HalfWidth:F3} (95 %), the slope from r = {Radii[FirstFitted]:G3} to {Radii[LastFitted]:G3} ({Sums[FirstFitted]:G2} to {Sums[LastFitted]:G2} of the pairs; its thirds lie up to {Bend:F3} away){(RoundingStep > 0 ? $"; rounded to {RoundingStep:G3}, fitted from {LeastSteps:0} such steps on" : "")}");

    /// <summary>How many pairs lie within each radius, of all blocks or of all but one.</summary>
    private sealed record Counts(double[] Share, long Pairs)
    {
        public static Counts Of(long[][] histograms, int left)
        {
            long[] sum = new long[PerOctave * Octaves];
            for (int a = 0; a < Blocks; a++)
                for (int b = a; b < Blocks; b++)
                    if (a != left && b != left)
                        for (int k = 0; k < sum.Length; k++)
                            sum[k] += histograms[(a * Blocks) + b][k];
            long pairs = sum.Sum(), below = 0;
            double[] share = new double[sum.Length];
            for (int k = 0; k < sum.Length; k++)
                share[k] = (double)(below += sum[sum.Length - 1 - k]) / pairs;
            return new(share, pairs);
        }
    }
}
