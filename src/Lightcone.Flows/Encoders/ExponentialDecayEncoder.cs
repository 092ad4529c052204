namespace Lightcone.Flows.Encoders;

/// <summary>A control without dynamics worth the name: three channels per feature v that start at (v, 0.2 v, -v) and decay at the rates delta, delta / 2 and 2 delta, each at least 0.1.</summary>
/// <remarks>One of the smoothing controls of "Constraint breeds generalization" (arXiv 2512.23916).</remarks>
/// <param name="delta">Damping; default 2.</param>
/// <param name="samples">Time steps, at least 2; default 30.</param>
/// <param name="duration">Time of the last step, the first being 0; default 4.</param>
public sealed class ExponentialDecayEncoder(double delta = 2, int samples = 30, double duration = 4) : Encoder(samples)
{
    /// <summary>Damping.</summary>
    public double Delta { get; } = double.IsFinite(delta) ? delta : throw new ArgumentOutOfRangeException(nameof(delta), delta, "The damping must be finite.");

    /// <summary>Time of the last step.</summary>
    public double Duration { get; } = duration > 0 && double.IsFinite(duration)
        ? duration : throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration must be a positive finite number.");

    /// <inheritdoc/>
    public override double[] Times => [.. Enumerable.Range(0, Samples).Select(k => Samples == 1 ? 0 : k * Duration / (Samples - 1))];

    /// <inheritdoc/>
    public override int OutputFeatures(int features) => 3 * features;

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        double[] weights = [1, 0.2, -1];
        double[] rates = [Math.Max(Delta, 0.1), Math.Max(Delta / 2, 0.1), Math.Max(2 * Delta, 0.1)];
        double[] times = Times;
        for (int i = 0; i < samples.Length; i++)
            for (int k = 0; k < times.Length; k++)
                for (int c = 0; c < 3; c++)
                    output[((((((i / features) * Samples) + k) * features) + (i % features)) * 3) + c] =
                        TOut.CreateTruncating(weights[c] * samples[i] * Scalar.Exp(-times[k] * rates[c]));
        return null;
    }
}
