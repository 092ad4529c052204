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
        Observation? observation = null;
        for (int layer = 0; layer < spikes.Length; layer++)
        {
            if (!architecture.Layers[layer].Spikes || spikes[layer] != 0)
                continue;
            observation ??= engine.Observe(inputs.Select(samples[..Math.Min(samples.Length, 32)]), null);
            warnings.Add(Warning(layer, observation.Layers[layer].Membranes!));
        }
    }

    private string Warning(int layer, Sequences membranes)
    {
        (float threshold, float beta) = architecture.Layers[layer] switch
        {
            Leaky l => (l.Threshold, l.Beta),
            RLeaky r => (r.Threshold, r.Beta),
            _ => (1f, 0f),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"layer {layer + 1} never fired in {Batches} batches (threshold {threshold:0.0##}, largest steady input {LargestSteadyInput(membranes, beta):0.00##}): its gradients are zero.");
    }

    // The largest time-averaged current: where nothing fires, U(t) - beta U(t-1) is the current.
    private static double LargestSteadyInput(Sequences membranes, double beta)
    {
        double largest = double.NegativeInfinity;
        for (int sample = 0; sample < membranes.Batch; sample++)
        {
            for (int j = 0; j < membranes.Features; j++)
            {
                double sum = 0, last = 0;
                for (int t = 0; t < membranes.Time; t++)
                {
                    double u = membranes[sample, t, j];
                    sum += u - (beta * last);
                    last = u;
                }

                largest = Math.Max(largest, sum / membranes.Time);
            }
        }

        return largest;
    }
}
