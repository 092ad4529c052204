using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Encoders;

/// <summary>
/// Turns a sample of features into a sequence in time. A pure function of one sample (and, where an encoder is random, of its seed and the sample's index):
/// a sample is encoded the same way alone and in any batch, except with <see cref="InputScaling.PaperBatchMaximum"/>, which says so.
/// </summary>
public abstract class Encoder
{
    private protected Encoder(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        Samples = samples;
    }

    /// <summary>The number of time steps of a sequence.</summary>
    public int Samples { get; }

    /// <summary>The times of the steps, in the encoder's unit of time.</summary>
    public abstract double[] Times { get; }

    /// <summary>How many numbers a sequence has per time step.</summary>
    /// <param name="features">The number of features of a sample, at least 1.</param>
    public abstract int OutputFeatures(int features);

    /// <summary>Encodes one sample in double precision.</summary>
    /// <param name="sample">The features, finite.</param>
    /// <param name="index">Which sample this is; only random encoders look at it.</param>
    /// <returns>The sequence [time, output feature]; infinite or not a number where the encoder's dynamics left the number range.</returns>
    /// <exception cref="ArgumentException">The sample is empty or not finite.</exception>
    public double[] Encode(ReadOnlySpan<double> sample, int index = 0)
    {
        int features = CheckedFeatures(sample, 1);
        double[] sequence = new double[Samples * OutputFeatures(features)];
        Fill(sample, 1, features, index, sequence);
        return sequence;
    }

    /// <summary>Encodes many samples to single precision; each is computed in double precision and rounded once.</summary>
    /// <param name="samples">The samples [sample, feature], finite.</param>
    /// <param name="count">The number of samples, at least 1.</param>
    /// <returns>The sequences [sample, time, output feature].</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the count, or a number is not finite.</exception>
    /// <exception cref="InputException">A trajectory leaves the number range; the message says which, when, and what to do. <see cref="TryEncodeBatch"/> says it as a value.</exception>
    public Sequences EncodeBatch(ReadOnlySpan<double> samples, int count) =>
        TryEncodeBatch(samples, count, out Sequences? sequences, out Interruption? interruption) ? sequences : throw new InputException(interruption.ToString());

    /// <summary>Encodes like <see cref="EncodeBatch"/>; that the dynamics leave the number range is a result, not an exception.</summary>
    /// <param name="samples">The samples [sample, feature], finite.</param>
    /// <param name="count">The number of samples, at least 1.</param>
    /// <param name="sequences">The sequences [sample, time, output feature], which hold finite numbers only; null when interrupted.</param>
    /// <param name="interruption">Where and when the first of the samples left the number range of single precision; null when none did.</param>
    /// <returns>Whether there are sequences.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the count, or a number is not finite.</exception>
    public bool TryEncodeBatch(ReadOnlySpan<double> samples, int count, [NotNullWhen(true)] out Sequences? sequences, [NotNullWhen(false)] out Interruption? interruption)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        int features = CheckedFeatures(samples, count);
        int outputs = OutputFeatures(features);
        float[] values = GC.AllocateUninitializedArray<float>(checked(count * Samples * outputs));
        interruption = Fill(samples, count, features, 0, values);
        if (interruption is not null)
        {
            sequences = null;
            return false;
        }

        sequences = Sequences.Own(count, Samples, outputs, values, LooksForOverflow);
        return true;
    }

    /// <summary>Whether <see cref="Fill"/> reports every number that is not finite, so that nobody has to look again.</summary>
    private protected virtual bool LooksForOverflow => false;

    /// <summary>Writes every number of the sequences [sample, time, output feature].</summary>
    private protected abstract Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
        where TOut : unmanaged, INumberBase<TOut>;

    private static int CheckedFeatures(ReadOnlySpan<double> samples, int count)
    {
        if (samples.IsEmpty || samples.Length % count != 0)
            throw new ArgumentException($"{samples.Length} numbers are not {count} samples of equally many features.", nameof(samples));
        int features = samples.Length / count;
        for (int i = 0; i < samples.Length; i++)
            if (!double.IsFinite(samples[i]))
                throw new ArgumentException($"Feature {i % features} of sample {i / features} is {samples[i]}; it must be finite.", nameof(samples));
        return features;
    }
}
