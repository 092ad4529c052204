using System.Globalization;
using System.Security.Cryptography;
using Lightcone.Networks.Layers;

namespace Lightcone.Networks.Objectives;

/// <summary>What training makes small: a number per sample from the network's outputs. A closed set: <see cref="CrossEntropy"/>, <see cref="StepCrossEntropy"/>, <see cref="MeanSquaredError"/>, <see cref="PolicyGradient"/>, <see cref="ClippedPolicyGradient"/>.</summary>
public abstract class Objective
{
    private protected Objective(int count) => Count = count;

    /// <summary>The number of samples the objective knows targets for.</summary>
    public int Count { get; }

    /// <summary>Whether there are targets at every step.</summary>
    internal virtual bool HasStepTargets => false;

    /// <summary>Whether rows of outputs may hold all steps.</summary>
    internal virtual bool TakesSteps => HasStepTargets;

    /// <summary>Throws unless a network and sequences of so many steps fit the targets.</summary>
    internal void Check(Architecture architecture, int time) => Check(architecture.Readout == Readout.EveryStep, architecture.Outputs, time);

    /// <summary>Throws unless so many outputs, once or at every one of so many steps, fit the targets.</summary>
    internal void Check(bool every, int outputs, int time)
    {
        if (HasStepTargets && !every)
            throw new ArgumentException("there are targets at every step, but the network gives one row per sample: end its architecture with the readout 'every'.", nameof(every));
        if (every && !TakesSteps)
            throw new ArgumentException("the network gives a row at every step, but there is one target per sample: give targets at every step, or use another readout than 'every'.", nameof(every));
        CheckOutputs(outputs, HasStepTargets || every ? time : 1);
    }

    /// <summary>Throws unless outputs of that number, at so many steps, fit the targets.</summary>
    internal abstract void CheckOutputs(int outputs, int time);

    /// <summary>The factor of each sample's loss in the total of a batch.</summary>
    internal virtual double Scale(ReadOnlySpan<int> samples)
    {
        int targets = 0;
        foreach (int sample in samples)
            targets += Targets(sample);
        return 1.0 / targets;
    }

    /// <summary>How many targets of a sample count: what its loss is a sum over.</summary>
    internal virtual int Targets(int sample) => 1;

    /// <summary>The loss of one sample; its row of outputs is replaced by <paramref name="scale"/> times the gradient.</summary>
    internal abstract double Sample(int sample, Span<float> outputs, float scale);

    /// <summary>How many of the sample's targets are classified correctly.</summary>
    internal virtual int CorrectTargets(int sample, ReadOnlySpan<float> outputs) => 0;

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
