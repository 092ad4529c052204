namespace Lightcone.Foundation.Statistics;

/// <summary>Medians and other quantiles of a sample.</summary>
/// <remarks>
/// The p-quantile of n sorted values is what lies at position p (n - 1), counted from 0, with straight lines between neighbors: definition 7 of R. J. Hyndman and Y. Fan,
/// "Sample quantiles in statistical packages", The American Statistician 50 (1996), and what R and NumPy compute unless told otherwise. The median of an even number of values is
/// therefore the mean of the two in the middle.
/// </remarks>
public static class Quantiles
{
    /// <summary>The median: half of the values are at most this, half at least.</summary>
    /// <param name="values">At least one number, in any order; no NaN.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    public static double Median(params IEnumerable<double> values) => OfSorted(Sorted(values), 0.5);

    /// <summary>A quantile.</summary>
    /// <param name="values">At least one number, in any order; no NaN.</param>
    /// <param name="share">The share of values below, 0 (the smallest value) to 1 (the largest).</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not 0 to 1.</exception>
    public static double Of(IEnumerable<double> values, double share)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 to 1.");
        return OfSorted(Sorted(values), share);
    }

    internal static double[] Sorted(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values];
        if (sorted.Length == 0)
            throw new ArgumentException("There is no value.", nameof(values));
        if (sorted.Any(double.IsNaN))
            throw new ArgumentException("One of the values is not a number.", nameof(values));
        Array.Sort(sorted);
        return sorted;
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        double part = at - below;
        // Where there is nothing between, an infinite neighbor must not come in as 0 x infinity; halves are added first, so that the two in the middle count alike.
        if (part == 0)
            return sorted[below];
        return part == 0.5 ? (sorted[below] + sorted[below + 1]) / 2 : sorted[below] + (part * (sorted[below + 1] - sorted[below]));
    }
}
