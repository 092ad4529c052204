using System.Numerics;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Plane;

/// <summary>What can be told of a square without changing anything.</summary>
/// <param name="store">The squares.</param>
internal sealed unsafe class SquareReader(NodeStore store)
{
    /// <summary>Up to this level a square's cells are counted in 64 bits.</summary>
    private const int WordLevel = 31;

    private readonly int leafLevel = store.Leaves.Level;

    /// <summary>How many cells are not of a state. Costs a look at each different square.</summary>
    public BigInteger CountOthers(int square, int level, byte state)
    {
        // Pages that are not touched take no memory.
        using NativeBuffer<ulong> counts = new(store.Top);
        Dictionary<int, BigInteger> large = [];
        return Large(square, level);

        BigInteger Large(int at, int height)
        {
            if (height <= WordLevel)
                return Small(at, height);
            if (large.TryGetValue(at, out BigInteger known))
                return known;
            Node node = *store.At(at);
            return large[at] = Large(node.NW, height - 1) + Large(node.NE, height - 1) + Large(node.SW, height - 1) + Large(node.SE, height - 1);
        }

        ulong Small(int at, int height)
        {
            if (height == leafLevel)
                return (ulong)store.Leaves.CountOthers(at, state);
            // One more than the count: 0 is not known yet.
            if (counts.Start[at] != 0)
                return counts.Start[at] - 1;
            Node node = *store.At(at);
            ulong sum = Small(node.NW, height - 1) + Small(node.NE, height - 1) + Small(node.SW, height - 1) + Small(node.SE, height - 1);
            counts.Start[at] = sum + 1;
            return sum;
        }
    }

    /// <summary>How far from a side of a square the first cell is that is not of a state; null when there is none.</summary>
    /// <param name="square">The square.</param>
    /// <param name="level">Its level.</param>
    /// <param name="state">The state.</param>
    /// <param name="side">0 from the left, 1 from the right, 2 from the top, 3 from the bottom.</param>
    public Int128? Distance(int square, int level, byte state, int side)
    {
        if (square == store.Uniform(level, state))
            return null;
        Int128 distance = 0;
        HashSet<int> edge = [square];
        for (; level > leafLevel; level--)
        {
            int empty = store.Uniform(level - 1, state);
            HashSet<int> outer = Halves(edge, side, true, empty);
            distance += outer.Count == 0 ? Int128.One << (level - 1) : 0;
            edge = outer.Count == 0 ? Halves(edge, side, false, empty) : outer;
        }

        return distance + edge.Min(leaf => FirstLine(leaf, state, side));
    }

    /// <summary>Writes a part of a square: its cells from a column and row on.</summary>
    /// <param name="square">The square.</param>
    /// <param name="level">Its level.</param>
    /// <param name="left">Its first column, counted from the part's.</param>
    /// <param name="top">Its first row, counted from the part's.</param>
    /// <param name="cells">The part, row by row.</param>
    /// <param name="width">Columns of the part.</param>
    public void Read(int square, int level, Int128 left, Int128 top, byte[] cells, int width)
    {
        int height = cells.Length / width;
        Int128 side = Int128.One << level;
        if (left >= width || top >= height || left + side <= 0 || top + side <= 0)
            return;
        if (level > leafLevel)
        {
            Node node = *store.At(square);
            Int128 half = side >> 1;
            Read(node.NW, level - 1, left, top, cells, width);
            Read(node.NE, level - 1, left + half, top, cells, width);
            Read(node.SW, level - 1, left, top + half, cells, width);
            Read(node.SE, level - 1, left + half, top + half, cells, width);
            return;
        }

        Span<byte> leaf = stackalloc byte[1 << (2 * leafLevel)];
        store.Leaves.CopyTo(square, leaf);
        (int x, int y, int edge) = ((int)left, (int)top, 1 << leafLevel);
        int first = Math.Max(0, -x);
        int count = Math.Min(edge, width - x) - first;
        for (int row = Math.Max(0, -y); row < Math.Min(edge, height - y); row++)
            leaf.Slice((row * edge) + first, count).CopyTo(cells.AsSpan(((y + row) * width) + x + first));
    }

