using System.Globalization;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Series;

/// <summary>How seldom stretches of a series that are alike stay alike for one value more.</summary>
/// <param name="Value">The entropy in nats, 0 or more; infinite when no pair of longer stretches is alike, NaN when no pair of shorter ones is.</param>
/// <param name="HalfWidth">Half of the 95 % interval, from leaving out one of 16 parts of the series.</param>
/// <param name="Alike">Pairs of stretches that are alike.</param>
/// <param name="StillAlike">Pairs among them that are alike for one value more.</param>
/// <param name="Length">Values of a stretch.</param>
/// <param name="Tolerance">Values that differ by at most this are alike.</param>
/// <remarks>Richman and Moorman, Am. J. Physiol. Heart Circ. Physiol. 278, H2039 (2000): pairs of different stretches, each value within the tolerance; as many shorter stretches as longer ones.</remarks>
public sealed record SampleEntropy(double Value, double HalfWidth, long Alike, long StillAlike, int Length, double Tolerance)
{
    private const int Parts = 16;

    // Ten to twenty to the power of the length: Richman and Moorman; of two values, 200.
    private const int FewestAdvised = 200;

    /// <summary>Estimates the entropy. Cost: the pairs of values that are alike.</summary>
    /// <param name="series">Finite numbers, more than the length and one.</param>
    /// <param name="length">Values of a stretch, at least 1; default 2.</param>
    /// <param name="tolerance">How much values that are alike may differ, not negative; left out, a fifth of the standard deviation.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite, or a setting is out of its range.</exception>
    public static SampleEntropy Estimate(ReadOnlySpan<double> series, int length = 2, double? tolerance = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (series.Length < length + 2)
            throw new ArgumentException($"{series.Length} values are too few for stretches of {length}.", nameof(series));
        Symbols.CheckFinite(series);
        double near = tolerance ?? Math.Max(0.2 * EmbeddingChoice.Spread(series), Symbols.RoundOff(series));
        if (!(near >= 0) || double.IsInfinity(near))
            throw new ArgumentOutOfRangeException(nameof(tolerance), near, "The tolerance must not be negative.");
        int count = series.Length - length;
        int[] order = [.. Enumerable.Range(0, count)];
        double[] sorted = series[..count].ToArray();
        Array.Sort(sorted, order);
        long[,] alike = new long[Parts, Parts], still = new long[Parts, Parts];
        for (int a = 0; a < count; a++)
            for (int b = a + 1; b < count && sorted[b] - sorted[a] <= near; b++)
            {
                int i = order[a], j = order[b], k = 1;
                while (k < length && Math.Abs(series[i + k] - series[j + k]) <= near)
                    k++;
                if (k < length)
                    continue;
                (int p, int q) = ((int)((long)i * Parts / count), (int)((long)j * Parts / count));
                alike[p, q]++;
                if (Math.Abs(series[i + length] - series[j + length]) <= near)
                    still[p, q]++;
            }

        (long all, long longer) = (Sum(alike, -1), Sum(still, -1));
        double value = Of(all, longer);
        double[] without = [.. Enumerable.Range(0, Parts).Select(left => Of(Sum(alike, left), Sum(still, left)))];
        double mean = without.Average(), scatter = Math.Sqrt((Parts - 1.0) / Parts * without.Sum(each => (each - mean) * (each - mean)));
        return new(value, CorrelatedMean.QuantileOf16 * scatter, all, longer, length, near);
    }

    private static double Of(long alike, long still) => alike == 0 ? double.NaN : still == 0 ? double.PositiveInfinity : Scalar.Log((double)alike / still);

    private static long Sum(long[,] pairs, int left)
    {
        long sum = 0;
        for (int p = 0; p < Parts; p++)
            for (int q = 0; q < Parts; q++)
                sum += p == left || q == left ? 0 : pairs[p, q];
        return sum;
    }

    /// <summary>The entropy with its interval and settings, or that and why there is none.</summary>
    public override string ToString() => Alike == 0 || StillAlike == 0
        ? string.Create(CultureInfo.InvariantCulture, $"no sample entropy: {(Alike == 0 ? $"no two stretches of {Length} values are alike" : $"none of {Alike:N0} pairs of stretches that are alike stays alike for one value more")} (within {Tolerance:G4}). Use more values, some {FewestAdvised} at least")
        : string.Create(CultureInfo.InvariantCulture, $"sample entropy {Value:F4} ± {(double.IsFinite(HalfWidth) ? $"{HalfWidth:F4}" : "unknown")} (95 %) nats (stretches of {Length}, alike within {Tolerance:G4}; {StillAlike:N0} of {Alike:N0} pairs stay alike)");
}
