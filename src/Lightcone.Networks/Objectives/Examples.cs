using System.Globalization;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Objectives;

/// <summary>Sequences with their targets: what a network is trained and judged on.</summary>
public sealed class Examples
{
    /// <summary>Joins sequences and targets.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="objective">One target per sequence.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public Examples(Sequences inputs, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(objective);
        if (inputs.Batch != objective.Count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{inputs.Batch} sequences have {objective.Count} targets."), nameof(objective));
        Inputs = inputs;
        Objective = objective;
    }

    /// <summary>The sequences, [batch, time, features].</summary>
    public Sequences Inputs { get; }

    /// <summary>The targets and how to compare with them.</summary>
    public Objective Objective { get; }

    /// <summary>The number of sequences.</summary>
    public int Count => Inputs.Batch;

    /// <summary>Sequences with one class each, judged by <see cref="CrossEntropy"/>.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="labels">The class of each sequence, from 0.</param>
    public static Examples Classify(Sequences inputs, ReadOnlySpan<int> labels) => new(inputs, new CrossEntropy(labels));

    /// <summary>Sequences with the classes they bear, judged by <see cref="CrossEntropy"/>.</summary>
    /// <param name="inputs">[batch, time, features], with <see cref="Sequences.Labels"/>.</param>
    /// <exception cref="ArgumentException">The sequences have no classes.</exception>
    public static Examples Classify(Sequences inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Labels.IsEmpty ? throw new ArgumentException("the sequences have no classes: give them some by WithLabels.", nameof(inputs)) : Classify(inputs, inputs.Labels);
    }

    /// <summary>Sequences with a class at every step, judged by <see cref="StepCrossEntropy"/>.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="labels">The class of each step, [batch, time], from 0, or <see cref="StepCrossEntropy.Ignored"/>.</param>
    /// <exception cref="ArgumentException">The counts differ, a label is below -1, or a sequence has no step that counts.</exception>
    public static Examples ClassifySteps(Sequences inputs, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new(inputs, new StepCrossEntropy(labels, inputs.Time));
    }

    internal int[] All()
    {
        int[] all = new int[Count];
        for (int i = 0; i < all.Length; i++)
            all[i] = i;
        return all;
    }
}
