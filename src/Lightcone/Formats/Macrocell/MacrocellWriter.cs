using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Macrocell;

/// <summary>Writes the nodes of a tree, each after its quarters.</summary>
internal static class MacrocellWriter
{
    private const int LeafLevel = 3;

    /// <param name="text">What is written to.</param>
    /// <param name="nodes">The nodes, number 0 for nothing, the whole last.</param>
    /// <param name="isBinary">Whether leaves are 8x8 cells, and not nodes of four.</param>
    public static void Write(StringBuilder text, IReadOnlyList<QuadtreeNode> nodes, bool isBinary)
    {
        int[] numbers = new int[nodes.Count];
        int lines = 0;
        for (int i = 1; i < nodes.Count; i++)
        {
            QuadtreeNode node = nodes[i];
            if (isBinary && node.Level < LeafLevel)
                continue;
            numbers[i] = ++lines;
            if (isBinary && node.Level == LeafLevel)
                Leaf(text, nodes, node);
            else
            {
                QuadtreeNode line = node.Level == 1 ? node : node.Select(quarter => numbers[quarter]);
                text.Append(CultureInfo.InvariantCulture, $"{line.Level} {line.NorthWest} {line.NorthEast} {line.SouthWest} {line.SouthEast}\n");
            }
        }
    }

    private static void Leaf(StringBuilder text, IReadOnlyList<QuadtreeNode> nodes, QuadtreeNode leaf)
    {
        bool[,] cells = new bool[1 << LeafLevel, 1 << LeafLevel];
        Fill(leaf, 0, 0);
        int rows = 1 << LeafLevel;
        while (Length(rows - 1) == 0)
            rows--;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < Length(y); x++)
                text.Append(cells[y, x] ? '*' : '.');
            text.Append('$');
        }

        text.Append('\n');

        void Fill(QuadtreeNode node, int x, int y)
        {
            int half = 1 << (node.Level - 1);
            foreach ((int quarter, int dx, int dy) in (ImmutableArray<(int, int, int)>)[(node.NorthWest, 0, 0), (node.NorthEast, half, 0), (node.SouthWest, 0, half), (node.SouthEast, half, half)])
                if (quarter != 0 && node.Level == 1)
                    cells[y + dy, x + dx] = true;
                else if (quarter != 0)
                    Fill(nodes[quarter], x + dx, y + dy);
        }

        int Length(int y)
        {
            int length = 1 << LeafLevel;
            while (length > 0 && !cells[y, length - 1])
                length--;
            return length;
        }
    }
}
