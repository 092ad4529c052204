using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Running;

/// <summary>A run with everything that happened inside it: the response, and every layer's outputs and membranes over time.</summary>
public sealed class Observation
{
    private readonly LayerRecord[] layers;

    internal Observation(Response response, Plan plan, int time, float[][] values, float[]?[] membranes)
    {
        Response = response;
        layers = new LayerRecord[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int width = plan.StateWidths[i];
            Layer layer = plan.Architecture.Layers[i];
            layers[i] = new LayerRecord(
                layer,
                Sequences.Create(response.Batch, time, width, values[i]),
                membranes[i] is float[] m ? Sequences.Create(response.Batch, time, width, m) : null);
        }
    }

    /// <summary>What <see cref="Network.Run"/> would have returned.</summary>
    public Response Response { get; }

    /// <summary>The records of the layers, first to last.</summary>
    public IReadOnlyList<LayerRecord> Layers => layers;

    /// <summary>The spiking layers in which no neuron fired on any of the samples: nothing behind them hears of the input, and gradients through them are zero.</summary>
    public ImmutableArray<SilentLayer> SilentLayers() => [.. Enumerable.Range(0, layers.Length)
        .Where(i => layers[i].Layer.Spikes && !layers[i].Outputs.Values.ContainsAnyExcept(0f))
        .Select(Silent)];

    /// <summary>How far from firing a layer was that is taken for silent.</summary>
    internal SilentLayer Silent(int layer)
    {
        (float threshold, float beta) = layers[layer].Layer switch
        {
            Leaky l => (l.Threshold, l.Beta),
            RLeaky r => (r.Threshold, r.Beta),
            _ => (1f, 0f),
        };
        return new(layer, threshold, LargestSteadyInput(layers[layer].Membranes!, beta));
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
