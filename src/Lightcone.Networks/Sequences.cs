using System.Globalization;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks;

/// <summary>Many sequences of equal length as one immutable array [batch, time, features].</summary>
public sealed class Sequences
{
    private readonly float[] values;

    private Sequences(int batch, int time, int features, float[] values)
    {
        (Batch, Time, Features) = (batch, time, features);
        this.values = values;
    }

    /// <summary>The number of sequences, at least 1.</summary>
    public int Batch { get; }

    /// <summary>Steps per sequence, at least 1.</summary>
    public int Time { get; }

    /// <summary>Features per step, at least 1.</summary>
    public int Features { get; }

    /// <summary>All values, sequence by sequence, step by step.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>One value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the shape.</exception>
    public float this[int sample, int step, int feature]
    {
        get
        {
            if ((uint)sample >= (uint)Batch || (uint)step >= (uint)Time || (uint)feature >= (uint)Features)
                throw new ArgumentOutOfRangeException(nameof(sample), string.Create(CultureInfo.InvariantCulture, $"[{sample}, {step}, {feature}] is outside [{Batch}, {Time}, {Features}]."));
            return values[(((sample * Time) + step) * Features) + feature];
        }
    }

    /// <summary>Copies values into a new array.</summary>
    /// <param name="batch">The number of sequences.</param>
    /// <param name="time">Steps per sequence.</param>
    /// <param name="features">Features per step.</param>
    /// <param name="values">batch x time x features finite numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <exception cref="ArgumentException">The count differs from the shape, or a number is not finite; the message says where.</exception>
    public static Sequences Create(int batch, int time, int features, ReadOnlySpan<float> values)
    {
        float[] copy = Allocate(batch, time, features);
        if (values.Length != copy.Length)
            throw new ArgumentException($"[{batch}, {time}, {features}] takes {copy.Length} numbers, not {values.Length}.", nameof(values));
        values.CopyTo(copy);
        return Checked(batch, time, features, copy);
    }

    /// <summary>Creates sequences in place: <paramref name="fill"/> is called once per sequence with its [time, features] values, zero at first.</summary>
    /// <param name="batch">The number of sequences.</param>
    /// <param name="time">Steps per sequence.</param>
    /// <param name="features">Features per step.</param>
    /// <param name="fill">Writes one sequence; receives its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <exception cref="ArgumentException">A number is not finite; the message says where.</exception>
    public static Sequences Create(int batch, int time, int features, SequenceFill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        float[] filled = Allocate(batch, time, features);
        for (int i = 0; i < batch; i++)
            fill(i, filled.AsSpan(i * time * features, time * features));
        return Checked(batch, time, features, filled);
    }

    /// <summary>One sequence, [time, features].</summary>
    public ReadOnlySpan<float> Sample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Batch);
        return values.AsSpan(sample * Time * Features, Time * Features);
    }

    /// <summary>The sequences with the given numbers, in that order.</summary>
    public Sequences Select(ReadOnlySpan<int> samples)
    {
        int[] chosen = samples.ToArray();
        return Create(chosen.Length, Time, Features, (i, to) => Sample(chosen[i]).CopyTo(to));
    }

    /// <summary>The index of the first number that is NaN or infinite, or -1.</summary>
    internal static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        // x - x is zero for finite numbers and NaN for all others.
        int i = 0;
        for (; i + 16 <= values.Length; i += 16)
        {
            Vector512<float> x = Vector512.Create(values.Slice(i, 16));
            if (!Vector512.EqualsAll(x - x, Vector512<float>.Zero))
                break;
        }

        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return i;
        return -1;
    }

    private static float[] Allocate(int batch, int time, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(time);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((double)batch * time * features, Array.MaxLength, nameof(batch));
        return new float[batch * time * features];
    }

    private static Sequences Checked(int batch, int time, int features, float[] values)
    {
        int bad = FirstNotFinite(values);
        if (bad < 0)
            return new Sequences(batch, time, features, values);
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"sample {bad / (time * features)}, step {bad / features % time}, feature {bad % features} is {values[bad]}: sequences hold finite numbers only. ");
        throw new ArgumentException(message + "If an encoder produced it, shorten its duration or choose a parameter that does not diverge.", nameof(values));
    }
}

/// <summary>Writes one sequence.</summary>
/// <param name="sample">The number of the sequence, from 0.</param>
/// <param name="values">Its values, [time, features], zero at first.</param>
public delegate void SequenceFill(int sample, Span<float> values);
