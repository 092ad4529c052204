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
        (double step, int distinct) = Grid(values);
        if (step == 0 || distinct > values.Length / 2)
            return false;
        RandomStream stream = new(1, purpose);
        foreach (ref double value in values)
            value += step * (stream.NextDouble() - 0.5);
        return true;
    }

    /// <summary>The step of which all differences of the numbers are multiples; 0 where there is none, or hardly any different numbers. Cost: sorting.</summary>
    /// <param name="values">The numbers of one component.</param>
    public static double Step(ReadOnlySpan<double> values) => Grid(values).Step;

    private static (double Step, int Distinct) Grid(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double step = double.PositiveInfinity, same = Symbols.RoundOff(values);
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
            if (sorted[i] - sorted[i - 1] > same)
                (step, distinct) = (Math.Min(step, sorted[i] - sorted[i - 1]), distinct + 1);
        if (distinct < Fewest)
            return (0, distinct);
        for (int i = 1; i < sorted.Length; i++)
        {
            double gap = sorted[i] - sorted[i - 1], steps = gap / step;
            if (gap > same && Math.Abs(steps - Math.Round(steps)) > 1e-3)
                return (0, distinct);
        }

        return (step, distinct);
    }
}
