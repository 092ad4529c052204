using Lightcone.Tasks;

namespace Lightcone.Formats.Onnx;

/// <summary>Writes one application of a local function to a whole lattice as nodes of a graph.</summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="boundary">What lies beyond the state's edges; beyond those of the frozen input is symbol 0.</param>
internal sealed class OnnxStep(OnnxGraph graph, Boundary boundary)
{
    /// <summary>By table: the neighborhood's number by weights, then a look-up.</summary>
    /// <returns>The result, int64, of the lattice's shape.</returns>
    public string Table(LocalRule rule, string state, string? input)
    {
        Signature signature = rule.Signature;
        int[] weights = signature.Weights();
        string? index = null;
        foreach (bool frozen in (bool[])[true, false])
        {
            Offset[] offsets = [.. (frozen ? signature.FrozenNeighborhood : signature.StateNeighborhood).Offsets];
            if (offsets.Length == 0)
                continue;
            Margins margins = Margins.Of(offsets);
            string padded = Pad(frozen ? input! : state, margins, frozen ? Boundary.Fixed() : boundary, signature.Dimensions);
            for (int i = 0; i < offsets.Length; i++)
            {
                int weight = weights[frozen ? i : signature.FrozenNeighborhood.Count + i];
                string term = graph.Node("Mul", [Cut(padded, margins, offsets[i], signature.Dimensions), graph.Constant([weight])]);
                index = index is null ? term : graph.Node("Add", [index, term]);
            }
        }

        string table = graph.Constant(OnnxGraph.UInt8, rule.Table, rule.Table.Length);
        return graph.Node("Cast", [graph.Node("Gather", [table, index!], ("axis", 0L))], ("to", (long)OnnxGraph.Int64));
    }

    /// <summary>By the network as it is: codes, a convolution for each field and code, activation, a 1x1 convolution, the largest logit.</summary>
    public string Network(NeuralRule network, string state, string? input)
    {
        Signature signature = network.Signature;
        int dimensions = signature.Dimensions;
        string? sum = null;
        foreach (OnnxConvolution convolution in OnnxConvolution.Of(network))
        {
            string padded = Pad(convolution.IsFrozen ? input! : state, convolution.Margins, convolution.IsFrozen ? Boundary.Fixed() : boundary, dimensions);
            string code = graph.Node("Gather", [graph.Constant(convolution.Code, convolution.Code.Length / convolution.Width, convolution.Width), padded], ("axis", 0L));
            // [length, channels] -> [1, channels, length], and the like for grids.
            string channels = graph.Node("Transpose", [code], ("perm", dimensions == 1 ? (long[])[1, 0] : [2, 0, 1]));
            string plane = graph.Node("Unsqueeze", [channels, graph.Constant([0], 1)]);
            string weights = graph.Constant(convolution.Weights, dimensions == 1
                ? [network.HiddenUnits, convolution.Width, convolution.Margins.Width]
                : [network.HiddenUnits, convolution.Width, convolution.Margins.Height, convolution.Margins.Width]);
            string part = graph.Node("Conv", sum is null ? [plane, weights, graph.Constant(Biases(network, hidden: true), network.HiddenUnits)] : [plane, weights]);
            sum = sum is null ? part : graph.Node("Add", [sum, part]);
        }

        string units = network.Activation switch
        {
            Activation.Absolute => graph.Node("Abs", [sum!]),
            Activation.Relu => graph.Node("Relu", [sum!]),
            _ => graph.Node("LeakyRelu", [sum!], ("alpha", 0.125f)),
        };
        ReadOnlySpan<double> readout = network.Weights.Slice((network.Inputs + 1) * network.HiddenUnits, network.HiddenUnits * network.Logits);
        float[] kernel = new float[readout.Length];
        for (int i = 0; i < kernel.Length; i++)
            kernel[i] = (float)readout[i];
        string logits = graph.Node("Conv",
            [units, graph.Constant(kernel, dimensions == 1 ? [network.Logits, network.HiddenUnits, 1] : [network.Logits, network.HiddenUnits, 1, 1]), graph.Constant(Biases(network, hidden: false), network.Logits)]);
        return network.Logits == 1
            ? graph.Node("Squeeze", [graph.Node("Cast", [graph.Node("Greater", [logits, graph.Constant([0f])])], ("to", (long)OnnxGraph.Int64)), graph.Constant([0, 1], 2)])
            : graph.Node("Squeeze", [graph.Node("ArgMax", [logits], ("axis", 1L), ("keepdims", 0L)), graph.Constant([0], 1)]);
    }

    private static float[] Biases(NeuralRule network, bool hidden)
    {
        ReadOnlySpan<double> all = hidden ? network.Weights.Slice(network.Inputs * network.HiddenUnits, network.HiddenUnits) : network.Weights[^network.Logits..];
        float[] biases = new float[all.Length];
        for (int i = 0; i < biases.Length; i++)
            biases[i] = (float)all[i];
        return biases;
    }

    /// <summary>The field with as many cells beyond its edges as its neighbors reach.</summary>
    private string Pad(string field, Margins margins, Boundary beyond, int dimensions)
    {
        if (beyond is Boundary.FixedBoundary wall)
        {
            long[] pads = dimensions == 1 ? [margins.Left, margins.Right] : [margins.Top, margins.Left, margins.Bottom, margins.Right];
            return pads.All(static pad => pad == 0) ? field : graph.Node("Pad", [field, graph.Constant(pads, pads.Length), graph.Constant([wall.Symbol])]);
        }

        string across = Along(field, dimensions - 1, margins.Left, margins.Right, beyond);
        return dimensions == 1 ? across : Along(across, 0, margins.Top, margins.Bottom, beyond);
    }

    /// <summary>On one axis: the places -before .. length + after - 1, folded back into the field.</summary>
    private string Along(string field, int axis, int before, int after, Boundary beyond)
    {
        if (before == 0 && after == 0)
            return field;
        string length = graph.Node("Gather", [graph.Node("Shape", [field]), graph.Constant([axis])], ("axis", 0L));
        string places = graph.Node("Range", [graph.Constant([-before]), graph.Node("Add", [length, graph.Constant([after])]), graph.Constant([1])]);
        string folded;
        if (beyond is Boundary.PeriodicBoundary)
            folded = graph.Node("Mod", [places, length]);
        else
        {
            string twice = graph.Node("Add", [length, length]);
            string rest = graph.Node("Mod", [places, twice]);
            folded = graph.Node("Min", [rest, graph.Node("Sub", [graph.Node("Sub", [twice, graph.Constant([1])]), rest])]);
        }

        return graph.Node("Gather", [field, folded], ("axis", (long)axis));
    }

    /// <summary>The field moved so that each cell holds its neighbor at an offset.</summary>
    private string Cut(string padded, Margins margins, Offset offset, int dimensions)
    {
        (long left, long right) = (margins.Left + offset.X, offset.X - margins.Right);
        (long top, long bottom) = (margins.Top + offset.Y, offset.Y - margins.Bottom);
        // An end is counted from the far edge; 0 would mean the near one.
        right = right == 0 ? long.MaxValue : right;
        bottom = bottom == 0 ? long.MaxValue : bottom;
        long[] starts = dimensions == 1 ? [left] : [top, left];
        long[] ends = dimensions == 1 ? [right] : [bottom, right];
        return graph.Node("Slice", [padded, graph.Constant(starts, dimensions), graph.Constant(ends, dimensions)]);
    }
}
