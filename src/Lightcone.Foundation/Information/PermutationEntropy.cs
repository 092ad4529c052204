using System.Globalization;

namespace Lightcone.Foundation.Information;

/// <summary>Permutation entropy: the entropy of the orders in which neighboring values of a series stand, whatever their sizes.</summary>
/// <remarks>Bandt and Pompe, "Permutation entropy: a natural complexity measure for time series", Phys. Rev. Lett. 88, 174102 (2002).</remarks>
public static class PermutationEntropy
{
    /// <summary>Estimates the entropy of the ordinal patterns in bits, with Miller and Madow's correction; at most log2 of the order's factorial. Of equal values (up to rounding) the earlier counts as smaller; the estimator says how many patterns hold such.</summary>
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
        int tied = 0, kinds = 1;
        for (int i = 2; i <= order; i++)
            kinds *= i;
        double same = Symbols.RoundOff(series);
        for (int t = 0; t < count; t++)
        {
            bool ties = false;
            // For each value how many earlier ones are larger: this names the permutation uniquely.
            ulong word = 0;
            for (int i = 1; i < order; i++)
            {
                byte larger = 0;
                for (int j = 0; j < i; j++)
                {
                    double more = series[t + (j * delay)] - series[t + (i * delay)];
                    larger += more > same ? (byte)1 : (byte)0;
                    ties |= Math.Abs(more) <= same;
                }

                word = SymbolCounts.Append(word, larger);
            }

            patterns.Add(word);
            tied += ties ? 1 : 0;
        }

        double plugIn = patterns.PlugIn();
        string equal = tied == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {(double)tied / count:P0} of the patterns with equal values");
        return InformationEstimate.Entropy(plugIn, patterns.MillerMadow(), kinds, 1, patterns, $"ordinal patterns of {order}, delay {delay}, plug-in with Miller-Madow{equal}");
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
