using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Learning;

/// <summary>Warns once about each spiking layer that never fired in the first three batches: nothing behind it can learn.</summary>
internal sealed class DeadNeuronMonitor(Architecture architecture)
{
    private const int Batches = 3;
    private readonly List<string> warnings = [];
    private readonly long[] spikes = new long[architecture.Layers.Length];
    private int seen;

    public ImmutableArray<string> Warnings => [.. warnings];

    public void Restore(IEnumerable<string> known)
    {
        warnings.AddRange(known);
        seen = Batches;
    }

    /// <summary>Takes note of a batch; the third one decides. Its first samples are run once more to find how far from firing a silent layer was.</summary>
    public void Watch(BatchOutcome outcome, SequenceEngine engine, Sequences inputs, ReadOnlySpan<int> samples)
    {
        if (seen >= Batches)
            return;
        for (int layer = 0; layer < spikes.Length; layer++)
            spikes[layer] += outcome.Spikes[layer];
        if (++seen < Batches)
            return;
        int[] silent = [.. Enumerable.Range(0, spikes.Length).Where(layer => architecture.Layers[layer].Spikes && spikes[layer] == 0)];
        if (silent.Length == 0)
            return;
        Observation observation = engine.Observe(inputs.Select(samples[..Math.Min(samples.Length, 32)]), null);
        warnings.AddRange(silent.Select(layer => Warning(observation.Silent(layer))));
    }

    private static string Warning(SilentLayer layer) => string.Create(CultureInfo.InvariantCulture, $"layer {layer.Layer + 1} never fired in {Batches} batches ({layer}): its gradients are zero.");
}
