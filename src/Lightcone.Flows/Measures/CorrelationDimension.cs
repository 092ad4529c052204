using System.Globalization;
using Lightcone.Flows.Stepping;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Measures;

/// <summary>The correlation dimension of a cloud of points: the exponent with which the number of pairs closer than r grows with r.</summary>
/// <remarks>Grassberger and Procaccia, Physica D 9, 189 (1983), with Theiler's window against pairs that are close only in time, Phys. Rev. A 34, 2427 (1986). Cost: pairs of points.</remarks>
public sealed class CorrelationDimension
{
    private readonly double[] radii;
    private readonly double[] sums;

    private CorrelationDimension(double[] radii, double[] sums, int first, int last, double value, double error) =>
        (this.radii, this.sums, FirstFitted, LastFitted, Value, StandardError) = (radii, sums, first, last, value, error);

    /// <summary>The dimension: the slope of log C over log r in the fitted range; NaN when fewer than 3 radii lie in it.</summary>
    public double Value { get; }

    /// <summary>The standard error of the slope; it knows nothing of curvature, so look at the curve too.</summary>
    public double StandardError { get; }

    /// <summary>The radii.</summary>
    public ReadOnlySpan<double> Radii => radii;

    /// <summary>The share of pairs closer than each radius.</summary>
    public ReadOnlySpan<double> Sums => sums;

    /// <summary>The first radius used for the slope.</summary>
    public int FirstFitted { get; }

    /// <summary>The last radius used for the slope.</summary>
    public int LastFitted { get; }

    /// <summary>Estimates the dimension.</summary>
    /// <param name="points">The points [point, component], at least 100 of them.</param>
    /// <param name="dimension">Components per point, at least 1.</param>
    /// <param name="theiler">Pairs of points fewer places apart than this are left out; default 1 leaves out none but a point with itself.</param>
    /// <param name="low">Share of pairs at which the fitted range begins; default 0.0005.</param>
    /// <param name="high">Share of pairs at which it ends; default 0.05.</param>
    /// <exception cref="ArgumentException">There are too few points, some are not finite or all are equal, or a setting is out of its range.</exception>
    public static CorrelationDimension Estimate(ReadOnlySpan<double> points, int dimension, int theiler = 1, double low = 0.0005, double high = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(theiler);
        if (!(low > 0 && low < high && high <= 1))
            throw new ArgumentException("The fitted range must satisfy 0 < low < high <= 1.", nameof(low));
        int count = points.Length / dimension;
        if (points.Length % dimension != 0 || count < 100 || count <= theiler + 1)
            throw new ArgumentException($"{points.Length} numbers are not at least 100 points of {dimension} components outside the Theiler window.", nameof(points));
        Symbols.CheckFinite(points);
        const int perOctave = 4, octaves = 40;
        double size = Extent(points, dimension);
        if (size == 0)
            throw new ArgumentException("All points are equal.", nameof(points));
        long[] histogram = new long[perOctave * octaves];
        long pairs = 0;
        for (int i = 0; i < count; i++)
            for (int j = i + theiler; j < count; j++)
            {
                double square = 0;
                for (int c = 0; c < dimension; c++)
                {
                    double d = points[(i * dimension) + c] - points[(j * dimension) + c];
                    square += d * d;
                }

                pairs++;
                histogram[Bin(square / (size * size), perOctave, histogram.Length)]++;
            }

        return Fit(histogram, pairs, size, perOctave, low, high);
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

    private static CorrelationDimension Fit(long[] histogram, long pairs, double size, int perOctave, double low, double high)
    {
        double[] radius = new double[histogram.Length], share = new double[histogram.Length];
        long below = 0;
        for (int b = histogram.Length - 1, k = 0; b >= 0; b--, k++)
        {
            below += histogram[b];
            radius[k] = size * Scalar.Exp(-b * Scalar.Log(2) / perOctave);
            share[k] = (double)below / pairs;
        }

        int first = Array.FindIndex(share, s => s >= low);
        int last = Array.FindLastIndex(share, s => s <= high);
        int n = last - first + 1;
        if (n < 3)
            return new(radius, share, first, last, double.NaN, double.NaN);
        double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
        for (int k = first; k <= last; k++)
            (mx, my) = (mx + (Scalar.Log(radius[k]) / n), my + (Scalar.Log(share[k]) / n));
        for (int k = first; k <= last; k++)
        {
            double x = Scalar.Log(radius[k]) - mx, y = Scalar.Log(share[k]) - my;
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }

        double slope = xy / xx;
        return new(radius, share, first, last, slope, Math.Sqrt(Math.Max(0, yy - (slope * xy)) / (n - 2) / xx));
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

    /// <summary>The dimension with its error.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"correlation dimension {Value:F3} ± {StandardError:F3}");
}
