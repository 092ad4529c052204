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

    internal override void CheckOutputs(int outputs, int time) => CheckLargest(labels, outputs, "label");

    internal override double Sample(int sample, Span<float> outputs, float scale) => Softmax.Descend(outputs, labels[sample], scale);

    internal override int CorrectTargets(int sample, ReadOnlySpan<float> outputs) => Response.Argmax(outputs) == labels[sample] ? 1 : 0;

    internal override void AppendTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes<int>(labels));
}
