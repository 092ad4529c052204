using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Lightcone.Foundation.Arrays;

/// <summary>Many sequences of equal length, and the class of each where it is known: what encoders write and networks read.</summary>
/// <remarks>
/// One immutable block of finite numbers in single precision, shape [batch, time, features], the features of a step side by side, then its steps, then its sequences: number
/// [sample, step, feature] stands at ((sample x time) + step) x features + feature of <see cref="Values"/>. Safe for use from several threads.
/// </remarks>
public sealed class Sequences
{
    private readonly float[] values;
    private readonly int[] labels;

    private Sequences(int batch, int time, int features, float[] values, int[] labels)
    {
        (Batch, Time, Features) = (batch, time, features);
        (this.values, this.labels) = (values, labels);
    }

    /// <summary>The number of sequences, at least 1.</summary>
    public int Batch { get; }

    /// <summary>Steps per sequence, at least 1.</summary>
    public int Time { get; }

    /// <summary>Features per step, at least 1.</summary>
    public int Features { get; }

    /// <summary>All values, sequence by sequence, step by step: batch x time x features numbers, not copied.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The class of each sequence, from 0; empty where there are no classes.</summary>
    public ReadOnlySpan<int> Labels => labels;

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

    /// <summary>The features of one sequence at one step, not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence or step.</exception>
    public ReadOnlySpan<float> this[int sample, int step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Time);
            return Sample(sample).Slice(step * Features, Features);
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

    /// <summary>The shape: <c>64 sequences of 30 steps and 192 features, with labels</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Batch:N0} sequences of {Time:N0} steps and {Features:N0} features{(labels.Length > 0 ? ", with labels" : "")}");

    /// <summary>The same sequences, which are shared and not copied, with the class of each.</summary>
    /// <param name="labels">One class for each sequence, from 0.</param>
    /// <exception cref="ArgumentException">There are not as many classes as sequences, or one is negative.</exception>
    public Sequences WithLabels(ReadOnlySpan<int> labels)
    {
        if (labels.Length != Batch)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Batch} sequences take {Batch} classes, not {labels.Length}."), nameof(labels));
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] < 0)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"class {i} is {labels[i]}: classes count from 0."), nameof(labels));
        return new Sequences(Batch, Time, Features, values, labels.ToArray());
    }

    /// <summary>One sequence, [time, features], not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public ReadOnlySpan<float> Sample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Batch);
        return values.AsSpan(sample * Time * Features, Time * Features);
    }

    /// <summary>The sequences with the given numbers, in that order, with their classes: a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no number, or no such sequence.</exception>
    public Sequences Select(ReadOnlySpan<int> samples)
    {
        float[] copy = Allocate(samples.Length, Time, Features);
        int[] classes = new int[labels.Length == 0 ? 0 : samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Sample(samples[i]).CopyTo(copy.AsSpan(i * Time * Features));
            if (classes.Length > 0)
                classes[i] = labels[samples[i]];
        }

        return new Sequences(samples.Length, Time, Features, copy, classes);
    }

    /// <summary>Takes an array over without a copy; the caller forgets it.</summary>
    /// <param name="batch">The number of sequences.</param>
    /// <param name="time">Steps per sequence.</param>
    /// <param name="features">Features per step.</param>
    /// <param name="values">batch x time x features numbers.</param>
    /// <param name="known">Whether the caller knows already that all are finite.</param>
    /// <exception cref="ArgumentException">A number is not finite; the message says where.</exception>
    internal static Sequences Own(int batch, int time, int features, float[] values, bool known = false)
    {
        Debug.Assert(values.Length == batch * time * features, "An array of another shape was given.");
        Debug.Assert(!known || FirstNotFinite(values) < 0, "A number is not finite although that was promised.");
        return known ? new Sequences(batch, time, features, values, []) : Checked(batch, time, features, values);
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
            return new Sequences(batch, time, features, values, []);
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
