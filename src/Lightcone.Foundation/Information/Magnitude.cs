namespace Lightcone.Foundation.Information;

/// <summary>Series whose squares would leave the number range, brought near 1 by a power of two: exactly, and only these.</summary>
internal static class Magnitude
{
    // The range of exponents that a factor may have; the square of 1e100 times a count stays far within the range of numbers.
    private const int MostExponent = 1_000;
    private const double Far = 1e100;

    /// <summary>The largest absolute value; 0 of none.</summary>
    public static double Largest(ReadOnlySpan<double> series)
    {
        double largest = 0;
        foreach (double value in series)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    /// <summary>The series, or where its largest value lies beyond 1e100 or below 1e-100 that times a power of two.</summary>
    /// <param name="series">Finite numbers.</param>
    /// <param name="factor">What it was multiplied by; 1 for the series itself.</param>
    public static ReadOnlySpan<double> Near(ReadOnlySpan<double> series, out double factor)
    {
        double largest = Largest(series);
        factor = largest is 0 or (>= 1 / Far and <= Far) ? 1 : Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -MostExponent, MostExponent));
        if (factor == 1)
            return series;
        double[] near = new double[series.Length];
        for (int i = 0; i < near.Length; i++)
            near[i] = series[i] * factor;
        return near;
    }
}
