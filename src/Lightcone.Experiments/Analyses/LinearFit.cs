using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Experiments.Analyses;

/// <summary>Least squares: which of several numbers a result goes with, for instance accuracy out of distribution with divergence, amplitude and largest exponent over many encodings.</summary>
/// <remarks>Predictors and result are standardized first, so coefficients compare. A predictor that is constant, or a combination of those before it, gets 0. With few rows and many predictors R squared is near 1 whatever they are: look at <see cref="AdjustedRSquared"/>.</remarks>
public sealed class LinearFit
{
    private const double Dependent = 1e-9;

    private LinearFit(ImmutableArray<double> coefficients, double rSquared, int rows, int used) =>
        (Coefficients, RSquared, AdjustedRSquared) = (coefficients, rSquared, rows - used - 1 > 0 ? 1 - ((1 - rSquared) * (rows - 1) / (rows - used - 1)) : double.NaN);

    /// <summary>One for each predictor, in standard deviations of the result per standard deviation of the predictor.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>The share of the variance that the fit explains, 0 to 1; NaN for a constant result.</summary>
    public double RSquared { get; }

    /// <summary>The same with the number of predictors taken into account; NaN with too few rows.</summary>
    public double AdjustedRSquared { get; }

    /// <summary>Fits a result.</summary>
    /// <param name="result">The result of each row, finite, at least three.</param>
    /// <param name="predictors">Each predictor's value of each row, finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are fewer than three rows, or a number is not finite.</exception>
    public static LinearFit Of(IReadOnlyList<double> result, params IReadOnlyList<IReadOnlyList<double>> predictors)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(predictors);
        if (result.Count < 3 || predictors.Any(p => p.Count != result.Count) || result.Concat(predictors.SelectMany(static p => p)).Any(static x => !double.IsFinite(x)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{result.Count} rows: expected at least three, each with a finite number of every predictor."), nameof(predictors));
        double[] target = Standard(result);
        double[][] columns = [.. predictors.Select(Standard)];

        // Gram and Schmidt: each predictor without what those before it say, then back to coefficients.
        int n = columns.Length, used = 0;
        double[][] basis = new double[n][];
        double[,] upper = new double[n, n];
        double[] projections = new double[n], coefficients = new double[n];
        double explained = 0;
        for (int j = 0; j < n; j++)
        {
            double[] rest = (double[])columns[j].Clone();
            for (int k = 0; k < j; k++)
            {
                upper[k, j] = Dot(basis[k], columns[j]);
                for (int i = 0; i < rest.Length; i++)
                    rest[i] -= upper[k, j] * basis[k][i];
            }

            double size = Math.Sqrt(Dot(rest, rest));
            upper[j, j] = size > Dependent * Math.Sqrt(rest.Length) ? size : 0;
            basis[j] = upper[j, j] > 0 ? [.. rest.Select(x => x / size)] : new double[rest.Length];
            projections[j] = Dot(basis[j], target);
            used += upper[j, j] > 0 ? 1 : 0;
            explained += projections[j] * projections[j];
        }

        for (int j = n - 1; j >= 0; j--)
        {
            double sum = projections[j];
            for (int k = j + 1; k < n; k++)
                sum -= upper[j, k] * coefficients[k];
            coefficients[j] = upper[j, j] > 0 ? sum / upper[j, j] : 0;
        }

        return new([.. coefficients], explained / Dot(target, target), result.Count, used);
    }

    private static double[] Standard(IReadOnlyList<double> values)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
        return [.. values.Select(x => deviation > 1e-12 * (1 + Math.Abs(mean)) ? (x - mean) / deviation : 0)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
