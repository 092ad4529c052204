namespace Lightcone.Inference;

/// <summary>
/// The tree of all prefixes of the questions, with the outputs on its edges, and the folding of one subtree into another that state merging is made of.
/// Layout: the edges of a node are a linked list through arrays; an output that no pair says is -1 until a fold brings it; a failed fold is undone from a log.
/// </summary>
internal sealed class PrefixTree
{
    private readonly List<int> heads = [-1];
    private readonly List<int> depths = [0];
    private readonly List<(byte Input, int Output, int Target, int Next, int Line)> edges = [];
    private readonly List<(int Node, int Edge)> log = [];
    private readonly Stack<(int Into, int From)> work = new();

    private PrefixTree()
    {
    }

    /// <summary>The tree of some pairs; input symbols pass through <paramref name="feature"/> first.</summary>
    /// <returns>The tree, or null with two lines that give one prefix different outputs.</returns>
    public static (PrefixTree? Tree, int FirstLine, int SecondLine) Build(AlignedPairs pairs, Func<byte, byte> feature)
    {
        PrefixTree tree = new();
        foreach (AlignedPair pair in pairs.Pairs)
        {
            int node = 0;
            for (int i = 0; i < pair.Input.Length; i++)
            {
                byte input = feature(pair.Input[i]);
                int output = pair.OutputAt(i);
                int edge = tree.Find(node, input);
                if (edge < 0)
                {
                    tree.heads.Add(-1);
                    tree.depths.Add(i + 1);
                    edge = tree.Add(node, input, output, tree.heads.Count - 1, pair.Line);
                }
                else if (tree.edges[edge].Output < 0)
                {
                    tree.edges[edge] = tree.edges[edge] with { Output = output, Line = pair.Line };
                }
                else if (output >= 0 && tree.edges[edge].Output != output)
                {
                    return (null, tree.edges[edge].Line, pair.Line);
                }

                node = tree.edges[edge].Target;
            }
        }

        return (tree, 0, 0);
    }

    public int Depth(int node) => depths[node];

    /// <summary>The edges of a node as they now are.</summary>
    public IEnumerable<(byte Input, int Output, int Target)> Edges(int node)
    {
        for (int edge = heads[node]; edge >= 0; edge = edges[edge].Next)
            yield return (edges[edge].Input, edges[edge].Output, edges[edge].Target);
    }

    /// <summary>Lets the edge of <paramref name="node"/> on <paramref name="input"/> lead elsewhere.</summary>
    public void Redirect(int node, byte input, int target)
    {
        int edge = Find(node, input);
        edges[edge] = edges[edge] with { Target = target };
    }

    /// <summary>Merges the tree below <paramref name="from"/> into <paramref name="into"/>.</summary>
    /// <returns>How many edges agreed; -1 when outputs differ, and nothing was changed.</returns>
    public int Fold(int into, int from, bool keep)
    {
        log.Clear();
        work.Clear();
        work.Push((into, from));
        int agreed = 0;
        bool fits = true;
        while (fits && work.TryPop(out (int Into, int From) pair))
            for (int edge = heads[pair.From]; edge >= 0 && fits; edge = edges[edge].Next)
            {
                (byte input, int output, int target, _, int line) = edges[edge];
                int known = Find(pair.Into, input);
                if (known < 0)
                {
                    Add(pair.Into, input, output, target, line);
                    log.Add((pair.Into, -1));
                    continue;
                }

                int before = edges[known].Output;
                fits = before < 0 || output < 0 || before == output;
                agreed += before >= 0 && before == output ? 1 : 0;
                if (before < 0 && output >= 0)
                {
                    edges[known] = edges[known] with { Output = output };
                    log.Add((pair.Into, known));
                }

                if (fits)
                    work.Push((edges[known].Target, target));
            }

        if (!fits || !keep)
            for (int i = log.Count - 1; i >= 0; i--)
            {
                (int node, int edge) = log[i];
                if (edge >= 0)
                {
                    edges[edge] = edges[edge] with { Output = -1 };
                    continue;
                }

                heads[node] = edges[^1].Next;
                edges.RemoveAt(edges.Count - 1);
            }

        return fits ? agreed : -1;
    }

    private int Find(int node, byte input)
    {
        int edge = heads[node];
        while (edge >= 0 && edges[edge].Input != input)
            edge = edges[edge].Next;
        return edge;
    }

    private int Add(int node, byte input, int output, int target, int line)
    {
        edges.Add((input, output, target, heads[node], line));
        heads[node] = edges.Count - 1;
        return edges.Count - 1;
    }
}
