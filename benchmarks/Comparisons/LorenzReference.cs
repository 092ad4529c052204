namespace Lightcone.Comparisons;

/// <summary>Lyapunov exponents of the Lorenz system straight from the definition: state and tangent vectors in one array, Runge-Kutta, Gram-Schmidt. Shares no code with the library.</summary>
internal static class LorenzReference
{
    /// <summary>The three exponents, largest first.</summary>
    public static double[] Exponents(ReadOnlySpan<double> start, int steps, double step, int every)
    {
        // y[0..3] is the state, y[3 + 3 i + j] component i of tangent vector j.
        double[] y = [.. start, 1, 0, 0, 0, 1, 0, 0, 0, 1];
        double[] sums = new double[3];
        for (int s = 1; s <= steps; s++)
        {
            double[] k1 = Derivative(y), k2 = Derivative(Along(y, k1, step / 2)), k3 = Derivative(Along(y, k2, step / 2)), k4 = Derivative(Along(y, k3, step));
            for (int i = 0; i < y.Length; i++)
                y[i] += step / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]);
            if (s % every == 0 || s == steps)
                Orthonormalize(y, sums);
        }

        return [.. sums.Select(sum => sum / (steps * step)).OrderDescending()];
    }

    private static double[] Along(double[] y, double[] k, double h) => [.. y.Zip(k, (a, b) => a + (h * b))];

    private static double[] Derivative(double[] y)
    {
        double[][] jacobian = [[-10, 10, 0], [28 - y[2], -1, -y[0]], [y[1], y[0], -8.0 / 3]];
        double[] result = new double[12];
        (result[0], result[1], result[2]) = (10 * (y[1] - y[0]), (y[0] * (28 - y[2])) - y[1], (y[0] * y[1]) - (8.0 / 3 * y[2]));
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 3; k++)
                    result[3 + (3 * i) + j] += jacobian[i][k] * y[3 + (3 * k) + j];
        return result;
    }

    private static void Orthonormalize(double[] y, double[] sums)
    {
        for (int j = 0; j < 3; j++)
        {
            for (int before = 0; before < j; before++)
            {
                double along = Product(y, before, j);
                for (int i = 0; i < 3; i++)
                    y[3 + (3 * i) + j] -= along * y[3 + (3 * i) + before];
            }

            double length = Math.Sqrt(Product(y, j, j));
            sums[j] += Math.Log(length);
            for (int i = 0; i < 3; i++)
                y[3 + (3 * i) + j] /= length;
        }
    }

    private static double Product(double[] y, int a, int b) => (y[3 + a] * y[3 + b]) + (y[6 + a] * y[6 + b]) + (y[9 + a] * y[9 + b]);
}
