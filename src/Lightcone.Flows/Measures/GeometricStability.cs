using Lightcone.Foundation.Information;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Measures;

/// <summary>
/// Geometric stability: whether the distances between samples are the same in one half of a representation's features as in the other.
/// 1 = every half tells the same geometry, 0 = the halves have nothing in common.
/// </summary>
/// <remarks>The mean rank correlation of the two halves' distances over random splits (split-half self-consistency, without Spearman-Brown correction). Cost: samples squared, times features, times splits.</remarks>
public sealed class GeometricStability
{
    private GeometricStability(double mean, double deviation, int splits) => (Mean, StandardDeviation, Splits) = (mean, deviation, splits);

    /// <summary>The mean rank correlation, -1 to 1; NaN when a half has equal distances throughout.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation over the splits.</summary>
    public double StandardDeviation { get; }

    /// <summary>The number of random splits.</summary>
    public int Splits { get; }

    /// <summary>Mean and standard deviation over the splits.</summary>
    public override string ToString() => FormattableString.Invariant($"geometric stability {Mean:F4}, standard deviation {StandardDeviation:F4} over {Splits} splits");

    /// <summary>Measures a representation.</summary>
    /// <param name="representation">The representation [sample, feature], at least 3 samples and 2 features.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="seed">The seed of the random splits.</param>
    /// <param name="splits">The number of random splits, at least 1; default 20.</param>
    /// <exception cref="ArgumentException">There are too few samples or features, or a number is not finite.</exception>
    public static GeometricStability Measure(ReadOnlySpan<double> representation, int samples, ulong seed, int splits = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        int features = representation.Length / samples;
        if (representation.Length % samples != 0 || features < 2)
            throw new ArgumentException($"{representation.Length} numbers are not {samples} samples of at least 2 features.", nameof(representation));
        Symbols.CheckFinite(representation);
        double[] values = representation.ToArray();
        double[] results = [.. Enumerable.Range(0, splits).Select(split => Split(values, features, new RandomStream(seed, "geometric stability", (ulong)split)))];
        double mean = results.Average();
        return new(mean, Math.Sqrt(results.Average(r => (r - mean) * (r - mean))), splits);
    }

    private static double Split(double[] values, int features, RandomStream stream)
    {
        int[] order = [.. Enumerable.Range(0, features)];
        stream.Shuffle<int>(order);
        return Correlation.Of(Ranks(Distances(values, features, order.AsSpan(0, features / 2))), Ranks(Distances(values, features, order.AsSpan(features / 2))));
    }

    private static double[] Distances(double[] values, int features, ReadOnlySpan<int> chosen)
    {
        int samples = values.Length / features;
        double[] distances = new double[samples * (samples - 1) / 2];
        int at = 0;
        for (int i = 0; i < samples; i++)
            for (int j = i + 1; j < samples; j++, at++)
                foreach (int f in chosen)
                {
                    double d = values[(i * features) + f] - values[(j * features) + f];
                    distances[at] += d * d;
                }

        return distances;
    }

    // Values that are equal up to rounding share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort((double[])values.Clone(), order);
        double[] ranks = new double[values.Length];
        // A distance is a sum of squares of differences: its last places are rounding.
        double same = 1e-13 * values.Max();
        for (int from = 0; from < order.Length;)
        {
            int to = from;
            while (to < order.Length && values[order[to]] - values[order[from]] <= same)
                to++;
            for (int k = from; k < to; k++)
                ranks[order[k]] = (from + to - 1) / 2.0;
            from = to;
        }

        return ranks;
    }
}
