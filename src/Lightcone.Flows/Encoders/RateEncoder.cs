using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Encoders;

/// <summary>Spikes at random: at each step a feature fires with a probability that is its value clipped to 0 … 1 times the gain.</summary>
/// <param name="seed">The seed.</param>
/// <param name="samples">Time steps; default 30.</param>
/// <param name="gain">The probability of a feature of 1, 0 to 1; default 1.</param>
public sealed class RateEncoder(ulong seed, int samples = 30, double gain = 1) : Encoder(samples)
{
    /// <summary>The seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The probability of a feature of 1.</summary>
    public double Gain { get; } = gain is >= 0 and <= 1 ? gain : throw new ArgumentOutOfRangeException(nameof(gain), gain, "The gain is a probability, 0 to 1.");

    /// <inheritdoc/>
    public override double[] Times => [.. Enumerable.Range(0, Samples).Select(static k => (double)k)];

    /// <inheritdoc/>
    public override int OutputFeatures(int features) => features;

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        for (int s = 0; s < count; s++)
        {
            RandomStream stream = new(Seed, "rate encoder", (ulong)(firstIndex + s));
            for (int k = 0; k < Samples; k++)
                for (int f = 0; f < features; f++)
                    output[(((s * Samples) + k) * features) + f] = stream.NextDouble() < Gain * Math.Clamp(samples[(s * features) + f], 0, 1) ? TOut.One : TOut.Zero;
        }

        return null;
    }
}
