using Lightcone.Foundation.Random;

namespace Lightcone.Networks.Parameters;

/// <summary>The numbers a weight matrix starts with. A closed set: <see cref="Uniform"/>, <see cref="Orthogonal"/>, <see cref="Xavier"/> and <see cref="Constant"/>.</summary>
public abstract record Initialization
{
    private protected Initialization()
    {
    }

    /// <summary>U(±1/sqrt(fan-in)), torch's default for linear layers and the default here.</summary>
    public static Initialization Default { get; } = new Uniform();

    internal abstract void Fill(Span<float> values, int rows, int columns, int fanIn, RandomStream stream);

    /// <summary>Independent numbers U(±1/sqrt(fan-in)).</summary>
    public sealed record Uniform : Initialization
    {
        internal override void Fill(Span<float> values, int rows, int columns, int fanIn, RandomStream stream) => FillUniform(values, 1 / Math.Sqrt(fanIn), stream);
    }

    /// <summary>Independent numbers U(±sqrt(6 / (fan-in + fan-out))) (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010).</summary>
    public sealed record Xavier : Initialization
    {
        internal override void Fill(Span<float> values, int rows, int columns, int fanIn, RandomStream stream) =>
            FillUniform(values, Math.Sqrt(6.0 / (rows + columns)), stream);
    }

    /// <summary>The same number everywhere.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Constant(float Value) : Initialization
    {
        internal override void Fill(Span<float> values, int rows, int columns, int fanIn, RandomStream stream) => values.Fill(Value);
    }

    /// <summary>
    /// A random matrix with orthonormal rows or columns, whichever are fewer, times a gain (Saxe, McClelland and Ganguli,
    /// "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
    /// </summary>
    /// <param name="Gain">The length of the orthogonal rows or columns. Default 1.</param>
    public sealed record Orthogonal(double Gain = 1) : Initialization
    {
        internal override void Fill(Span<float> values, int rows, int columns, int fanIn, RandomStream stream)
        {
            bool wide = columns > rows;
            int count = Math.Min(rows, columns);
            int length = Math.Max(rows, columns);
            double[][] basis = new double[count][];
            for (int i = 0; i < count; i++)
            {
                double[] v = basis[i] = new double[length];
                for (int j = 0; j < length; j++)
                    v[j] = stream.NextGaussian();

                // Gram and Schmidt, twice: once loses orthogonality to rounding.
                for (int pass = 0; pass < 2; pass++)
                    for (int b = 0; b < i; b++)
                        Add(v, basis[b], -Dot(v, basis[b]));
                double scale = 1 / Math.Sqrt(Dot(v, v));
                for (int j = 0; j < length; j++)
                    v[j] *= scale;
            }

            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++)
                    values[(r * columns) + c] = (float)(Gain * (wide ? basis[r][c] : basis[c][r]));
        }

        private static double Dot(double[] a, double[] b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
                sum += a[i] * b[i];
            return sum;
        }

        private static void Add(double[] a, double[] b, double factor)
        {
            for (int i = 0; i < a.Length; i++)
                a[i] += factor * b[i];
        }
    }

    private static void FillUniform(Span<float> values, double bound, RandomStream stream)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(((2 * stream.NextDouble()) - 1) * bound);
    }
}
