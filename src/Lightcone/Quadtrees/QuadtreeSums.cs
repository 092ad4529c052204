using System.Numerics;

namespace Lightcone.Quadtrees;

/// <summary>What is summed up over the nodes of a tree, each once.</summary>
internal static class QuadtreeSums
{
    public static BigInteger Population(Quadtree tree)
    {
        BigInteger[] sums = new BigInteger[tree.Nodes.Length];
        for (int i = 1; i < sums.Length; i++)
        {
            QuadtreeNode node = tree.Nodes[i];
            sums[i] = node.Level == 1
                ? Math.Sign(node.NorthWest) + Math.Sign(node.NorthEast) + Math.Sign(node.SouthWest) + Math.Sign(node.SouthEast)
                : sums[node.NorthWest] + sums[node.NorthEast] + sums[node.SouthWest] + sums[node.SouthEast];
        }

        return sums[tree.Root];
    }

    public static CellBox? Bounds(Quadtree tree)
    {
        if (tree.Root == 0)
            return null;
        CellBox[] boxes = new CellBox[tree.Nodes.Length];
        for (int i = 1; i < boxes.Length; i++)
        {
            QuadtreeNode node = tree.Nodes[i];
            BigInteger half = BigInteger.One << (node.Level - 1);
            CellBox? box = null;
            Add(node.NorthWest, 0, 0);
            Add(node.NorthEast, half, 0);
            Add(node.SouthWest, 0, half);
            Add(node.SouthEast, half, half);
            boxes[i] = box!.Value;

            void Add(int quarter, BigInteger x, BigInteger y)
            {
                if (quarter == 0)
                    return;
                CellBox own = node.Level == 1 ? new(0, 0, 1, 1) : boxes[quarter];
                own = own with { Left = own.Left + x, Top = own.Top + y };
                box = box is { } other ? other.Around(own) : own;
            }
        }

        BigInteger middle = BigInteger.One << (tree.Level - 1);
        CellBox whole = boxes[tree.Root];
        return whole with { Left = whole.Left - middle, Top = whole.Top - middle + 1 };
    }
}
