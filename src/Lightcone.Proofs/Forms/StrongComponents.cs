namespace Lightcone.Proofs.Forms;

/// <summary>The strongly connected components of a directed graph: two nodes share one when each is reached from the other (Kosaraju's two passes).</summary>
internal static class StrongComponents
{
    /// <summary>The number of the component of each node.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="edges">The edges.</param>
    public static int[] Of(int nodes, IReadOnlyCollection<(int From, int To)> edges)
    {
        ILookup<int, int> forward = edges.ToLookup(static edge => edge.From, static edge => edge.To);
        ILookup<int, int> backward = edges.ToLookup(static edge => edge.To, static edge => edge.From);
        List<int> order = [];
        bool[] seen = new bool[nodes];
        for (int node = 0; node < nodes; node++)
            Walk(node, forward, seen, order);
        int[] component = new int[nodes];
        bool[] done = new bool[nodes];
        int count = 0;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (done[order[i]])
                continue;
            List<int> members = [];
            Walk(order[i], backward, done, members);
            foreach (int member in members)
                component[member] = count;
            count++;
        }

        return component;
    }

    /// <summary>Depth first, on a stack of its own; nodes are listed when they are left.</summary>
    private static void Walk(int start, ILookup<int, int> edges, bool[] seen, List<int> left)
    {
        if (seen[start])
            return;
        seen[start] = true;
        Stack<(int Node, IEnumerator<int> Next)> path = new([(start, edges[start].GetEnumerator())]);
        while (path.TryPeek(out (int Node, IEnumerator<int> Next) top))
        {
            if (!top.Next.MoveNext())
            {
                left.Add(top.Node);
                path.Pop();
            }
            else if (!seen[top.Next.Current])
            {
                seen[top.Next.Current] = true;
                path.Push((top.Next.Current, edges[top.Next.Current].GetEnumerator()));
            }
        }
    }
}
