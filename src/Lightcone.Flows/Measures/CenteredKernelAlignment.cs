using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Measures;

/// <summary>
/// Linear centered kernel alignment (CKA): how alike two representations of the same samples are, whatever rotation or scale either is written in. 1 = equal up to those.
/// </summary>
/// <remarks>
/// Kornblith, Norouzi, Lee and Hinton, "Similarity of neural network representations revisited", ICML 2019; the debiased form uses the unbiased estimator of
/// Song et al., "Supervised feature selection via dependence estimation", ICML 2007. With fewer samples than features the biased value tends to 1 for unrelated data.
/// </remarks>
public static class CenteredKernelAlignment
{
    // Products this small beside those they are differences of are rounding.
    private const double RoundOff = 1e-12;

    /// <summary>The usual value, 0 to 1; NaN when a representation is constant, up to rounding.</summary>
    /// <param name="x">One representation [sample, feature].</param>
    /// <param name="y">Another of the same samples; it may have another number of features.</param>
    /// <param name="samples">The number of samples, at least 2.</param>
    /// <exception cref="ArgumentException">A length is no multiple of the number of samples, or a number is not finite.</exception>
    public static double Linear(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int samples)
    {
        double[] a = Gram(x, samples, 2), b = Gram(y, samples, 2);
        Center(a, samples);
        Center(b, samples);
        return Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));
    }

    /// <summary>The debiased value: 0 on average for unrelated representations, and possibly below; NaN when a representation is constant, or all its samples are equally far apart, up to rounding.</summary>
    /// <param name="x">One representation [sample, feature].</param>
    /// <param name="y">Another of the same samples.</param>
    /// <param name="samples">The number of samples, at least 4.</param>
    /// <exception cref="ArgumentException">A length is no multiple of the number of samples, or a number is not finite.</exception>
    public static double Debiased(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int samples)
    {
        double[] a = Gram(x, samples, 4), b = Gram(y, samples, 4);
        for (int i = 0; i < samples; i++)
            a[(i * samples) + i] = b[(i * samples) + i] = 0;
        return Unbiased(a, b, samples) / Math.Sqrt(Own(a, samples) * Own(b, samples));
    }

    // What a representation has in common with itself; NaN where that is rounding only, as for a constant or for equal distances throughout.
    private static double Own(double[] a, int n) => Unbiased(a, a, n) is var own && own > RoundOff * Dot(a, a) ? own : double.NaN;

    // The unbiased estimate of the Hilbert-Schmidt independence criterion, times n (n - 3), which cancels; the diagonals are zero.
    private static double Unbiased(double[] a, double[] b, int n)
    {
        double[] rowsA = Rows(a, n), rowsB = Rows(b, n);
        double product = 0, cross = rowsA.Sum() * rowsB.Sum();
        for (int i = 0; i < n; i++)
            product += rowsA[i] * rowsB[i];
        return Dot(a, b) + (cross / ((n - 1.0) * (n - 2))) - (2 * product / (n - 2));
    }

    private static double[] Gram(ReadOnlySpan<double> x, int samples, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, least);
        if (x.IsEmpty || x.Length % samples != 0)
            throw new ArgumentException($"{x.Length} numbers are not {samples} samples of equally many features.", nameof(x));
        Symbols.CheckFinite(x);
        int features = x.Length / samples;
        x = Centered(x, samples, features);
        double[] gram = new double[samples * samples];
        for (int i = 0; i < samples; i++)
            for (int j = i; j < samples; j++)
                gram[(i * samples) + j] = gram[(j * samples) + i] = Dot(x.Slice(i * features, features), x.Slice(j * features, features));
        return gram;
    }

    // Both forms are the same whatever is added to a feature. Without its mean a constant feature is exactly nothing, and no large products cancel.
    private static double[] Centered(ReadOnlySpan<double> x, int samples, int features)
    {
        double[] centered = x.ToArray(), column = new double[samples];
        for (int f = 0; f < features; f++)
        {
            for (int i = 0; i < samples; i++)
                column[i] = x[(i * features) + f];
            double first = column[0], mean = column.Sum(value => value - first) / samples;
            bool constant = column.Max() - column.Min() <= Symbols.RoundOff(column);
            for (int i = 0; i < samples; i++)
                centered[(i * features) + f] = constant ? 0 : column[i] - first - mean;
        }

        return centered;
    }

    private static void Center(double[] gram, int n)
    {
        double[] means = [.. Rows(gram, n).Select(r => r / n)];
        double all = means.Sum() / n;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                gram[(i * n) + j] += all - means[i] - means[j];
    }

    private static double[] Rows(double[] matrix, int n)
    {
        double[] rows = new double[n];
        for (int i = 0; i < matrix.Length; i++)
            rows[i / n] += matrix[i];
        return rows;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
