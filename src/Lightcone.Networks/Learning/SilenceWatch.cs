using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Learning;

/// <summary>Warns once about each spiking layer that never fired in the first three batches: nothing behind it can learn.</summary>
internal sealed class SilenceWatch(Architecture architecture)
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

    public void Watch(BatchOutcome outcome, Engine engine)
    {
        if (seen >= Batches)
            return;
        for (int layer = 0; layer < spikes.Length; layer++)
            spikes[layer] += outcome.Spikes[layer];
        if (++seen < Batches)
            return;
        for (int layer = 0; layer < spikes.Length; layer++)
            if (architecture.Layers[layer].Spikes && spikes[layer] == 0)
                warnings.Add(Warning(layer, engine));
    }

    private string Warning(int layer, Engine engine)
    {
        (float threshold, float beta) = architecture.Layers[layer] switch
        {
            Leaky l => (l.Threshold, l.Beta),
            RLeaky r => (r.Threshold, r.Beta),
            _ => (1f, 0f),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"layer {layer + 1} never fired in {Batches} batches (threshold {threshold:0.0##}, largest steady input {engine.LargestSteadyInput(layer, beta):0.00##}): its gradients are zero.");
    }
}
