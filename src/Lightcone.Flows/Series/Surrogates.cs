using Lightcone.Flows.Measures;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Series;

/// <summary>Series that share with a given one what a null hypothesis says is all there is to it, and are random otherwise.</summary>
public static class Surrogates
{
    private const int MostRounds = 200;

    /// <summary>The same values in random order: nothing of time is kept.</summary>
    /// <param name="series">Finite numbers.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    public static double[] Shuffled(ReadOnlySpan<double> series, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        double[] shuffled = series.ToArray();
        stream.Shuffle(shuffled.AsSpan());
        return shuffled;
    }

    /// <summary>The same power spectrum with random phases: a linear Gaussian process (Theiler et al., Physica D 58, 77 (1992)). Its length is the largest up to the series' whose prime factors are 2, 3, 5 and 7; the last values of the series are left out.</summary>
    /// <param name="series">Finite numbers, at least 8.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite.</exception>
    public static double[] RandomPhases(ReadOnlySpan<double> series, RandomStream stream)
    {
        ReadOnlySpan<double> part = Magnitude.Near(Fitting(series, stream), out double factor);
        (double[] real, double[] imaginary) = FourierTransform.Forward(part);
        int n = part.Length;
        for (int k = 1; 2 * k < n; k++)
        {
            double size = Math.Sqrt((real[k] * real[k]) + (imaginary[k] * imaginary[k])), phase = 2 * Math.PI * stream.NextDouble();
            (real[k], imaginary[k]) = (size * Trigonometry.Cos<Scalar>(phase).Value, size * Trigonometry.Sin<Scalar>(phase).Value);
            (real[n - k], imaginary[n - k]) = (real[k], -imaginary[k]);
        }

        return [.. Backward(real, imaginary).Select(value => value / factor)];
    }

    /// <summary>The same values and, as nearly as they allow, the same power spectrum: a linear Gaussian process that is looked at through some rising function (Schreiber and Schmitz, Phys. Rev. Lett. 77, 635 (1996)). Its length is as of <see cref="RandomPhases"/>; it ends with the values.</summary>
    /// <param name="series">Finite numbers, at least 8.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <exception cref="ArgumentException">The series is too short or not finite.</exception>
    public static double[] AmplitudeAdjusted(ReadOnlySpan<double> series, RandomStream stream)
    {
        ReadOnlySpan<double> part = Magnitude.Near(Fitting(series, stream), out double factor);
        int n = part.Length;
        (double[] real, double[] imaginary) = FourierTransform.Forward(part);
        double[] sizes = [.. real.Zip(imaginary, static (re, im) => Math.Sqrt((re * re) + (im * im)))], sorted = part.ToArray();
        Array.Sort(sorted);
        double[] current = Shuffled(part, stream);
        int[] ranks = new int[n], before = [];
        for (int round = 0; round < MostRounds; round++)
        {
            (real, imaginary) = FourierTransform.Forward(current);
            for (int k = 0; k < n; k++)
            {
                double size = Math.Sqrt((real[k] * real[k]) + (imaginary[k] * imaginary[k]));
                (real[k], imaginary[k]) = size == 0 ? (sizes[k], 0) : (real[k] * sizes[k] / size, imaginary[k] * sizes[k] / size);
            }

            double[] keys = Backward(real, imaginary);
            int[] order = [.. Enumerable.Range(0, n)];
            Array.Sort(keys, order);
            for (int rank = 0; rank < n; rank++)
                (ranks[order[rank]], current[order[rank]]) = (rank, sorted[rank]);
            if (ranks.AsSpan().SequenceEqual(before))
                break;
            before = [.. ranks];
        }

        return factor == 1 ? current : [.. current.Select(value => value / factor)];
    }

    private static ReadOnlySpan<double> Fitting(ReadOnlySpan<double> series, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (series.Length < 8)
            throw new ArgumentException($"A surrogate is made of at least 8 values; the series has {series.Length}.", nameof(series));
        Symbols.CheckFinite(series);
        int length = series.Length;
        while (!FourierTransform.IsSmooth(length))
            length--;
        return series[..length];
    }

    // The inverse of two forward transforms: of the real and of the imaginary part. The result is real.
    private static double[] Backward(double[] real, double[] imaginary)
    {
        int n = real.Length;
        double[] a = FourierTransform.Forward(real).Real, b = FourierTransform.Forward(imaginary).Imaginary;
        return [.. a.Zip(b, (first, second) => (first + second) / n)];
    }
}
