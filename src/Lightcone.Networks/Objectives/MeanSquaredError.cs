using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Objectives;

/// <summary>The squared difference between outputs and targets, averaged over outputs and batch: regression and autoencoders.</summary>
public sealed class MeanSquaredError : Objective
{
    private readonly float[] targets;
    private readonly int width;

    /// <summary>Mean squared error.</summary>
    /// <param name="targets">[samples, outputs], or [samples, time, outputs] for the readout <c>every</c>; finite.</param>
    /// <param name="width">Targets per sample: the number of outputs, times the number of steps for the readout <c>every</c>.</param>
    /// <exception cref="ArgumentException">The count is not a positive multiple of <paramref name="width"/>, or a target is not finite.</exception>
    public MeanSquaredError(ReadOnlySpan<float> targets, int width)
        : base(width > 0 ? targets.Length / width : 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (targets.IsEmpty || targets.Length % width != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{targets.Length} targets are not rows of {width}."), nameof(targets));
        int bad = Sequences.FirstNotFinite(targets);
        if (bad >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"target {bad % width} of sample {bad / width} is {targets[bad]}."), nameof(targets));
        this.targets = targets.ToArray();
        this.width = width;
    }

    internal override bool TakesSteps => true;

    internal override void CheckOutputs(int outputs, int time)
    {
        if (outputs * time != width)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"the targets have {width} numbers per sample, the network {outputs * time} outputs."), nameof(outputs));
    }

    internal override double Sample(int sample, Span<float> outputs, float scale)
    {
        double loss = 0;
        for (int j = 0; j < width; j++)
        {
            float difference = outputs[j] - targets[(sample * width) + j];
            loss += (double)difference * difference;
            outputs[j] = 2 * difference / width * scale;
        }

        return loss / width;
    }

    internal override void AppendTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes<float>(targets));
}
