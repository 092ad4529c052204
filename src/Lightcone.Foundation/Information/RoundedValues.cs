using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Information;

/// <summary>
/// Numbers that were rounded to multiples of a step, as instruments and files give them. Distances between them are equal so often that estimators from nearest neighbors are biased;
/// spread evenly over their step they are what the unrounded numbers might have been.
/// </summary>
internal static class RoundedValues
{
    // Fewer different numbers are symbols, and counted as such.
    private const int Fewest = 5;

    /// <summary>Spreads rounded numbers; leaves others as they are.</summary>
    /// <param name="values">The numbers of one component.</param>
    /// <param name="purpose">Names the stream of random numbers.</param>
    /// <returns>Whether they were rounded.</returns>
    public static bool Spread(Span<double> values, string purpose)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double step = double.PositiveInfinity;
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
            if (sorted[i] > sorted[i - 1])
                (step, distinct) = (Math.Min(step, sorted[i] - sorted[i - 1]), distinct + 1);
        if (distinct < Fewest || distinct > sorted.Length / 2)
            return false;
        for (int i = 1; i < sorted.Length; i++)
        {
            double steps = (sorted[i] - sorted[i - 1]) / step;
            if (Math.Abs(steps - Math.Round(steps)) > 1e-3)
                return false;
        }

        RandomStream stream = new(1, purpose);
        foreach (ref double value in values)
            value += step * (stream.NextDouble() - 0.5);
        return true;
    }
}
