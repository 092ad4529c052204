namespace Lightcone.Foundation.Statistics;

/// <summary>The mean of a series whose neighbors may depend on each other, with an interval that takes this into account.</summary>
/// <remarks>
/// Batch means: the series is cut into 8, 16 and 32 stretches of equal length, and the scatter of their means tells the error, as far as stretches are longer than what is remembered.
/// How long that is, nobody says: the widest of the three intervals counts. Where neighbors undo each other, as for the neutral exponent of a limit cycle, it is wider than it need be.
/// J. M. Flegal and G. L. Jones, "Batch means and spectral variance estimators in Markov chain Monte Carlo", Annals of Statistics 38 (2010), section 2.
/// </remarks>
/// <param name="Mean">The mean of all values.</param>
/// <param name="StandardError">The standard error of the mean; infinite for fewer than 8 values.</param>
/// <param name="HalfWidth">Half of the interval that holds the expected value in 95 of 100 cases: the standard error times Student's quantile for as many stretches; infinite for fewer than 8 values.</param>
/// <param name="Batches">The number of stretches behind both; 0 for fewer than 8 values.</param>
public sealed record CorrelatedMean(double Mean, double StandardError, double HalfWidth, int Batches)
{
    // Student's quantile of 97.5 % for one less degrees of freedom than stretches.
    private static readonly (int Batches, double Quantile)[] Levels = [(8, 2.3646242515927844), (16, 2.131449545559323), (32, 2.0395134463964077)];

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

        return widest;
    }

    // The first values that fill no whole stretch are left out of the scatter: they are nearest to the start, which is least like the rest.
    private static double Error(ReadOnlySpan<double> values, int batches)
    {
        int length = values.Length / batches;
        ReadOnlySpan<double> used = values[(values.Length - (length * batches))..];
        double mean = Average(used), squares = 0;
        for (int b = 0; b < batches; b++)
        {
            double off = Average(used.Slice(b * length, length)) - mean;
            squares += off * off;
        }

        return Math.Sqrt(squares / (batches * (batches - 1.0)));
    }

    private static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
