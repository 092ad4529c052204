namespace Lightcone.Foundation.Statistics;

/// <summary>Whether the values of one sample tend to be larger than those of another, by ranks alone: the test of Mann and Whitney, and Cliff's delta beside it as the size of the effect.</summary>
/// <remarks>
/// <para>H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947). Two-sided. Without ties
/// and up to 2,500 pairs the distribution of U is counted exactly; otherwise the normal approximation is taken, with the correction for ties and for continuity, as in scipy.stats.mannwhitneyu.</para>
/// <para>N. Cliff, "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological Bulletin 114 (1993): the share of pairs in which the first is larger less that in which it is smaller.</para>
/// </remarks>
/// <param name="U">Pairs in which the value of the first sample is the larger one; equal ones count half.</param>
/// <param name="P">How probable a U at least as far from the middle is when both samples come from one distribution, 0 to 1.</param>
/// <param name="IsExact">Whether <paramref name="P"/> was counted, not approximated.</param>
/// <param name="CliffsDelta">-1 (every value of the first is smaller) to 1 (every one is larger).</param>
public sealed record MannWhitney(double U, double P, bool IsExact, double CliffsDelta)
{
    private const int MostPairs = 2_500;

    /// <summary>Compares two samples; the work grows with the number of pairs, and with its square where it is counted.</summary>
    /// <param name="first">At least one number; infinities are the largest and smallest there are.</param>
    /// <param name="second">Likewise.</param>
    /// <exception cref="ArgumentException">A sample is empty, or a value is NaN.</exception>
    public static MannWhitney Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
            throw new ArgumentException("A sample is empty.", first.IsEmpty ? nameof(first) : nameof(second));
        double[] all = [.. first, .. second];
        if (all.Any(double.IsNaN))
            throw new ArgumentException("One of the values is not a number.", nameof(first));
        double u = 0;
        foreach (double one in first)
            foreach (double other in second)
                u += one > other ? 1 : one == other ? 0.5 : 0;
        double pairs = (double)first.Length * second.Length;
        Array.Sort(all);
        double ties = Ties(all);
        bool exact = ties == 0 && pairs <= MostPairs;
        double p = exact ? Counted(first.Length, second.Length, (int)Math.Max(u, pairs - u)) : Approximated(u, pairs, all.Length, ties);
        return new(u, Math.Min(1, p), exact, (2 * u / pairs) - 1);
    }

    // Orders of n and m values by their U: the largest is of the first sample, and above all m others, or of the second.
    private static double Counted(int n, int m, int u)
    {
        double[][] row = [.. Enumerable.Range(0, m + 1).Select(static _ => Enumerable.Repeat(1.0, 1).ToArray())];
        for (int i = 1; i <= n; i++)
        {
            double[][] next = new double[m + 1][];
            next[0] = [1];
            for (int j = 1; j <= m; j++)
            {
                double[] ways = new double[(i * j) + 1];
                for (int k = 0; k < row[j].Length; k++)
                    ways[k + j] += row[j][k];
                for (int k = 0; k < next[j - 1].Length; k++)
                    ways[k] += next[j - 1][k];
                next[j] = ways;
            }

            row = next;
        }

        return 2 * row[m].Skip(u).Sum() / row[m].Sum();
    }

    private static double Approximated(double u, double pairs, double values, double ties)
    {
        double variance = pairs / 12 * (values + 1 - (values > 1 ? ties / (values * (values - 1)) : 0));
        if (!(variance > 0))
            return 1;
        return 2 * NormalDistribution.UpperTail((Math.Max(u, pairs - u) - (pairs / 2) - 0.5) / Math.Sqrt(variance));
    }

    // The sum of t^3 - t over the groups of t equal values.
    private static double Ties(double[] sorted)
    {
        double sum = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];)
                to++;
            double equal = to - from;
            sum += (equal * equal * equal) - equal;
        }

        return sum;
    }
}
