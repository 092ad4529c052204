using Lightcone.Tasks;

namespace Lightcone.Formats.Onnx;

/// <summary>The part of a network's first layer that reads one field in one code: a convolution over the rectangle around those neighbors, zero where none is read.</summary>
/// <param name="IsFrozen">Whether the field is the frozen input.</param>
/// <param name="Margins">The rectangle.</param>
/// <param name="Code">For each symbol its numbers.</param>
/// <param name="Width">How many numbers a symbol becomes: the channels.</param>
/// <param name="Weights">[unit, channel, row, column].</param>
internal sealed record OnnxConvolution(bool IsFrozen, Margins Margins, float[] Code, int Width, float[] Weights)
{
    public static IEnumerable<OnnxConvolution> Of(NeuralRule network)
    {
        Signature signature = network.Signature;
        var groups = Enumerable.Range(0, signature.Positions).Where(p => network.Encoder.Width(p) > 0)
            .GroupBy(p => (IsFrozen: p < signature.FrozenNeighborhood.Count, Code: network.Codes[p]));
        int[] first = new int[signature.Positions];
        for (int p = 1; p < first.Length; p++)
            first[p] = first[p - 1] + network.Encoder.Width(p - 1);
        foreach (IGrouping<(bool IsFrozen, SymbolCode Code), int> group in groups)
        {
            int width = network.Encoder.Width(group.First());
            Margins margins = Margins.Of([.. group.Select(signature.OffsetAt)]);
            int area = margins.Width * margins.Height;
            float[] weights = new float[network.HiddenUnits * width * area];
            foreach (int position in group)
                for (int unit = 0; unit < network.HiddenUnits; unit++)
                    for (int channel = 0; channel < width; channel++)
                        weights[(((unit * width) + channel) * area) + margins.Place(signature.OffsetAt(position))] = (float)network.Weights[(unit * network.Inputs) + first[position] + channel];
            yield return new(group.Key.IsFrozen, margins, [.. network.Encoder.Table(group.First()).ToArray().Select(static value => (float)value)], width, weights);
        }
    }
}
