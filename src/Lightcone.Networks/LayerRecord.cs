using Lightcone.Foundation.Imaging;
using Lightcone.Networks.Figures;

namespace Lightcone.Networks;

/// <summary>What one layer did during a run.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Outputs">Its outputs, [batch, time, units]; zeros and ones for a spiking layer.</param>
/// <param name="Membranes">Its membranes, [batch, time, units], after the step's input and before the next step's reset; null for a layer without membranes.</param>
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

    /// <summary>A spike raster of one sample: time to the right, one row per unit from top to bottom, a mark at each spike.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="scale">Pixels per step and per unit, 1 to 64. Default 6.</param>
    /// <exception cref="InvalidOperationException">The layer does not spike.</exception>
    public Image Raster(int sample, int scale = 6)
    {
        if (!Layer.Spikes)
            throw new InvalidOperationException("only a spiking layer has a raster: draw its traces instead.");
        return NeuronFigures.Raster(Outputs.Sample(sample), Outputs.Features, scale);
    }

    /// <summary>The membranes of some units of one sample over time, one panel each, with the threshold as a line and spikes as marks.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="units">Which units; the first eight when empty.</param>
    /// <exception cref="InvalidOperationException">The layer has no membranes.</exception>
    public Image Traces(int sample, params ReadOnlySpan<int> units)
    {
        if (Membranes is null)
            throw new InvalidOperationException("this layer has no membranes.");
        float? threshold = Layer switch { Leaky l => l.Threshold, RLeaky r => r.Threshold, _ => null };
        int[] chosen = units.IsEmpty ? [.. Enumerable.Range(0, Math.Min(8, Membranes.Features))] : units.ToArray();
        return NeuronFigures.Traces(Membranes.Sample(sample), Membranes.Features, chosen, threshold);
    }
}
