namespace Lightcone.Foundation.Information;

/// <summary>Active information storage: how much a process's own past tells about its next value.</summary>
/// <remarks>Lizier, Prokopenko and Zomaya, "Local measures of information storage in complex distributed computation", Information Sciences 208, 39 (2012).</remarks>
public static class ActiveInformation
{
    /// <summary>Estimates the storage of symbols in bits, with Miller and Madow's correction.</summary>
    /// <param name="symbols">The symbols, more than the history.</param>
    /// <param name="history">Symbols of the past that are known, 1 to 7.</param>
    /// <exception cref="ArgumentException">There are too few symbols, or the history is out of its range.</exception>
    public static InformationEstimate Estimate(ReadOnlySpan<byte> symbols, int history)
    {
        CheckHistory(symbols.Length, history, 7);
        SymbolCounts past = new(), next = new(), both = new();
        for (int t = history; t < symbols.Length; t++)
        {
            ulong word = 0;
            for (int k = history; k >= 1; k--)
                word = SymbolCounts.Append(word, symbols[t - k]);
            past.Add(word);
            next.Add(symbols[t]);
            both.Add(SymbolCounts.Append(word, symbols[t]));
        }

        double plugIn = past.PlugIn() + next.PlugIn() - both.PlugIn();
        double correction = past.MillerMadow() + next.MillerMadow() - both.MillerMadow();
        return InformationEstimate.Shared(plugIn, correction, both, $"plug-in with Miller-Madow, history {history}");
    }

    /// <summary>
    /// Estimates the storage of a series of numbers by sorting them into bins of equal width over their range, after standardizing and clipping at five standard deviations.
    /// With 10 bins and a history of 2 this is the estimator of the paper's predecessor, whose plain value is <see cref="InformationEstimate.PlugInBits"/>.
    /// </summary>
    /// <param name="series">Finite numbers, more than the history and not all equal.</param>
    /// <param name="history">Values of the past that are known, 1 to 7; default 2.</param>
    /// <param name="bins">Bins, 2 to 256; default 10.</param>
    /// <exception cref="ArgumentException">There are too few numbers, some are not finite, or a setting is out of its range.</exception>
    public static InformationEstimate EstimateBinned(ReadOnlySpan<double> series, int history = 2, int bins = 10)
    {
        CheckHistory(series.Length, history, 7);
        InformationEstimate estimate = Estimate(Symbols.FromSeries(series, bins), history);
        return estimate with { Estimator = $"{estimate.Estimator}, {bins} bins of equal width" };
    }

    /// <summary>Estimates the storage of a series of numbers from distances to nearest neighbors: no bins, little bias, but the cost grows with the square of the length.</summary>
    /// <param name="series">Finite numbers, more than the history plus the neighbors. Equal numbers count as equal; those rounded to multiples of a step are spread over it first.</param>
    /// <param name="history">Values of the past that are known, at least 1; default 2.</param>
    /// <param name="neighbors">Neighbors, at least 1; default 4. More of them, less variance and more bias.</param>
    /// <exception cref="ArgumentException">There are too few numbers, some are not finite, or a setting is out of its range.</exception>
    public static InformationEstimate EstimateNearestNeighbor(ReadOnlySpan<double> series, int history = 2, int neighbors = 4)
    {
        CheckHistory(series.Length, history, int.MaxValue);
        Symbols.CheckFinite(series);
        // Spread before it is cut up: a number is the same in the past of one moment and as the next of another.
        double[] spread = series.ToArray();
        bool rounded = RoundedValues.Spread(spread, "rounded series");
        series = spread;
        int count = series.Length - history;
        double[] past = new double[count * history], next = new double[count];
        for (int i = 0; i < count; i++)
        {
            series.Slice(i, history).CopyTo(past.AsSpan(i * history));
            next[i] = series[i + history];
        }

        InformationEstimate estimate = MutualInformation.EstimateNearestNeighbor(past, next, count, neighbors);
        return estimate with { Estimator = $"{estimate.Estimator}{(rounded ? ", rounded numbers spread over their step" : "")}, history {history}" };
    }

    private static void CheckHistory(int length, int history, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(history, most);
        if (length <= history)
            throw new ArgumentException($"{length} values are too few for a history of {history}.", nameof(length));
    }
}
