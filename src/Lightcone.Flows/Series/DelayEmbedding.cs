using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Series;

/// <summary>A series as points in a space: each value beside those some steps before it.</summary>
/// <remarks>Packard, Crutchfield, Farmer and Shaw, Phys. Rev. Lett. 45, 712 (1980); Takens, Lecture Notes in Mathematics 898, 366 (1981).</remarks>
public sealed class DelayEmbedding
{
    private readonly double[] points;

    private DelayEmbedding(double[] points, int dimension, int delay) => (this.points, Dimension, Delay) = (points, dimension, delay);

    /// <summary>Coordinates of a point.</summary>
    public int Dimension { get; }

    /// <summary>Steps between two coordinates.</summary>
    public int Delay { get; }

    /// <summary>How many points there are: the series' length less (dimension - 1) delays.</summary>
    public int Count => points.Length / Dimension;

    /// <summary>The points [point, coordinate], the earliest value of each first.</summary>
    public ReadOnlySpan<double> Points => points;

    /// <summary>Embeds a series.</summary>
    /// <param name="series">Finite numbers.</param>
    /// <param name="dimension">Coordinates of a point, at least 1.</param>
    /// <param name="delay">Steps between two coordinates, at least 1.</param>
    /// <exception cref="ArgumentException">The series is too short for a single point, not finite, or a setting is out of its range.</exception>
    public static DelayEmbedding Of(ReadOnlySpan<double> series, int dimension, int delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, 1);
        Symbols.CheckFinite(series);
        long count = series.Length - ((dimension - 1) * (long)delay);
        if (count < 1)
            throw new ArgumentException($"{series.Length} values are too few for points of {dimension} coordinates {delay} steps apart.", nameof(series));
        double[] points = new double[count * dimension];
        for (int i = 0; i < count; i++)
            for (int c = 0; c < dimension; c++)
                points[(i * dimension) + c] = series[i + (c * delay)];
        return new(points, dimension, delay);
    }

    internal double[] Array => points;
}
