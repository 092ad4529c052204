using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Data;

/// <summary>Pictures made in code: free of licences, seeded, the same bytes everywhere.</summary>
internal static class GeneratedImages
{
    private const double SmallestLeaf = 2;

    public static IReadOnlyList<GreyImage> DeadLeaves(int count, int side, ulong seed)
    {
        Check(count, side, 4096);
        return [.. Enumerable.Range(0, count).Select(i => Leaves(side, new RandomStream(seed, "dead leaves", (ulong)i)))];
    }

    public static IReadOnlyList<GreyImage> PinkNoise(int count, int side, ulong seed)
    {
        Check(count, side, 512);
        return [.. Enumerable.Range(0, count).Select(i => Noise(side, new RandomStream(seed, "pink noise", (ulong)i)))];
    }

    private static void Check(int count, int side, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, most);
    }

    // From the front to the back: a pixel keeps the first leaf that covers it, and the picture is done when all are covered.
    private static GreyImage Leaves(int side, RandomStream stream)
    {
        float[] values = new float[side * side];
        Array.Fill(values, float.NaN);
        double low = 1 / (SmallestLeaf * SmallestLeaf), high = 16.0 / (side * (double)side);
        for (int open = values.Length; open > 0;)
        {
            // The density r^-3 between the two radii, by its inverse.
            double radius = 1 / Math.Sqrt(low - (stream.NextDouble() * (low - high)));
            double x = ((stream.NextDouble() * 1.5) - 0.25) * side, y = ((stream.NextDouble() * 1.5) - 0.25) * side;
            float grey = (float)stream.NextDouble();
            int top = (int)Math.Max(0, Math.Ceiling(y - radius)), bottom = (int)Math.Min(side - 1, Math.Floor(y + radius));
            int left = (int)Math.Max(0, Math.Ceiling(x - radius)), right = (int)Math.Min(side - 1, Math.Floor(x + radius));
            for (int v = top; v <= bottom; v++)
                for (int u = left; u <= right; u++)
                    if (((u - x) * (u - x)) + ((v - y) * (v - y)) <= radius * radius && float.IsNaN(values[(v * side) + u]))
                    {
                        values[(v * side) + u] = grey;
                        open--;
                    }
        }

        return new GreyImage(side, side, values);
    }

    // White noise, its transform divided by the frequency, transformed back: rows and columns one after the other.
    private static GreyImage Noise(int side, RandomStream stream)
    {
        double[] real = new double[side * side], imaginary = new double[side * side];
        for (int i = 0; i < real.Length; i++)
            real[i] = stream.NextGaussian();
        Transform(real, imaginary, side, 1);
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
            {
                int fx = Math.Min(x, side - x), fy = Math.Min(y, side - y);
                double scale = x == 0 && y == 0 ? 0 : 1 / Math.Sqrt((fx * fx) + (fy * fy));
                real[(y * side) + x] *= scale;
                imaginary[(y * side) + x] *= scale;
            }

        Transform(real, imaginary, side, -1);
        double square = 0;
        foreach (double value in real)
            square += value * value;
        double unit = 0.15 / Math.Sqrt(square / real.Length);
        return new GreyImage(side, side, [.. real.Select(value => (float)Math.Clamp(0.5 + (value * unit), 0, 1))]);
    }

    private static void Transform(double[] real, double[] imaginary, int side, int sign)
    {
        double[] cosine = [.. Enumerable.Range(0, side).Select(k => Circle.Cos((double)k / side))], sine = [.. Enumerable.Range(0, side).Select(k => -sign * Circle.Sin((double)k / side))];
        double[] re = new double[side], im = new double[side];
        foreach ((int step, int stride) in new[] { (1, side), (side, 1) })
            for (int line = 0; line < side; line++)
            {
                for (int k = 0; k < side; k++)
                {
                    double a = 0, b = 0;
                    for (int n = 0; n < side; n++)
                    {
                        int at = (line * stride) + (n * step), turn = (int)((long)k * n % side);
                        a += (real[at] * cosine[turn]) - (imaginary[at] * sine[turn]);
                        b += (real[at] * sine[turn]) + (imaginary[at] * cosine[turn]);
                    }

                    (re[k], im[k]) = (a, b);
                }

                for (int k = 0; k < side; k++)
                    (real[(line * stride) + (k * step)], imaginary[(line * stride) + (k * step)]) = (re[k], im[k]);
            }
    }
}
