using System.Collections.Immutable;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Encoders;

/// <summary>
/// An encoder by mixed oscillators whose damping delta can be learned: one number for all features, or one each. It turns a loss's gradient with respect to the sequences into the gradient with
/// respect to delta, by integrating the sensitivities of the trajectories beside them. An immutable value: learning goes from one to the next by <see cref="With"/>.
/// </summary>
public sealed class LearnedDamping
{
    private readonly TrajectoryEncoder<MixedOscillator> encoder;

    /// <summary>An encoder whose damping can be learned.</summary>
    /// <param name="encoder">The encoder; its own delta is not used.</param>
    /// <param name="deltas">One number, or one for each feature of the samples to come; finite.</param>
    /// <exception cref="ArgumentException">There is none, or one is not finite.</exception>
    public LearnedDamping(TrajectoryEncoder<MixedOscillator> encoder, params ReadOnlySpan<double> deltas)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (deltas.IsEmpty)
            throw new ArgumentException("there must be at least one delta.", nameof(deltas));
        for (int i = 0; i < deltas.Length; i++)
            if (!double.IsFinite(deltas[i]))
                throw new ArgumentException(FormattableString.Invariant($"delta {i} is {deltas[i]}: expected a finite number."), nameof(deltas));
        this.encoder = encoder;
        Deltas = [.. deltas];
    }

    /// <summary>The damping of all features, or of each.</summary>
    public ImmutableArray<double> Deltas { get; }

    /// <summary>The same encoder with other dampings.</summary>
    /// <param name="deltas">One number, or one for each feature; finite.</param>
    /// <exception cref="ArgumentException">There is none, or one is not finite.</exception>
    public LearnedDamping With(params ReadOnlySpan<double> deltas) => new(encoder, deltas);

    /// <summary>Encodes samples. With one delta, or equal ones, the bytes are those of the encoder with that delta.</summary>
    /// <param name="samples">The samples [sample, feature], finite.</param>
    /// <param name="count">The number of samples, at least 1.</param>
    /// <returns>The sequences [sample, time, output feature].</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite.</exception>
    /// <exception cref="InputException">A trajectory leaves the number range; the message says which and when.</exception>
    public Sequences Encode(ReadOnlySpan<double> samples, int count)
    {
        int features = Features(samples, count);
        if (Deltas.Length == 1)
            return Plain(0, encoder.Scaling).EncodeBatch(samples, count);
        double[] scaled = encoder.Scale(samples, count);
        Sequences[] columns = new Sequences[features];
        (Interruption What, int Sample)? first = null;
        for (int f = 0; f < features; f++)
        {
            if (Plain(f, InputScaling.None).TryEncodeBatch(Column(scaled, features, f), count, out Sequences? column, out Interruption? gone))
                columns[f] = column;
            else if ((gone as Interruption.LeftNumberRange)?.Sample is var sample && (first is null || sample < first.Value.Sample))
                first = (gone is Interruption.LeftNumberRange left ? left with { Feature = f } : gone, sample ?? 0);
        }

        if (first is var (what, _))
            throw new InputException(what.ToString());
        int width = columns[0].Features;
        return Sequences.Create(count, encoder.Samples, width * features, (sample, to) =>
        {
            for (int k = 0; k < encoder.Samples; k++)
                for (int f = 0; f < features; f++)
                    columns[f][sample, k].CopyTo(to[(((k * features) + f) * width)..]);
        });
    }

    /// <summary>The derivative of a loss with respect to the dampings.</summary>
    /// <param name="samples">The samples that were encoded, [sample, feature].</param>
    /// <param name="count">The number of samples, at least 1.</param>
    /// <param name="sequenceGradient">The derivative of the loss with respect to the encoded sequences, [sample, time, output feature].</param>
    /// <returns>One number for each of <see cref="Deltas"/>, summed in double precision; not a number where the dynamics left the number range.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a number of the samples is not finite.</exception>
    public double[] Gradient(ReadOnlySpan<double> samples, int count, ReadOnlySpan<float> sequenceGradient)
    {
        int features = Features(samples, count), width = encoder.Channels == Channels.All ? 3 : 1;
        if (sequenceGradient.Length != count * encoder.Samples * features * width)
            throw new ArgumentException($"[{count}, {encoder.Samples}, {features * width}] takes {count * encoder.Samples * features * width} derivatives, not {sequenceGradient.Length}.", nameof(sequenceGradient));
        double[] scaled = encoder.Scale(samples, count), result = new double[Deltas.Length];
        for (int f = 0; f < features; f++)
        {
            // All samples of one feature as if they were the features of one sample: [time, sample, six components].
            int own = Deltas.Length == 1 ? 0 : f;
            double[] sensitivity = Sensitive(own).Encode(Column(scaled, features, f));
            for (int sample = 0; sample < count; sample++)
            {
                for (int k = 0; k < encoder.Samples; k++)
                {
                    ReadOnlySpan<double> s = sensitivity.AsSpan((((k * count) + sample) * 6) + 3, 3);
                    ReadOnlySpan<float> d = sequenceGradient.Slice(((((sample * encoder.Samples) + k) * features) + f) * width, width);
                    result[own] += encoder.Channels switch
                    {
                        Channels.All => (d[0] * s[0]) + (d[1] * s[1]) + (d[2] * s[2]),
                        Channels.Mean => d[0] * ((s[0] + s[1] + s[2]) / 3),
                        _ => d[0] * s[0],
                    };
                }
            }
        }

        return result;
    }

    private static double[] Column(double[] samples, int features, int feature) => [.. Enumerable.Range(0, samples.Length / features).Select(i => samples[(i * features) + feature])];

    private int Features(ReadOnlySpan<double> samples, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (samples.IsEmpty || samples.Length % count != 0)
            throw new ArgumentException($"{samples.Length} numbers are not {count} samples.", nameof(samples));
        int features = samples.Length / count;
        return Deltas.Length == 1 || Deltas.Length == features ? features : throw new ArgumentException($"the samples have {features} features, there are {Deltas.Length} deltas.", nameof(samples));
    }

    private MixedOscillator Oscillator(int delta)
    {
        MixedOscillator flow = encoder.Flow;
        return new MixedOscillator(Deltas[delta], flow.Alpha, flow.Beta, flow.Gamma, flow.Omega, flow.Drive);
    }

    private TrajectoryEncoder<MixedOscillator> Plain(int delta, InputScaling scaling) => new(Oscillator(delta), encoder.Samples, encoder.Duration)
    {
        Tableau = encoder.Tableau,
        Step = encoder.Step,
        Start = encoder.Start,
        Scaling = scaling,
        Sampling = encoder.Sampling,
        Channels = encoder.Channels,
        SinglePrecision = encoder.SinglePrecision,
    };

    private TrajectoryEncoder<DampingSensitivity> Sensitive(int delta) => new(new DampingSensitivity(Oscillator(delta)), encoder.Samples, encoder.Duration)
    {
        Tableau = encoder.Tableau,
        Step = encoder.Step,
        Start = [.. encoder.Start, 0, 0, 0],
        Sampling = encoder.Sampling,
        SinglePrecision = encoder.SinglePrecision,
    };
}
