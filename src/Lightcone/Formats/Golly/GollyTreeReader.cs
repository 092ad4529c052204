using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>Reads a @TREE section: a decision diagram over the cells of a neighborhood, each node with a child for each state, the root last.</summary>
internal sealed class GollyTreeReader(string? file)
{
    // Golly's order of questions.
    private static readonly Offset[] Four = [new(0, -1), new(-1, 0), new(1, 0), new(0, 1), new(0, 0)];
    private static readonly Offset[] Eight = [new(-1, -1), new(1, -1), new(-1, 1), new(1, 1), new(0, -1), new(-1, 0), new(1, 0), new(0, 1), new(0, 0)];

    private readonly List<int[]> nodes = [];
    private int states;
    private int neighbors;
    private int count;
    private int number;

    public LocalRule Read(IEnumerable<(int Number, string Text)> lines)
    {
        foreach ((int line, string content) in lines)
        {
            number = line;
            if (content.Contains('=', StringComparison.Ordinal))
                Parameter(content);
            else
                Node(content);
        }

        if (states == 0 || nodes.Count == 0 || nodes.Count != count || nodes[^1][0] != neighbors + 1)
            throw Error($"expected {count} nodes of which the last one is the root at depth {neighbors + 1}, found {nodes.Count}. The tree was cut off or changed.");
        return Expand();
    }

    private void Parameter(string content)
    {
        string[] parts = content.Split('=', 2, StringSplitOptions.TrimEntries);
        int value = Number(parts[1]);
        bool known = parts[0] switch
        {
            "num_states" => value is >= 2 and <= Alphabet.MaxSize && (states = value) > 0,
            "num_neighbors" => value is 4 or 8 && (neighbors = value) > 0,
            "num_nodes" => value > 0 && (count = value) > 0,
            _ => throw Error($"expected num_states, num_neighbors or num_nodes before the equals sign, found '{EditDistance.Excerpt(parts[0])}'."),
        };
        if (!known)
            throw Error($"{parts[0]} cannot be {value}: num_states goes from 2 to 256, num_neighbors is 4 or 8.");
    }

    private void Node(string content)
    {
        if (states == 0 || neighbors == 0 || count == 0)
            throw Error("expected num_states, num_neighbors and num_nodes before the first node.");
        string[] words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != states + 1 || nodes.Count == count)
            throw Error($"expected {count} nodes of {states + 1} numbers each; this is node {nodes.Count + 1} with {words.Length} numbers.");
        int[] node = [.. words.Select(Number)];
        bool right = node[0] >= 1 && node[0] <= neighbors + 1
            && node.Skip(1).All(child => node[0] == 1 ? child < states : child < nodes.Count && nodes[child][0] == node[0] - 1);
        if (!right)
            throw Error("a node of depth 1 lists states, a deeper one nodes above it of the depth below its own; this one does not.");
        nodes.Add(node);
    }

    private LocalRule Expand()
    {
        GollyNeighborhood neighborhood = neighbors == 4 ? GollyNeighborhood.VonNeumann : GollyNeighborhood.Moore;
        Signature signature = neighborhood.SignatureOf(states, new SourceLocation(file, number));
        int[] weights = GollyNeighborhood.Weights(signature, neighbors == 4 ? Four : Eight);
        byte[] table = new byte[signature.DomainSize];
        Walk(nodes[^1], 0, 0);
        return LocalRule.FromTable(signature, table);

        void Walk(int[] node, int question, int index)
        {
            for (int state = 0; state < states; state++)
            {
                int child = node[state + 1];
                int here = index + (state * weights[question]);
                if (node[0] == 1)
                    table[here] = (byte)child;
                else
                    Walk(nodes[child], question + 1, here);
            }
        }
    }

    private int Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Error($"expected a number, found '{EditDistance.Excerpt(word)}'.");

    private InputException Error(string problem) => new(problem, new SourceLocation(file, number));
}
