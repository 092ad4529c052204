using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Encoders;

/// <summary>
/// A control that is smooth but has no dynamics: three channels per feature v, the constants v, 0.2 v, -v plus Gaussian noise of 0.3 times their size smoothed in time
/// by a Gaussian of 3 steps (19 taps, sum 1, nothing beyond the ends).
/// </summary>
/// <remarks>One of the smoothing controls of "Constraint breeds generalization" (arXiv 2512.23916). The noise is addressed by the feature's value: equal values get equal noise, as there.</remarks>
/// <param name="seed">The seed of the noise.</param>
/// <param name="samples">Time steps; default 30.</param>
public sealed class GaussianSmoothingEncoder(ulong seed, int samples = 30) : Encoder(samples)
{
    private const int Reach = 9;
    private const double Width = 3;
    private const double Noise = 0.3;

    /// <summary>The seed of the noise.</summary>
    public ulong Seed { get; } = seed;

    /// <inheritdoc/>
    public override double[] Times => [.. Enumerable.Range(0, Samples).Select(static k => (double)k)];

    /// <inheritdoc/>
    public override int OutputFeatures(int features) => 3 * features;

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        double[] weights = [1, 0.2, -1];
        double[] kernel = [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(static k => Scalar.Exp(-k * k / (2 * Width * Width)))];
        double total = kernel.Sum();
        double[] noise = new double[Samples];
        for (int i = 0; i < samples.Length; i++)
        {
            RandomStream stream = new(Seed, "gaussian smoothing", BitConverter.DoubleToUInt64Bits(samples[i]));
            for (int c = 0; c < 3; c++)
            {
                double start = weights[c] * samples[i];
                for (int k = 0; k < Samples; k++)
                    noise[k] = stream.NextGaussian() * Noise * Math.Abs(start);
                for (int k = 0; k < Samples; k++)
                {
                    double smooth = 0;
                    for (int tap = Math.Max(-Reach, -k); tap <= Reach && k + tap < Samples; tap++)
                        smooth += kernel[tap + Reach] / total * noise[k + tap];
                    output[((((((i / features) * Samples) + k) * features) + (i % features)) * 3) + c] = TOut.CreateTruncating(start + smooth);
                }
            }
        }

        return null;
    }
}
