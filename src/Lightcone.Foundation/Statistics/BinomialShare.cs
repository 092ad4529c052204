namespace Lightcone.Foundation.Statistics;

/// <summary>What a count among independent trials says of the share behind it.</summary>
public static class BinomialShare
{
    /// <summary>The largest share under which so few events, or fewer, still come in one case of twenty: the upper end of the exact one-sided 95 % interval (Clopper and Pearson 1934). Without an event 1 - .05^(1 / trials).</summary>
    /// <param name="events">The number of events, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of trials, at least 1. The cost grows with the events.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials, or more events than trials, or fewer than none.</exception>
    public static double UpperBound(int events, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        if (events == trials)
            return 1;
        double low = (double)events / trials, high = 1;
        for (int halvings = 0; halvings < 60; halvings++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = AtMost(events, trials, middle) > 0.05 ? (middle, high) : (low, middle);
        }

        return high;
    }

    // In logarithms: of many trials single terms leave the range of numbers.
    private static double AtMost(int events, int trials, double share)
    {
        double term = trials * Math.Log(1 - share), sum = Math.Exp(term);
        for (int k = 1; k <= events; k++)
        {
            term += Math.Log((trials - k + 1) / (double)k * share / (1 - share));
            sum += Math.Exp(term);
        }

        return sum;
    }
}
