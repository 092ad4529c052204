namespace Lightcone.Flows.Encoders;

/// <summary>
/// Spikes at changes. A sample is here a series [time, feature]; for each feature there are two channels, which fire when it has risen or fallen by at least the threshold
/// since the step before. Nothing fires at the first step.
/// </summary>
/// <param name="samples">Time steps; a sample has this many times as many numbers as features.</param>
/// <param name="threshold">The change that fires, positive.</param>
public sealed class DeltaEncoder(int samples, double threshold) : Encoder(samples)
{
    /// <summary>The change that fires.</summary>
    public double Threshold { get; } = threshold > 0 && double.IsFinite(threshold)
        ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be a positive finite number.");

    /// <inheritdoc/>
    public override double[] Times => [.. Enumerable.Range(0, Samples).Select(static k => (double)k)];

    /// <summary>Two for each feature of the series.</summary>
    /// <param name="features">The numbers of a sample, a multiple of <see cref="Encoder.Samples"/>.</param>
    /// <exception cref="ArgumentException">The numbers do not fill the time steps.</exception>
    public override int OutputFeatures(int features) => features % Samples == 0
        ? 2 * (features / Samples)
        : throw new ArgumentException($"{features} numbers are not a series of {Samples} steps.", nameof(features));

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        int width = features / Samples;
        for (int i = 0; i < samples.Length; i++)
        {
            double change = i % features < width ? 0 : samples[i] - samples[i - width];
            output[2 * i] = change >= Threshold ? TOut.One : TOut.Zero;
            output[(2 * i) + 1] = change <= -Threshold ? TOut.One : TOut.Zero;
        }

        return null;
    }
}
