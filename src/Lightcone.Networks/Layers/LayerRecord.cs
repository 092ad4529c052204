using Lightcone.Foundation.Arrays;

namespace Lightcone.Networks.Layers;

/// <summary>What one layer did during a run.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Outputs">Its outputs, [batch, time, units]; zeros and ones for a spiking layer.</param>
/// <param name="Membranes">Its membranes, [batch, time, units], after the step's input and before the next step's reset (after its own reset where that does not wait); null for a layer without membranes.</param>
public sealed record LayerRecord(Layer Layer, Sequences Outputs, Sequences? Membranes)
{
    /// <summary>Mean spikes per unit and step, 0 to 1, of a spiking layer; the mean output of any other.</summary>
    public double MeanRate
    {
        get
        {
            double sum = 0;
            foreach (float s in Outputs.Values)
                sum += s;
            return sum / Outputs.Values.Length;
        }
    }

    /// <summary>Outputs added over time, [batch, units]: a layer's spike counts, what comparisons of representations work on.</summary>
    public float[] Counts()
    {
        float[] counts = new float[Outputs.Batch * Outputs.Features];
        for (int sample = 0; sample < Outputs.Batch; sample++)
            for (int i = 0; i < Outputs.Time * Outputs.Features; i++)
                counts[(sample * Outputs.Features) + (i % Outputs.Features)] += Outputs.Sample(sample)[i];
        return counts;
    }
}
