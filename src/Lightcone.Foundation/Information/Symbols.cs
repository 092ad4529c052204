namespace Lightcone.Foundation.Information;

/// <summary>Turns numbers into symbols.</summary>
public static class Symbols
{
    /// <summary>Bins of equal width over the range of the standardized series, clipped at five standard deviations.</summary>
    /// <param name="series">Finite numbers.</param>
    /// <param name="bins">Bins, 2 to 256.</param>
    /// <returns>A symbol 0 … bins - 1 for each number; all 0 when the numbers are equal up to rounding.</returns>
    /// <exception cref="ArgumentException">The series is empty or not finite, or the number of bins is out of its range.</exception>
    public static byte[] FromSeries(ReadOnlySpan<double> series, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 256);
        if (series.IsEmpty)
            throw new ArgumentException("The series is empty.", nameof(series));
        CheckFinite(series);
        series = Magnitude.Near(series, out _);
        double mean = 0, variance = 0;
        foreach (double v in series)
            mean += v / series.Length;
        foreach (double v in series)
            variance += (v - mean) * (v - mean) / series.Length;
        // Below the rounding of its own values a series is constant.
        double scale = Math.Sqrt(variance) > RoundOff(series) ? 1 / Math.Sqrt(variance) : 0;
        double[] standard = new double[series.Length];
        for (int i = 0; i < standard.Length; i++)
            standard[i] = Math.Clamp((series[i] - mean) * scale, -5, 5);
        double low = standard.Min(), width = (standard.Max() - low) / bins;
        byte[] symbols = new byte[standard.Length];
        for (int i = 0; i < symbols.Length && width > 0; i++)
            symbols[i] = (byte)Math.Min(bins - 1, (int)((standard[i] - low) / width));
        return symbols;
    }

    /// <summary>Differences up to this are rounding: some hundred units in the last place of the largest value, as sines of large angles and sums are off. What has no other is constant.</summary>
    internal static double RoundOff(ReadOnlySpan<double> series) => 1e-13 * Magnitude.Largest(series);

    /// <exception cref="ArgumentException">A number is not finite; the message says which.</exception>
    internal static void CheckFinite(ReadOnlySpan<double> series)
    {
        for (int i = 0; i < series.Length; i++)
            if (!double.IsFinite(series[i]))
                throw new ArgumentException($"Number {i} of the series is {series[i]}; all must be finite.", nameof(series));
    }
}
