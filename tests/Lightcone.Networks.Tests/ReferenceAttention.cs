namespace Lightcone.Networks.Tests;

// Attention in double, one number at a time, from its definition.
internal static class ReferenceAttention
{
    public static double Angle(int t, int feature, int width) => t / Math.Pow(10000, 2.0 * (feature / 2) / width);

    // The integral of the normal density from 0 by Simpson's rule, plus one half.
    public static double Gelu(double x)
    {
        const int Pieces = 400;
        double h = x / Pieces, sum = Density(0) + Density(x);
        for (int i = 1; i < Pieces; i++)
            sum += (i % 2 == 0 ? 2 : 4) * Density(i * h);
        return x * (0.5 + (sum * h / 3));
    }

    // Rows hold queries, keys and values of all heads.
    public static double[][] Attend(double[][] qkv, int heads, bool causal, bool rotary)
    {
        int d = qkv[0].Length / 3, width = d / heads;
        double[][] y = [.. qkv.Select(_ => new double[d])];
        for (int head = 0; head < heads; head++)
        {
            double[][] q = Rows(0), k = Rows(d);
            for (int i = 0; i < qkv.Length; i++)
            {
                double[] weights = [.. k.Take(causal ? i + 1 : k.Length).Select(other => Math.Exp(q[i].Zip(other, static (a, b) => a * b).Sum() / Math.Sqrt(width)))];
                for (int j = 0; j < weights.Length; j++)
                    for (int c = 0; c < width; c++)
                        y[i][(head * width) + c] += weights[j] / weights.Sum() * qkv[j][(2 * d) + (head * width) + c];
            }

            double[][] Rows(int from) => [.. qkv.Select((row, t) => Turned(row[(from + (head * width))..(from + ((head + 1) * width))], t))];
        }

        return y;

        double[] Turned(double[] v, int t)
        {
            for (int j = 0; rotary && j < v.Length; j += 2)
            {
                double angle = Angle(t, j, v.Length);
                (v[j], v[j + 1]) = ((v[j] * Math.Cos(angle)) - (v[j + 1] * Math.Sin(angle)), (v[j] * Math.Sin(angle)) + (v[j + 1] * Math.Cos(angle)));
            }

            return v;
        }
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