    /// <summary>Lists the cells that are not of a state, in any order: row, column and state of each in one number, 24, 24 and 8 bits.</summary>
    /// <param name="square">The square.</param>
    /// <param name="level">Its level.</param>
    /// <param name="state">The state.</param>
    /// <param name="left">Its first column, counted from where columns are counted from.</param>
    /// <param name="top">Its first row.</param>
    /// <param name="cells">Receives them.</param>
    /// <param name="most">The most that are listed.</param>
    /// <returns>Whether there are no more than that.</returns>
    public bool TryList(int square, int level, byte state, Int128 left, Int128 top, List<ulong> cells, int most)
    {
        if (square == store.Uniform(level, state))
            return true;
        if (level > leafLevel)
        {
            Node node = *store.At(square);
            Int128 half = Int128.One << (level - 1);
            return TryList(node.NW, level - 1, state, left, top, cells, most) && TryList(node.NE, level - 1, state, left + half, top, cells, most)
                && TryList(node.SW, level - 1, state, left, top + half, cells, most) && TryList(node.SE, level - 1, state, left + half, top + half, cells, most);
        }

        Span<byte> leaf = stackalloc byte[1 << (2 * leafLevel)];
        store.Leaves.CopyTo(square, leaf);
        for (int i = 0; i < leaf.Length; i++)
            if (leaf[i] != state)
                cells.Add(((ulong)((long)top + (i >> leafLevel)) << 32) | ((ulong)((long)left + (i & ((1 << leafLevel) - 1))) << 8) | leaf[i]);
        return cells.Count <= most;
    }

    /// <summary>A cell that is not of a state, of a square that has one: of each square a quarter that has one, any of them as likely as another.</summary>
    /// <param name="square">The square.</param>
    /// <param name="level">Its level.</param>
    /// <param name="state">The state.</param>
    /// <param name="stream">The choice.</param>
    /// <returns>Column and row, counted from the square's.</returns>
    public (Int128 X, Int128 Y) Pick(int square, int level, byte state, RandomStream stream)
    {
        (Int128 x, Int128 y) = (0, 0);
        for (; level > leafLevel; level--)
        {
            Node node = *store.At(square);
            int empty = store.Uniform(level - 1, state);
            int[] quarters = [node.NW, node.NE, node.SW, node.SE];
            int[] lively = [.. Enumerable.Range(0, 4).Where(i => quarters[i] != empty)];
            int quarter = lively[stream.NextInt32(lively.Length)];
            square = quarters[quarter];
            x += (quarter & 1) == 0 ? 0 : Int128.One << (level - 1);
            y += quarter < 2 ? 0 : Int128.One << (level - 1);
        }

        byte[] leaf = new byte[1 << (2 * leafLevel)];
        store.Leaves.CopyTo(square, leaf);
        int[] cells = [.. Enumerable.Range(0, leaf.Length).Where(i => leaf[i] != state)];
        int cell = cells[stream.NextInt32(cells.Length)];
        return (x + (cell & ((1 << leafLevel) - 1)), y + (cell >> leafLevel));
    }

    /// <summary>Whether nothing but a state lies in the outer half of a square: whether its middle, half as wide, holds all that is something else.</summary>
    public bool IsFramed(int square, int level, byte state)
    {
        if (level < leafLevel + 2)
            return false;
        int empty = store.Uniform(level - 2, state);
        Node node = *store.At(square);
        (Node nw, Node ne, Node sw, Node se) = (*store.At(node.NW), *store.At(node.NE), *store.At(node.SW), *store.At(node.SE));
        return nw.NW == empty && nw.NE == empty && nw.SW == empty && ne.NW == empty && ne.NE == empty && ne.SE == empty
            && sw.NW == empty && sw.SW == empty && sw.SE == empty && se.NE == empty && se.SW == empty && se.SE == empty;
    }

    private HashSet<int> Halves(HashSet<int> squares, int side, bool isOuter, int empty)
    {
        HashSet<int> halves = [];
        foreach (int square in squares)
        {
            Node node = *store.At(square);
            (int one, int other) = (isOuter ? side : side ^ 1) switch
            {
                0 => (node.NW, node.SW),
                1 => (node.NE, node.SE),
                2 => (node.NW, node.NE),
                _ => (node.SW, node.SE),
            };
            if (one != empty)
                halves.Add(one);
            if (other != empty)
                halves.Add(other);
        }

        return halves;
    }

    private int FirstLine(int leaf, byte state, int side)
    {
        int edge = 1 << leafLevel;
        Span<byte> cells = stackalloc byte[edge * edge];
        store.Leaves.CopyTo(leaf, cells);
        for (int line = 0; line < edge; line++)
            for (int i = 0; i < edge; i++)
            {
                int at = side % 2 == 0 ? line : edge - 1 - line;
                if (cells[side < 2 ? (i * edge) + at : (at * edge) + i] != state)
                    return line;
            }

        return edge;
    }
}
