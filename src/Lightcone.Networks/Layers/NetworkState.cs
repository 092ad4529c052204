using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>What the layers of a network remember between two runs: an immutable value that goes into a run and comes out of it, so it can be neither forgotten nor shared by accident.</summary>
/// <remarks>No state means zeros. The parts of a layer are named by <see cref="Layer.StateParts"/>. No gradient flows through a state from one run to the one before: <see cref="Network.Differentiate"/> gives the gradient of the first state when asked.</remarks>
public sealed class NetworkState
{
    private readonly float[][][] parts;
    private readonly int[] widths;

    internal NetworkState(int batch, int[] widths, float[][][] parts)
    {
        Batch = batch;
        this.widths = widths;
        this.parts = parts;
    }

    /// <summary>The number of samples.</summary>
    public int Batch { get; }

    /// <summary>The number of layers.</summary>
    public int Layers => parts.Length;

    /// <summary>One part of one layer's state, [batch, units], the parts in the order of <see cref="Layer.StateParts"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or part.</exception>
    public ReadOnlySpan<float> this[int layer, int part]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)parts.Length, nameof(layer));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)parts[layer].Length, nameof(part));
            return parts[layer][part];
        }
    }

    /// <summary>The state that a run without one starts from, as a value: for batches of which some samples go on and others begin.</summary>
    /// <param name="architecture">What the network is made of.</param>
    /// <param name="batch">The number of samples, at least 1.</param>
    public static NetworkState Zeros(Architecture architecture, int batch)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        int[] widths = [.. Enumerable.Range(1, architecture.Layers.Length).Select(architecture.Width)];
        return new NetworkState(batch, widths, NewParts(architecture, batch));
    }

    /// <summary>The states of several runs of one network as the state of one batch, in that order: an episode's steps become one batch that way.</summary>
    /// <exception cref="ArgumentException">There are none, or they come from different networks.</exception>
    public static NetworkState Concatenate(IReadOnlyList<NetworkState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Count == 0)
            throw new ArgumentException("there is no state to concatenate.", nameof(states));
        NetworkState head = states[0];
        foreach (NetworkState state in states)
            if (!state.widths.AsSpan().SequenceEqual(head.widths) || state.Layers != head.Layers)
                throw new ArgumentException("the states come from different networks.", nameof(states));
        float[][][] joined = new float[head.Layers][][];
        for (int layer = 0; layer < joined.Length; layer++)
        {
            joined[layer] = new float[head.parts[layer].Length][];
            for (int part = 0; part < joined[layer].Length; part++)
            {
                float[] to = joined[layer][part] = new float[states.Sum(static s => s.Batch) * head.widths[layer]];
                int at = 0;
                foreach (NetworkState state in states)
                {
                    state.parts[layer][part].CopyTo(to, at);
                    at += state.parts[layer][part].Length;
                }
            }
        }

        return new NetworkState(states.Sum(static s => s.Batch), head.widths, joined);
    }

    /// <summary>The states of the given samples, in that order.</summary>
    public NetworkState Select(ReadOnlySpan<int> samples)
    {
        float[][][] chosen = new float[parts.Length][][];
        for (int layer = 0; layer < parts.Length; layer++)
        {
            int width = widths[layer];
            chosen[layer] = new float[parts[layer].Length][];
            for (int part = 0; part < chosen[layer].Length; part++)
            {
                float[] to = chosen[layer][part] = new float[samples.Length * width];
                for (int i = 0; i < samples.Length; i++)
                    parts[layer][part].AsSpan(samples[i] * width, width).CopyTo(to.AsSpan(i * width));
            }
        }

        return new NetworkState(samples.Length, widths, chosen);
    }

    /// <summary>Zeros for each part of each layer: [layer][part][sample, unit].</summary>
    internal static float[][][] NewParts(Architecture architecture, int batch) =>
        [.. architecture.Layers.Select((layer, index) => layer.StateParts.Select(_ => new float[checked(batch * architecture.Width(index + 1))]).ToArray())];

    /// <summary>Throws unless this state fits a network and a batch.</summary>
    internal void Check(int[] expected, int batch)
    {
        if (!widths.AsSpan().SequenceEqual(expected))
            throw new ArgumentException("the state comes from a network of another architecture.");
        if (Batch != batch)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"the state holds {Batch} samples and the input {batch}."));
    }
}
