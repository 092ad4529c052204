namespace Lightcone.Flows.Encoders;

/// <summary>One spike per feature, the earlier the larger its value: a value of 1 fires at the first step, one of 0 at the last, linearly between. Values are clipped to 0 … 1.</summary>
/// <param name="samples">Time steps; default 30.</param>
/// <param name="threshold">Values at or below this never fire; default 0.</param>
public sealed class LatencyEncoder(int samples = 30, double threshold = 0) : Encoder(samples)
{
    /// <summary>Values at or below this never fire.</summary>
    public double Threshold { get; } = double.IsFinite(threshold) ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be finite.");

    /// <inheritdoc/>
    public override double[] Times => [.. Enumerable.Range(0, Samples).Select(static k => (double)k)];

    /// <inheritdoc/>
    public override int OutputFeatures(int features) => features;

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        Array.Clear(output);
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i] <= Threshold)
                continue;
            int step = (int)Math.Floor(((1 - Math.Clamp(samples[i], 0, 1)) * (Samples - 1)) + 0.5);
            output[((((i / features) * Samples) + step) * features) + (i % features)] = TOut.One;
        }

        return null;
    }
}
