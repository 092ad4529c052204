namespace Lightcone.Quadtrees;

/// <summary>A rectangle of the plane that is filled from a tree.</summary>
internal readonly struct QuadtreeWindow
{
    private readonly Quadtree tree;
    private readonly long left;
    private readonly long top;
    private readonly int width;
    private readonly int height;

    /// <exception cref="Foundation.Input.InputException">The tree is larger than 2^62 cells a side.</exception>
    public QuadtreeWindow(Quadtree tree, long left, long top, int width, int height)
    {
        if (tree.Level > Quadtree.MostListed)
            throw tree.TooLarge();
        (this.tree, this.left, this.top, this.width, this.height) = (tree, left, top, width, height);
    }

    public void Fill(Span<byte> cells)
    {
        long half = 1L << (tree.Level - 1);
        Fill(cells, tree.Root, tree.Level, -half - left, 1 - half - top);
    }

    /// <summary>Fills what a square holds, whose first cell is at column x and row y of the rectangle.</summary>
    private void Fill(Span<byte> cells, int number, int level, long x, long y)
    {
        long side = 1L << level;
        if (number == 0 || x >= width || y >= height || x + side <= 0 || y + side <= 0)
            return;
        if (level == 0)
        {
            cells[(int)((y * width) + x)] = (byte)number;
            return;
        }

        QuadtreeNode node = tree.Nodes[number];
        long half = side / 2;
        Fill(cells, node.NorthWest, level - 1, x, y);
        Fill(cells, node.NorthEast, level - 1, x + half, y);
        Fill(cells, node.SouthWest, level - 1, x, y + half);
        Fill(cells, node.SouthEast, level - 1, x + half, y + half);
    }
}
