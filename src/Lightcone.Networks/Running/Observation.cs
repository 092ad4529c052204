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
}
