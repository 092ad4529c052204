namespace Lightcone.Foundation.Information;

/// <summary>Permutation entropy: the entropy of the orders in which neighboring values of a series stand, whatever their sizes.</summary>
/// <remarks>Bandt and Pompe, "Permutation entropy: a natural complexity measure for time series", Phys. Rev. Lett. 88, 174102 (2002).</remarks>
public static class PermutationEntropy
{
    /// <summary>Estimates the entropy of the ordinal patterns in bits, with Miller and Madow's correction; at most log2 of the order's factorial. Of equal values the earlier counts as smaller.</summary>
    /// <param name="series">Finite numbers, at least (order - 1) * delay + 1.</param>
    /// <param name="order">Values per pattern, 2 to 8; default 3.</param>
    /// <param name="delay">Steps between the values of a pattern, at least 1; default 1.</param>
    /// <exception cref="ArgumentException">There are too few numbers, some are not finite, or a setting is out of its range.</exception>
    public static InformationEstimate Estimate(ReadOnlySpan<double> series, int order = 3, int delay = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, 1);
        int count = series.Length - ((order - 1) * delay);
        if (count < 1)
            throw new ArgumentException($"{series.Length} values are too few for patterns of {order} with a delay of {delay}.", nameof(series));
        Symbols.CheckFinite(series);
        SymbolCounts patterns = new();
        for (int t = 0; t < count; t++)
        {
            // For each value how many earlier ones are larger: this names the permutation uniquely.
            ulong word = 0;
            for (int i = 1; i < order; i++)
            {
                byte larger = 0;
                for (int j = 0; j < i; j++)
                    larger += series[t + (j * delay)] > series[t + (i * delay)] ? (byte)1 : (byte)0;
                word = SymbolCounts.Append(word, larger);
            }

            patterns.Add(word);
        }

        double plugIn = patterns.PlugIn();
        return new(plugIn + patterns.MillerMadow(), plugIn, patterns.Total, patterns.Cells, $"ordinal patterns of {order}, delay {delay}, plug-in with Miller-Madow");
    }

    /// <summary>The largest possible permutation entropy of an order, log2 of its factorial: divide by it for a value of 0 to 1.</summary>
    /// <param name="order">Values per pattern, 2 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is out of its range.</exception>
    public static double Maximum(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 8);
        double sum = 0;
        for (int i = 2; i <= order; i++)
            sum += PortableMath.Log(i);
        return sum / PortableMath.Log(2);
    }
}
