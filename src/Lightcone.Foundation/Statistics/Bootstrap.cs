using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Statistics;

/// <summary>95 % intervals by resampling: what the mean would have been had other runs been drawn.</summary>
/// <remarks>
/// <para>The percentile interval of B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979): of every sample as many values are drawn with replacement, 10,000 times,
/// and the interval reaches from the 2.5 % to the 97.5 % quantile of what comes out. It asks for no distribution. For few values it is too narrow: of ten normal values it holds the mean in about
/// 90 of 100 cases, of five in about 84; values that are all equal have an interval without width.</para>
/// <para>Everything is a function of the values in their order and of the seed.</para>
/// </remarks>
public static class Bootstrap
{
    /// <summary>How many samples are drawn unless said otherwise.</summary>
    public const int Draws = 10_000;

    /// <summary>The interval of the mean.</summary>
    /// <param name="values">At least one finite number, in a fixed order.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">How many, at least 100.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static ConfidenceInterval Mean(ReadOnlySpan<double> values, ulong seed, int draws = Draws)
    {
        Require(values, nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        RandomStream stream = new(seed, "bootstrap of a mean");
        double[] found = new double[draws];
        for (int i = 0; i < draws; i++)
            found[i] = Resample(values, stream);
        return Middle(found);
    }

    /// <summary>The interval of the mean of the first sample less that of the second; both are drawn anew, each by itself.</summary>
    /// <param name="first">At least one finite number, in a fixed order.</param>
    /// <param name="second">Likewise.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">How many, at least 100.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static ConfidenceInterval DifferenceOfMeans(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ulong seed, int draws = Draws)
    {
        Require(first, nameof(first));
        Require(second, nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        RandomStream one = new(seed, "bootstrap of a difference", 0), other = new(seed, "bootstrap of a difference", 1);
        double[] found = new double[draws];
        for (int i = 0; i < draws; i++)
            found[i] = Resample(first, one) - Resample(second, other);
        return Middle(found);
    }

    private static double Resample(ReadOnlySpan<double> values, RandomStream stream)
    {
        // About the first value, so that equal values give exactly that value again.
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += values[stream.NextInt32(values.Length)] - values[0];
        return values[0] + (sum / values.Length);
    }

    private static ConfidenceInterval Middle(double[] found)
    {
        Array.Sort(found);
        return new(Quantiles.OfSorted(found, 0.025), Quantiles.OfSorted(found, 0.975));
    }

    private static void Require(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty)
            throw new ArgumentException("There is no value.", name);
        foreach (double value in values)
            if (!double.IsFinite(value))
                throw new ArgumentException("One of the values is not finite.", name);
    }
}
