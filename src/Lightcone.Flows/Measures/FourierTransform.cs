namespace Lightcone.Flows.Measures;

/// <summary>
/// The discrete Fourier transform of any length, by splitting off the smallest prime factor each time: n log n for lengths with small factors.
/// Built on this library's own sine, so spectra have the same bytes everywhere.
/// </summary>
internal static class FourierTransform
{
    /// <summary>Sum over t of series[t] exp(-2 pi i k t / n) for k = 0 … n - 1, as real and imaginary parts.</summary>
    public static (double[] Real, double[] Imaginary) Forward(ReadOnlySpan<double> series)
    {
        int n = series.Length;
        double[] cosine = new double[n], sine = new double[n];
        for (int k = 0; k < n; k++)
        {
            double angle = 2 * Math.PI * k / n;
            cosine[k] = Trigonometry.Cos<Scalar>(angle).Value;
            sine[k] = -Trigonometry.Sin<Scalar>(angle).Value;
        }

        double[] real = new double[n], imaginary = new double[n];
        Split(series, 0, 1, n, real, imaginary, cosine, sine);
        return (real, imaginary);
    }

    private static void Split(ReadOnlySpan<double> series, int offset, int stride, int n, Span<double> real, Span<double> imaginary, double[] cosine, double[] sine)
    {
        if (n == 1)
        {
            (real[0], imaginary[0]) = (series[offset], 0);
            return;
        }

        int p = SmallestFactor(n);
        int m = n / p;
        double[] partReal = new double[n], partImaginary = new double[n];
        for (int r = 0; r < p; r++)
            Split(series, offset + (r * stride), stride * p, m, partReal.AsSpan(r * m, m), partImaginary.AsSpan(r * m, m), cosine, sine);
        for (int k = 0; k < n; k++)
        {
            double sumReal = 0, sumImaginary = 0;
            for (int r = 0; r < p; r++)
            {
                // exp(-2 pi i r k / n) lies in the table of the whole length at r k stride.
                int turn = (int)((long)r * k % n * stride % cosine.Length);
                int at = (r * m) + (k % m);
                sumReal += (partReal[at] * cosine[turn]) - (partImaginary[at] * sine[turn]);
                sumImaginary += (partReal[at] * sine[turn]) + (partImaginary[at] * cosine[turn]);
            }

            (real[k], imaginary[k]) = (sumReal, sumImaginary);
        }
    }

    /// <summary>Whether a length has no prime factors but 2, 3, 5 and 7, which are quick.</summary>
    public static bool IsSmooth(int length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5, 7])
            while (length % prime == 0)
                length /= prime;
        return length == 1;
    }

    private static int SmallestFactor(int n)
    {
        for (int p = 2; p * p <= n; p++)
            if (n % p == 0)
                return p;
        return n;
    }
}
