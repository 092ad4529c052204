namespace Lightcone.Foundation.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double SquareRootOfPi = 1.7724538509055160273;
    private const int Terms = 120;

    /// <summary>The probability of a value above <paramref name="z"/>; relative error below 1e-12 up to z = 37, 0 beyond.</summary>
    /// <remarks>Of the complementary error function: the series with terms of one sign below 2 (Abramowitz and Stegun 7.1.6), Laplace's continued fraction above (7.1.14).</remarks>
    public static double UpperTail(double z)
    {
        double x = z / Math.Sqrt(2);
        return x < 0 ? 1 - (Complement(-x) / 2) : Complement(x) / 2;
    }

    private static double Complement(double x)
    {
        double square = PortableMath.Exp(-x * x);
        if (x < 2)
        {
            double term = x, sum = x;
            for (int k = 1; k < Terms; k++)
            {
                term *= 2 * x * x / ((2 * k) + 1);
                sum += term;
            }

            return 1 - (2 / SquareRootOfPi * square * sum);
        }

        double fraction = x;
        for (int k = Terms; k >= 1; k--)
            fraction = x + (k / 2.0 / fraction);
        return square / SquareRootOfPi / fraction;
    }
}
