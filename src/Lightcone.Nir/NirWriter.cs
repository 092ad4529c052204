using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;
using PureHDF;

namespace Lightcone.Nir;

/// <summary>Writes a network as a NIR graph: the nodes input, 0, 1, 2, ... and output, each feeding the next.</summary>
internal static class NirWriter
{
    /// <summary>The version of the file layout.</summary>
    private const string Version = "1.0.6";

    public static byte[] Format(Network network, double step, IReadOnlyDictionary<string, string> notes)
    {
        Architecture architecture = network.Architecture;
        H5Group nodes = new() { ["input"] = End("Input", architecture.Inputs) };
        List<string> names = ["input"];
        for (int i = 0; i < architecture.Layers.Length; i++)
        {
            string name = i.ToString(CultureInfo.InvariantCulture);
            nodes[name] = Node(network, i, step);
            names.Add(name);
        }

        nodes["output"] = End("Output", architecture.Outputs);
        names.Add("output");
        H5Group graph = Graph(nodes, [.. names.Zip(names.Skip(1))]);
        H5Group metadata = new() { ["architecture"] = architecture.ToString(), ["dt"] = step };
        if (notes.Keys.FirstOrDefault(name => metadata.ContainsKey(name)) is { } taken)
            throw new ArgumentException($"'{taken}' is what the file says of the network itself: a note needs another name.", nameof(notes));
        foreach ((string name, string text) in notes.OrderBy(static note => note.Key, StringComparer.Ordinal))
            metadata[name] = text;
        graph["metadata"] = metadata;
        using MemoryStream stream = new();
        new H5File { ["version"] = Version, ["node"] = graph }.Write(stream);
        return stream.ToArray();
    }

    private static H5Group Node(Network network, int index, double step)
    {
        int width = network.Architecture.Width(index + 1);
        switch (network.Architecture.Layers[index])
        {
            case Linear:
                return Affine(Tensor(network, index, "weight"), Tensor(network, index, "bias"));
            case Leaky leaky:
                return Neuron("LIF", Betas(network, index), leaky.Threshold, step);
            case LeakyIntegrator:
                return Neuron("LI", Betas(network, index), null, step);
            case RLeaky leaky:
                H5Group nodes = new()
                {
                    ["input"] = End("Input", width),
                    ["lif"] = Neuron("LIF", Betas(network, index), leaky.Threshold, step),
                    ["w_rec"] = Affine(Tensor(network, index, "recurrent.weight"), Tensor(network, index, "recurrent.bias")),
                    ["output"] = End("Output", width),
                };
                return Graph(nodes, [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")]);
            default:
                string text = network.Architecture.ToString().Split(" | ")[index + 1];
                throw new InputException(FormattableString.Invariant($"NIR has no node for layer {index + 1}, '{text}': it knows linear, leaky, rleaky and integrator layers. ONNX knows all layers but conv, positions and transformer."));
        }
    }

    private static H5Group Neuron(string type, double[] betas, float? threshold, double step)
    {
        if (betas.Any(static beta => beta >= 1))
            throw new InputException("a neuron with beta 1 never leaks: its time constant dt / (1 - beta) in NIR would be infinite.");
        double[] tau = [.. betas.Select(beta => step / (1 - beta))];
        H5Group node = new() { ["type"] = type, ["tau"] = tau, ["r"] = tau.Select(each => each / step).ToArray(), ["v_leak"] = new double[betas.Length] };
        if (threshold is { } limit)
        {
            node["v_threshold"] = Enumerable.Repeat((double)limit, betas.Length).ToArray();
            node["v_reset"] = new double[betas.Length];
        }

        return node;
    }

    private static H5Group Affine(Parameter weight, Parameter bias)
    {
        float[,] matrix = new float[weight.Shape[0], weight.Shape[1]];
        for (int row = 0; row < matrix.GetLength(0); row++)
            for (int column = 0; column < matrix.GetLength(1); column++)
                matrix[row, column] = weight.Values[(row * matrix.GetLength(1)) + column];
        return new() { ["type"] = "Affine", ["weight"] = matrix, ["bias"] = bias.Values.ToArray() };
    }

    private static H5Group Graph(H5Group nodes, IReadOnlyList<(string From, string To)> edges)
    {
        string[,] pairs = new string[edges.Count, 2];
        for (int i = 0; i < edges.Count; i++)
            (pairs[i, 0], pairs[i, 1]) = edges[i];
        return new() { ["type"] = "NIRGraph", ["nodes"] = nodes, ["edges"] = pairs };
    }

    private static H5Group End(string type, int width) => new() { ["type"] = type, ["shape"] = (long[])[width] };

    private static double[] Betas(Network network, int index) => [.. network.Betas(index).Select(static beta => (double)beta)];

    private static Parameter Tensor(Network network, int index, string name) => network.Parameters[string.Create(CultureInfo.InvariantCulture, $"{index}.{name}")];
}
