namespace Lightcone.Quadtrees;

/// <summary>Nodes while a tree is made: equal ones are kept once, empty ones are node 0.</summary>
internal sealed class QuadtreeNodes
{
    private readonly Dictionary<QuadtreeNode, int> numbers = [];
    private readonly List<QuadtreeNode> nodes = [default];

    public QuadtreeNode this[int number] => nodes[number];

    /// <summary>The number of a node, a new one where there is none of its kind yet.</summary>
    public int Add(QuadtreeNode node)
    {
        if (node.IsEmpty)
            return 0;
        if (numbers.TryGetValue(node, out int number))
            return number;
        number = nodes.Count;
        numbers.Add(node, number);
        nodes.Add(node);
        return number;
    }

    /// <summary>The root of the smallest tree around the same middle with the same cells.</summary>
    public (int Root, int Level) Trim(int root, int level)
    {
        while (root != 0 && level > 1)
        {
            QuadtreeNode node = nodes[root];
            (QuadtreeNode nw, QuadtreeNode ne, QuadtreeNode sw, QuadtreeNode se) = (nodes[node.NorthWest], nodes[node.NorthEast], nodes[node.SouthWest], nodes[node.SouthEast]);
            if ((nw.NorthWest | nw.NorthEast | nw.SouthWest | ne.NorthWest | ne.NorthEast | ne.SouthEast | sw.NorthWest | sw.SouthWest | sw.SouthEast | se.NorthEast | se.SouthWest | se.SouthEast) != 0)
                break;
            level--;
            root = Add(new(level, nw.SouthEast, ne.SouthWest, sw.NorthEast, se.NorthWest));
        }

        return (root, root == 0 ? 1 : level);
    }

    /// <summary>What belongs to a root, each node after its quarters, in the order northwest, northeast, southwest, southeast: equal trees are equal lists.</summary>
    public List<QuadtreeNode> Reached(int root)
    {
        List<QuadtreeNode> reached = [default];
        int[] renamed = new int[nodes.Count];
        Visit(root);
        return reached;

        int Visit(int number)
        {
            if (number == 0 || renamed[number] != 0)
                return renamed[number];
            QuadtreeNode node = nodes[number];
            reached.Add(node.Level == 1 ? node : node.Select(Visit));
            return renamed[number] = reached.Count - 1;
        }
    }
}
