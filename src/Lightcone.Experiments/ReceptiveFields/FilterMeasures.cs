using Lightcone.Experiments.Data;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>What is measured of one field of 16 x 16 weights.</summary>
internal static class FilterMeasures
{
    private const int Side = PatchSet.Side;
    private const double LowestRadius = 1.5;
    private const double SmoothRadius = 4;
    private static readonly double[] Cosine = [.. Enumerable.Range(0, Side).Select(static k => Circle.Cos((double)k / Side))];
    private static readonly double[] Sine = [.. Enumerable.Range(0, Side).Select(static k => Circle.Sin((double)k / Side))];

    /// <summary>Orientation selectivity, 0 (power in all directions alike) to 1 (one direction), of the frequencies above 1.5 cycles: |sum of P exp(2 i angle)| / sum of P. 0 without power there.</summary>
    public static double Orientation(ReadOnlySpan<double> field)
    {
        double all = 0, along = 0, across = 0;
        foreach ((int x, int y, double power) in Spectrum(field))
        {
            double square = (x * x) + (y * y);
            if (square <= LowestRadius * LowestRadius)
                continue;
            all += power;
            along += power * ((x * x) - (y * y)) / square;
            across += power * 2 * x * y / square;
        }

        return all > 0 ? Math.Sqrt((along * along) + (across * across)) / all : 0;
    }

    /// <summary>The share of the power without the mean at 4 cycles a side or less, 0 to 1; noise has 0.19. 0 without power.</summary>
    public static double Smoothness(ReadOnlySpan<double> field)
    {
        double all = 0, low = 0;
        foreach ((int x, int y, double power) in Spectrum(field))
        {
            double square = (x * x) + (y * y);
            all += square > 0 ? power : 0;
            low += square is > 0 and <= SmoothRadius * SmoothRadius ? power : 0;
        }

        return all > 0 ? low / all : 0;
    }

    /// <summary>Mean and population standard deviation.</summary>
    public static (double Mean, double Deviation) Moments(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    // Frequencies from -8 to 7 in both directions with their power.
    private static (int X, int Y, double Power)[] Spectrum(ReadOnlySpan<double> field)
    {
        double[] real = new double[Side * Side], imaginary = new double[Side * Side];
        for (int y = 0; y < Side; y++)
            for (int k = 0; k < Side; k++)
                for (int x = 0; x < Side; x++)
                {
                    real[(y * Side) + k] += field[(y * Side) + x] * Cosine[k * x % Side];
                    imaginary[(y * Side) + k] -= field[(y * Side) + x] * Sine[k * x % Side];
                }

        (int, int, double)[] spectrum = new (int, int, double)[Side * Side];
        for (int k = 0; k < Side; k++)
            for (int l = 0; l < Side; l++)
            {
                double a = 0, b = 0;
                for (int y = 0; y < Side; y++)
                {
                    int turn = l * y % Side;
                    a += (real[(y * Side) + k] * Cosine[turn]) + (imaginary[(y * Side) + k] * Sine[turn]);
                    b += (imaginary[(y * Side) + k] * Cosine[turn]) - (real[(y * Side) + k] * Sine[turn]);
                }

                spectrum[(k * Side) + l] = (k < Side / 2 ? k : k - Side, l < Side / 2 ? l : l - Side, (a * a) + (b * b));
            }

        return spectrum;
    }
}
