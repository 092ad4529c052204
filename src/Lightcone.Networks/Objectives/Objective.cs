using System.Globalization;
using System.Security.Cryptography;

namespace Lightcone.Networks.Objectives;

/// <summary>What training makes small: a number per sample from the network's outputs. A closed set: <see cref="CrossEntropy"/>, <see cref="MeanSquaredError"/>, <see cref="PolicyGradient"/>, <see cref="ClippedPolicyGradient"/>.</summary>
public abstract class Objective
{
    private protected Objective(int count) => Count = count;

    /// <summary>The number of samples the objective knows targets for.</summary>
    public int Count { get; }

    /// <summary>The number of outputs the network must have; 0 when any number of outputs from the largest label up will do.</summary>
    internal abstract void CheckOutputs(int outputs);

    /// <summary>The factor of each sample in the total of a batch.</summary>
    internal virtual double Scale(int batch) => 1.0 / batch;

    /// <summary>The loss of one sample; its row of outputs is replaced by <paramref name="scale"/> times the gradient.</summary>
    internal abstract double Sample(int sample, Span<float> outputs, float scale);

    /// <summary>Whether the sample is classified correctly.</summary>
    internal virtual bool IsCorrect(int sample, ReadOnlySpan<float> outputs) => false;

    /// <summary>Adds the targets to a hash.</summary>
    internal abstract void AppendTo(IncrementalHash hash);

    private protected static int[] CheckLabels(ReadOnlySpan<int> labels, string what)
    {
        if (labels.IsEmpty)
            throw new ArgumentException($"there must be at least one {what}.", nameof(labels));
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] < 0)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} {i} is {labels[i]}: {what}s count from 0."), nameof(labels));
        return labels.ToArray();
    }

    private protected static void CheckLargest(int[] labels, int outputs, string what)
    {
        int largest = labels.Max();
        if (largest >= outputs)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} {largest} needs {largest + 1} outputs, the network has {outputs}."), nameof(outputs));
    }
}
