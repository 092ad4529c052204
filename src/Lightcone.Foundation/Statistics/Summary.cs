using System.Globalization;

namespace Lightcone.Foundation.Statistics;

/// <summary>All of a sample at a glance: an experiment reports these and never the best run alone.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Median">The middle one, as <see cref="Quantiles"/> defines it: of an even number, the mean of the two in the middle.</param>
/// <param name="Max">The largest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation (n - 1); 0 for a single value.</param>
public sealed record Summary(int Count, double Min, double Median, double Max, double Mean, double Deviation)
{
    /// <summary>Summarizes at least one value.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Summary Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("There is nothing to summarize.", nameof(values));
        double mean = sorted.Average();
        double squares = sorted.Sum(value => (value - mean) * (value - mean));
        return new(sorted.Length, sorted[0], Quantiles.OfSorted(sorted, 0.5), sorted[^1], mean, sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : 0);
    }

    /// <summary>Mean, deviation, minimum, median, maximum and n.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:G4} ± {Deviation:G3} (min {Min:G4}, median {Median:G4}, max {Max:G4}, n {Count})");
}
