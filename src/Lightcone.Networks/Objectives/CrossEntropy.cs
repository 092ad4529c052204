using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lightcone.Networks.Objectives;

/// <summary>-log softmax(outputs)[label], averaged over the batch: classification. Spike counts serve as logits unscaled.</summary>
public sealed class CrossEntropy : Objective
{
    private readonly int[] labels;

    /// <summary>Cross-entropy with one class per sample.</summary>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <exception cref="ArgumentException">There are none, or one is negative.</exception>
    public CrossEntropy(ReadOnlySpan<int> labels)
        : base(labels.Length) => this.labels = CheckLabels(labels, "label");

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Labels => labels;

    internal override void CheckOutputs(int outputs) => CheckLargest(labels, outputs, "label");

    internal override double Sample(int sample, Span<float> outputs, float scale)
    {
        double loss = Softmax.Replace(outputs, labels[sample]);
        outputs[labels[sample]] -= 1;
        foreach (ref float d in outputs)
            d *= scale;
        return loss;
    }

    internal override bool IsCorrect(int sample, ReadOnlySpan<float> outputs) => Response.Argmax(outputs) == labels[sample];

    internal override void AppendTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes<int>(labels));
}
