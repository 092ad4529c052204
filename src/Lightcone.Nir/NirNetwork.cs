using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Nir;

/// <summary>Makes a network of a graph whose nodes feed one another in a row.</summary>
internal static class NirNetwork
{
    public static Network Read(NirGraph graph, double? step, SourceLocation place)
    {
        double seconds = step ?? (graph.Metadata.TryGetValue("dt", out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double said) && said > 0 ? said : NirFile.UsualStep);
        (int inputs, List<(string Name, NirNode Node)> chain) = Chain(graph, place);
        NirLayers layers = new(inputs, seconds, place);
        foreach ((string name, NirNode node) in chain)
            layers.Add(name, node);
        return layers.ToNetwork(graph.Metadata.GetValueOrDefault("architecture"));
    }

    /// <summary>The nodes between input and output, in the order in which they feed one another.</summary>
    private static (int Inputs, List<(string Name, NirNode Node)> Chain) Chain(NirGraph graph, SourceLocation place)
    {
        string[] starts = [.. graph.Nodes.Where(static node => node.Value.Type == "Input").Select(static node => node.Key)];
        if (starts.Length != 1)
            throw new InputException($"expected one node of type Input, found {starts.Length}.", place);
        int inputs = graph.Nodes[starts[0]].Arrays.TryGetValue("shape", out NirArray? shape) ? (int)Math.Min(65_537, shape.Values.Aggregate(1.0, static (product, axis) => product * axis)) : 0;
        List<(string, NirNode)> chain = [];
        HashSet<string> seen = [];
        string at = starts[0];
        while (true)
        {
            string[] next = [.. graph.Edges.Where(edge => edge.From == at).Select(static edge => edge.To).Distinct(StringComparer.Ordinal)];
            if (next.Length != 1)
                throw new InputException($"'{at}' feeds {(next.Length == 0 ? "nothing" : $"{next.Length} nodes ({string.Join(", ", next)})")}: only graphs in which each node feeds the next one can be read.", place);
            at = next[0];
            if (graph.Edges.Where(edge => edge.To == at).Select(static edge => edge.From).Distinct(StringComparer.Ordinal).Count() > 1)
                throw new InputException($"'{at}' is fed by several nodes: only graphs in which each node feeds the next one can be read.", place);
            if (!graph.Nodes.TryGetValue(at, out NirNode? node))
                throw new InputException($"an edge leads to '{at}', and there is no such node.", place);
            if (!seen.Add(at))
                throw new InputException($"the edges run in a circle through '{at}'. Connections back to a neuron are read where they lie in a graph of their own: input, LIF, weights, output.", place);
            if (node.Type == "Output")
                return (inputs, chain);
            chain.Add((at, node));
        }
    }
}
