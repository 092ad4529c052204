using Lightcone.Networks.Data;
using Lightcone.Networks.Learning;

namespace Lightcone.Networks.Tests;

// The encoder of the paper's first experiment in its plainest form, so that this assembly's tests need no other: classical Runge-Kutta of the mixed oscillator
// x' = y, y' = -2x - 0.1x^3 - delta y + 0.1z, z' = -x - delta z + 0.1xy from (v, 0.2v, -v), 400 steps of 0.01, 30 samples interpolated at k/29 * 400.
internal static class Oscillator
{
    private const int Samples = 30;
    private const int Steps = 400;

    public static Examples Encode(Dataset data, double delta) => data.Encode(Samples, 3 * data.Features, (sample, sequence) =>
    {
        for (int feature = 0; feature < sample.Length; feature++)
        {
            double[,] path = Path(sample[feature], delta);
            for (int k = 0; k < Samples; k++)
            {
                double at = (double)k / (Samples - 1) * Steps;
                int low = Math.Min((int)at, Steps - 1);
                for (int c = 0; c < 3; c++)
                    sequence[(k * 3 * sample.Length) + (3 * feature) + c] = (float)(path[low, c] + ((at - low) * (path[low + 1, c] - path[low, c])));
            }
        }
    });

    public static double[,] Path(double v, double delta)
    {
        double[,] path = new double[Steps + 1, 3];
        double x = v, y = 0.2 * v, z = -v;
        for (int step = 0; step <= Steps; step++)
        {
            (path[step, 0], path[step, 1], path[step, 2]) = (x, y, z);
            const double h = 0.01;
            (double a1, double b1, double c1) = Derivative(x, y, z, delta);
            (double a2, double b2, double c2) = Derivative(x + (h / 2 * a1), y + (h / 2 * b1), z + (h / 2 * c1), delta);
            (double a3, double b3, double c3) = Derivative(x + (h / 2 * a2), y + (h / 2 * b2), z + (h / 2 * c2), delta);
            (double a4, double b4, double c4) = Derivative(x + (h * a3), y + (h * b3), z + (h * c3), delta);
            x += h / 6 * (a1 + (2 * a2) + (2 * a3) + a4);
            y += h / 6 * (b1 + (2 * b2) + (2 * b3) + b4);
            z += h / 6 * (c1 + (2 * c2) + (2 * c3) + c4);
        }

        return path;
    }

    public static Dataset Normalized(Dataset data)
    {
        Dataset standard = data.Standardized();
        float[] values = standard.Values.ToArray();
        for (int i = 0; i < standard.Count; i++)
        {
            Span<float> row = values.AsSpan(i * standard.Features, standard.Features);
            float largest = 0;
            foreach (float value in row)
                largest = Math.Max(largest, Math.Abs(value));
            foreach (ref float value in row)
                value /= largest;
        }

        return new Dataset(data.Name, data.Features, values, data.Labels.ToArray(), data.Classes);
    }

    private static (double X, double Y, double Z) Derivative(double x, double y, double z, double delta) =>
        (y, (-2 * x) - (0.1 * x * x * x) - (delta * y) + (0.1 * z), -x - (delta * z) + (0.1 * x * y));
}
