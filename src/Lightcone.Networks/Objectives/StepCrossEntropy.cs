using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lightcone.Networks.Objectives;

/// <summary>-log softmax(outputs)[label] at every step, averaged over the counted steps of a batch: a class for each step of each sequence. Needs the readout <c>every</c>.</summary>
/// <remarks>
/// A step whose label is <see cref="Ignored"/> does not count: not in the loss, not in its gradient, not in the accuracy. A longer sequence therefore weighs more, as in torch's
/// cross-entropy with <c>ignore_index</c>. A sequence is right when all its counted steps are.
/// </remarks>
public sealed class StepCrossEntropy : Objective
{
    /// <summary>The label of a step that does not count.</summary>
    public const int Ignored = -1;

    private readonly int[] labels;
    private readonly int[] counted;

    /// <summary>Cross-entropy with one class per step.</summary>
    /// <param name="labels">The class of each step, [sequences, time], from 0, or <see cref="Ignored"/>.</param>
    /// <param name="time">Steps per sequence, at least 1.</param>
    /// <exception cref="ArgumentException">The count is not a positive multiple of <paramref name="time"/>, a label is below -1, or a sequence has no step that counts.</exception>
    public StepCrossEntropy(ReadOnlySpan<int> labels, int time)
        : base(time > 0 ? labels.Length / time : 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(time);
        if (labels.IsEmpty || labels.Length % time != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{labels.Length} labels are not sequences of {time} steps."), nameof(labels));
        counted = new int[Count];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < Ignored)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"label {i % time} of sequence {i / time} is {labels[i]}: labels count from 0, and {Ignored} is a step that does not count."), nameof(labels));
            counted[i / time] += labels[i] == Ignored ? 0 : 1;
        }

        int empty = Array.IndexOf(counted, 0);
        if (empty >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"no step of sequence {empty} counts: leave the sequence out."), nameof(labels));
        this.labels = labels.ToArray();
        Time = time;
    }

    /// <summary>Steps per sequence.</summary>
    public int Time { get; }

    /// <summary>The class of each step, [sequences, time]; <see cref="Ignored"/> where a step does not count.</summary>
    public ReadOnlySpan<int> Labels => labels;

    internal override bool HasStepTargets => true;

    internal override void CheckOutputs(int outputs, int time)
    {
        if (time != Time)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"the labels are for {Time} steps, the sequences have {time}."), nameof(time));
        CheckLargest(labels, outputs, "label");
    }

    internal override int Targets(int sample) => counted[sample];

    internal override int CorrectTargets(int sample, ReadOnlySpan<float> outputs)
    {
        int width = outputs.Length / Time, correct = 0;
        for (int t = 0; t < Time; t++)
            correct += labels[(sample * Time) + t] is >= 0 and int label && Response.Argmax(outputs.Slice(t * width, width)) == label ? 1 : 0;
        return correct;
    }

    internal override double Sample(int sample, Span<float> outputs, float scale)
    {
        int width = outputs.Length / Time;
        double loss = 0;
        for (int t = 0; t < Time; t++)
        {
            int label = labels[(sample * Time) + t];
            Span<float> row = outputs.Slice(t * width, width);
            if (label == Ignored)
                row.Clear();
            else
                loss += Softmax.Descend(row, label, scale);
        }

        return loss;
    }

    internal override void AppendTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes<int>(labels));
}
