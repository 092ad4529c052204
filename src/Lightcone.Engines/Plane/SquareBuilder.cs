using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Plane;

/// <summary>Makes the square of a pattern.</summary>
/// <param name="store">Receives the squares.</param>
/// <param name="background">The state around the pattern.</param>
internal sealed class SquareBuilder(NodeStore store, byte background)
{
    private readonly int leafLevel = store.Leaves.Level;

    /// <summary>The smallest square around the origin of the plane that holds a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="left">The column of its first cell.</param>
    /// <param name="top">The row of its first cell.</param>
    public (int Square, int Level) Around(Lattice pattern, long left, long top)
    {
        long far = Math.Max(Math.Max(-left, -top), Math.Max(left + pattern.Shape.Width, top + pattern.Shape.Height));
        int level = leafLevel + 2;
        while (1L << (level - 1) < far)
            level++;
        return (Part(pattern, level, -(1L << (level - 1)) - left, -(1L << (level - 1)) - top), level);
    }

    /// <summary>The square of single cells, at least one, that lie around the origin.</summary>
    /// <param name="cells">Columns, rows and states; what is said last of a cell counts.</param>
    public (int Square, int Level) Around(IEnumerable<(long X, long Y, byte State)> cells)
    {
        int edge = 1 << leafLevel;
        Dictionary<(long X, long Y), byte[]> blocks = [];
        foreach ((long x, long y, byte state) in cells)
        {
            if (!blocks.TryGetValue((x >> leafLevel, y >> leafLevel), out byte[]? block))
            {
                block = new byte[edge * edge];
                Array.Fill(block, background);
                blocks.Add((x >> leafLevel, y >> leafLevel), block);
            }

            block[((y & (edge - 1)) << leafLevel) + (x & (edge - 1))] = state;
        }

        Dictionary<(long X, long Y), int> squares = [];
        foreach (((long X, long Y) at, byte[] block) in blocks)
        {
            Require();
            squares[at] = store.Leaves.Of(block);
        }

        // Four squares meet at the origin: they are all that is left in the end.
        int level = leafLevel;
        for (; level < leafLevel + 1 || squares.Keys.Any(static at => at.X is < -1 or > 0 || at.Y is < -1 or > 0); level++)
            squares = Raise(squares, level);
        return (Join(squares, -1, -1, level), level + 1);
    }

    /// <summary>The square of a tree from elsewhere, each node taken over once: of patterns from macrocell files nobody could list the cells.</summary>
    /// <param name="nodes">Level and four quarters of each, after its quarters; a square of 2 x 2 cells has level 1 and its cells' states for quarters. Number 0 is a square of background of any level.</param>
    /// <param name="root">The number of the whole.</param>
    public (int Square, int Level) Around(IReadOnlyList<(int Level, int NW, int NE, int SW, int SE)> nodes, int root)
    {
        int[] squares = new int[nodes.Count];
        byte[]?[] cells = new byte[nodes.Count][];
        for (int number = 1; number < nodes.Count; number++)
        {
            (int level, int nw, int ne, int sw, int se) = nodes[number];
            Require();
            if (level > leafLevel)
                squares[number] = store.Make(Of(nw, level - 1), Of(ne, level - 1), Of(sw, level - 1), Of(se, level - 1), level);
            else
                cells[number] = Cells(level, nw, ne, sw, se);
            if (level == leafLevel)
                squares[number] = store.Leaves.Of(cells[number]);
        }

        int height = Math.Max(root == 0 ? 0 : nodes[root].Level, leafLevel);
        int square = root != 0 && nodes[root].Level < leafLevel ? store.Leaves.Of(Centered(cells[root]!)) : Of(root, height);
        // A leaf has no middle of its own: its quarters become the inner corners of four.
        if (height > leafLevel)
            return (square, height);
        byte[] whole = new byte[1 << (2 * leafLevel)];
        store.Leaves.CopyTo(square, whole);
        Lattice pattern = Lattice.FromCells(Alphabet.Digits(256), Shape.Grid(1 << leafLevel, 1 << leafLevel), Boundary.Fixed(), whole);
        return Around(pattern, -(1 << (leafLevel - 1)), -(1 << (leafLevel - 1)));

        int Of(int number, int level) => number == 0 ? store.Uniform(level, background) : squares[number];

        byte[] Cells(int level, int nw, int ne, int sw, int se)
        {
            int side = 1 << level;
            byte[] joined = new byte[side * side];
            for (int y = 0; y < side; y++)
                for (int x = 0; x < side; x++)
                {
                    int quarter = y < side / 2 ? x < side / 2 ? nw : ne : x < side / 2 ? sw : se;
                    joined[(y * side) + x] = level == 1 ? (byte)quarter : quarter == 0 ? background : cells[quarter]![(y % (side / 2) * (side / 2)) + (x % (side / 2))];
                }

            return joined;
        }

        byte[] Centered(byte[] small)
        {
            int side = (int)Math.Sqrt(small.Length);
            int margin = ((1 << leafLevel) - side) / 2;
            byte[] large = new byte[1 << (2 * leafLevel)];
            Array.Fill(large, background);
            for (int y = 0; y < side; y++)
                small.AsSpan(y * side, side).CopyTo(large.AsSpan(((y + margin) << leafLevel) + margin));
            return large;
        }
    }

    private Dictionary<(long X, long Y), int> Raise(Dictionary<(long X, long Y), int> squares, int level)
    {
        Dictionary<(long X, long Y), int> raised = [];
        foreach ((long x, long y) in squares.Keys)
            if (!raised.ContainsKey((x >> 1, y >> 1)))
                raised[(x >> 1, y >> 1)] = Join(squares, x & ~1L, y & ~1L, level);
        return raised;
    }

    private int Join(Dictionary<(long X, long Y), int> squares, long x, long y, int level)
    {
        Require();
        int empty = store.Uniform(level, background);
        return store.Make(At(x, y), At(x + 1, y), At(x, y + 1), At(x + 1, y + 1), level + 1);

        int At(long column, long row) => squares.TryGetValue((column, row), out int square) ? square : empty;
    }

    private int Part(Lattice pattern, int level, long left, long top)
    {
        long side = 1L << level;
        (int width, int height) = (pattern.Shape.Width, pattern.Shape.Height);
        if (left >= width || top >= height || left + side <= 0 || top + side <= 0)
            return store.Uniform(level, background);
        if (level > leafLevel)
        {
            long half = side / 2;
            int nw = Part(pattern, level - 1, left, top);
            int ne = Part(pattern, level - 1, left + half, top);
            int sw = Part(pattern, level - 1, left, top + half);
            int se = Part(pattern, level - 1, left + half, top + half);
            Require();
            return store.Make(nw, ne, sw, se, level);
        }

        Span<byte> cells = stackalloc byte[1 << (2 * leafLevel)];
        cells.Fill(background);
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
                if (left + x >= 0 && left + x < width && top + y >= 0 && top + y < height)
                    cells[(y << leafLevel) + x] = pattern[(int)left + x, (int)top + y];
        Require();
        return store.Leaves.Of(cells);
    }

    /// <summary>Nothing holds what is being made, so nothing may be forgotten.</summary>
    private void Require()
    {
        if (store.IsShort && !store.TryGrow())
            throw new ResourceLimitException(FormattableString.Invariant($"the pattern alone takes more than the {store.Limit / (1 << 20):N0} MB that it may take. Allow four times as much."));
    }
}
