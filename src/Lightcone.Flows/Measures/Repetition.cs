using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Measures;

/// <summary>Whether a series repeats itself: then it is a few values and nothing else, and what is measured between neighbors is their rounding.</summary>
internal static class Repetition
{
    private const int LongestPeriod = 5_000;
    private const int LeastTimes = 3;

    /// <summary>The least number of steps after which every point is the same again, up to rounding; null when there is none, or fewer than three repetitions. 1 for a constant.</summary>
    /// <param name="points">The points [point, component]; finite numbers.</param>
    /// <param name="dimension">Components of a point.</param>
    public static int? Period(ReadOnlySpan<double> points, int dimension = 1)
    {
        int count = points.Length / dimension, odd = 0;
        double same = Symbols.RoundOff(points);
        for (int period = 1; period <= Math.Min(LongestPeriod, count / LeastTimes); period++)
        {
            int shift = period * dimension;
            // Where the last period failed, the next one does as a rule.
            if (odd + shift < points.Length && Math.Abs(points[odd + shift] - points[odd]) > same)
                continue;
            int at = 0;
            while (at + shift < points.Length && Math.Abs(points[at + shift] - points[at]) <= same)
                at++;
            if (at + shift >= points.Length)
                return period;
            odd = at;
        }

        return null;
    }
}
