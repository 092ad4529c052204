namespace Lightcone.Foundation.Statistics;

/// <summary>The mean of a series whose neighbors may depend on each other, with an interval that takes this into account.</summary>
/// <remarks>
/// <para>Batch means: the series is cut into 8 and into 16 stretches of equal length, and the scatter of their means tells the error, as far as stretches are longer than what is remembered.
/// How long that is, nobody says: the wider of the two intervals counts. J. M. Flegal and G. L. Jones, "Batch means and spectral variance estimators in Markov chain Monte Carlo",
/// Annals of Statistics 38 (2010).</para>
/// <para>Where neighbors undo each other, as for the neutral exponent of a limit cycle, the ends of a stretch make most of its scatter, and of the whole series there are only two ends. So each
/// stretch is weighted with a Hann window, which has no ends (its mean of n independent values scatters as that of 2 n / 3), and what the plain means scatter more is counted once, by the ends of the whole.</para>
/// <para>Where the means of eight stretches in turn only rise, or only fall, which of independent stretches one series in twenty thousand does, the series has not come to its mean: half as much again
/// as lies between the mean of all and that of the last stretch is then the least half width. So it is where growth dies out as 1 / t, at a neutral point.</para>
/// </remarks>
/// <param name="Mean">The mean of all values.</param>
/// <param name="StandardError">The standard error of the mean; infinite for fewer than 8 values.</param>
/// <param name="HalfWidth">Half of the interval that holds the expected value in 95 of 100 cases: the standard error times Student's quantile for as many stretches; infinite for fewer than 8 values.</param>
/// <param name="Batches">The number of stretches behind both; 0 for fewer than 8 values.</param>
public sealed record CorrelatedMean(double Mean, double StandardError, double HalfWidth, int Batches)
{
    /// <summary>Student's quantile of 97.5 % for 16 stretches, which leave 15 degrees of freedom.</summary>
    internal const double QuantileOf16 = 2.131449545559323;

    // The other one is of 7 degrees of freedom.
    private static readonly (int Batches, double Quantile)[] Levels = [(8, 2.3646242515927844), (16, QuantileOf16)];

    /// <summary>Takes the mean of a series in its order.</summary>
    /// <param name="values">At least one number.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static CorrelatedMean Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("There is no value.", nameof(values));
        CorrelatedMean widest = new(Average(values), double.PositiveInfinity, double.PositiveInfinity, 0);
        foreach ((int batches, double quantile) in Levels)
        {
            if (values.Length < batches)
                break;
            double error = Error(values, batches);
            if (widest.Batches == 0 || error * quantile > widest.HalfWidth)
                widest = new(widest.Mean, error, error * quantile, batches);
        }

        return widest with { HalfWidth = Math.Max(widest.HalfWidth, Drift(values, widest.Mean)) };
    }

    private static double Drift(ReadOnlySpan<double> values, double mean)
    {
        int length = values.Length / Levels[0].Batches;
        if (length == 0)
            return 0;
        ReadOnlySpan<double> used = values[(values.Length - (length * Levels[0].Batches))..];
        int rising = 0;
        for (int b = 1; b < Levels[0].Batches; b++)
            rising += Math.Sign(Average(used.Slice(b * length, length)) - Average(used.Slice((b - 1) * length, length)));
        return Math.Abs(rising) == Levels[0].Batches - 1 ? 1.5 * Math.Abs(mean - Average(used[^length..])) : 0;
    }

    // The first values that fill no whole stretch are left out of the scatter: they are nearest to the start, which is least like the rest.
    private static double Error(ReadOnlySpan<double> values, int batches)
    {
        int length = values.Length / batches;
        ReadOnlySpan<double> used = values[(values.Length - (length * batches))..];
        double[] plain = new double[batches], windowed = new double[batches];
        for (int b = 0; b < batches; b++)
        {
            plain[b] = Average(used.Slice(b * length, length));
            double sum = 0, weights = 0;
            for (int i = 0; i < length; i++)
            {
                double cosine = PortableMath.Cos(Math.PI * (i + 0.5) / length), weight = 1 - (cosine * cosine);
                (sum, weights) = (sum + (weight * used[(b * length) + i]), weights + weight);
            }

            windowed[b] = sum / weights;
        }

        const double shorter = 1.5;
        double inner = Variance(windowed) / shorter;
        double ends = Math.Max(0, Variance(plain) - inner);
        return Math.Sqrt((inner / batches) + (ends / batches / batches));
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        double mean = Average(values), squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return squares / (values.Length - 1);
    }

    private static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
