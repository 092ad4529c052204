using Lightcone.Networks.Layers;

namespace Lightcone.Networks.Objectives;

/// <summary>What a network answered: one row of outputs per sample, the state it was left in, and how much it fired.</summary>
public sealed class Response
{
    private readonly float[] outputs;
    private readonly long[] spikes;

    internal Response(int batch, int width, float[] outputs, NetworkState state, long[] spikes)
    {
        (Batch, Width) = (batch, width);
        this.outputs = outputs;
        this.spikes = spikes;
        State = state;
    }

    /// <summary>The number of samples.</summary>
    public int Batch { get; }

    /// <summary>Outputs per sample.</summary>
    public int Width { get; }

    /// <summary>The readout, [batch, outputs].</summary>
    public ReadOnlySpan<float> Outputs => outputs;

    /// <summary>The state after the last step: pass it to the next run to go on.</summary>
    public NetworkState State { get; }

    /// <summary>Spikes of each layer over all samples and steps; -1 for a layer that does not spike.</summary>
    public IReadOnlyList<long> Spikes => spikes;

    /// <summary>The outputs of one sample.</summary>
    public ReadOnlySpan<float> this[int sample] => outputs.AsSpan(sample * Width, Width);

    /// <summary>The index of a sample's largest output, the first one among equals: the predicted class.</summary>
    public int Argmax(int sample) => Argmax(this[sample]);

    internal static int Argmax(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int j = 1; j < row.Length; j++)
            if (row[j] > row[best])
                best = j;
        return best;
    }
}
