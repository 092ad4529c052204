using System.Globalization;
using Lightcone.Networks.Layers;

namespace Lightcone.Networks.Objectives;

/// <summary>What a network answered: one row of outputs per sample or step, the state it was left in, and how much it fired.</summary>
public sealed class Response
{
    private readonly float[] outputs;
    private readonly long[] spikes;

    internal Response(int batch, int steps, int width, float[] outputs, NetworkState state, long[] spikes)
    {
        (Batch, Steps, Width) = (batch, steps, width);
        this.outputs = outputs;
        this.spikes = spikes;
        State = state;
    }

    /// <summary>The number of samples.</summary>
    public int Batch { get; }

    /// <summary>Rows of outputs per sample: the steps of the sequences for <see cref="Readout.EveryStep"/>, otherwise 1.</summary>
    public int Steps { get; }

    /// <summary>Outputs per row.</summary>
    public int Width { get; }

    /// <summary>The readout, [batch, outputs]; for <see cref="Readout.EveryStep"/> [batch, time, outputs].</summary>
    public ReadOnlySpan<float> Outputs => outputs;

    /// <summary>The state after the last step: pass it to the next run to go on.</summary>
    public NetworkState State { get; }

    /// <summary>Spikes of each layer over all samples and steps; -1 for a layer that does not spike.</summary>
    public IReadOnlyList<long> Spikes => spikes;

    /// <summary>The outputs of one sample, one row after the other.</summary>
    public ReadOnlySpan<float> this[int sample] => outputs.AsSpan(sample * Steps * Width, Steps * Width);

    /// <summary>The outputs of one sample at one step of <see cref="Steps"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public ReadOnlySpan<float> this[int sample, int step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)step, (uint)Steps, nameof(step));
            return this[sample].Slice(step * Width, Width);
        }
    }

    /// <summary>The index of the largest output in a sample's last row, the first one among equals: the predicted class.</summary>
    public int Argmax(int sample) => Argmax(sample, Steps - 1);

    /// <summary>The index of a sample's largest output at one step, the first one among equals: the predicted class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int Argmax(int sample, int step) => Argmax(this[sample, step]);

    /// <summary>Whether the largest output of a sample's last row stands there more than once, so that <see cref="Argmax(int)"/> is the first of several: counts of spikes are often equal, and a network that is silent says 0 to all.</summary>
    public bool IsTie(int sample)
    {
        ReadOnlySpan<float> row = this[sample, Steps - 1];
        return row.Count(row[Argmax(row)]) > 1;
    }

    /// <summary>Accuracy, loss and spikes of these answers.</summary>
    /// <param name="objective">The targets of the samples.</param>
    /// <exception cref="ArgumentException">The targets do not fit the answers.</exception>
    public Evaluation Evaluate(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Count != Batch)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Batch} samples have {objective.Count} targets."), nameof(objective));
        objective.Check(objective.HasStepTargets || Steps > 1, Width, Steps);
        return Evaluation.Of(this, objective);
    }

    internal static int Argmax(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int j = 1; j < row.Length; j++)
            if (row[j] > row[best])
                best = j;
        return best;
    }
}
