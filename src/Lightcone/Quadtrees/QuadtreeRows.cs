namespace Lightcone.Quadtrees;

/// <summary>Between rows of run lengths and quadtrees, level by level: two rows of squares of a level are one row of squares of the next. Runs of equal squares stay runs, so that both ways cost as much as there are runs, however long they are.</summary>
internal static class QuadtreeRows
{
    /// <summary>The tree of rows.</summary>
    /// <param name="rows">Rows from the top down, counted from the middle of the tree, each with runs from left to right that do not overlap.</param>
    public static (QuadtreeNodes Nodes, int Root, int Level) Join(List<CellRow> rows)
    {
        QuadtreeNodes nodes = new();
        int level = 0;
        while (rows.Exists(static row => row.Y is not (0 or -1) || row.Runs[0].X < -1 || row.Runs[^1].End > 1))
        {
            List<CellRow> next = [];
            for (int i = 0; i < rows.Count; i++)
            {
                bool isTop = rows[i].Y % 2 == 0;
                bool isPair = isTop && i + 1 < rows.Count && rows[i + 1].Y == rows[i].Y + 1;
                next.Add(new(rows[i].Y >> 1, Pair(nodes, level + 1, isTop ? rows[i].Runs : [], isPair ? rows[i + 1].Runs : isTop ? [] : rows[i].Runs)));
                i += isPair ? 1 : 0;
            }

            (rows, level) = (next, level + 1);
        }

        List<CellRun> north = rows.Find(static row => row.Y == -1).Runs ?? [];
        List<CellRun> south = rows.Find(static row => row.Y == 0).Runs ?? [];
        (Cursor above, Cursor below) = (new(north), new(south));
        return (nodes, nodes.Add(new(level + 1, above.At(-1), above.At(0), below.At(-1), below.At(0))), level + 1);
    }

    /// <summary>The rows of a tree that hold something, from the top down, counted from its middle.</summary>
    public static IEnumerable<CellRow> Split(Quadtree tree)
    {
        Stack<(int Level, CellRow Row)> open = new();
        if (tree.Nodes[tree.Root] is { IsEmpty: false } root)
        {
            Push(new(0, Row(root.SouthWest, root.SouthEast)), root.Level - 1);
            Push(new(-1, Row(root.NorthWest, root.NorthEast)), root.Level - 1);
        }

        while (open.TryPop(out (int Level, CellRow Row) next))
        {
            (int level, (long y, List<CellRun> runs)) = next;
            if (level == 0)
            {
                yield return next.Row;
                continue;
            }

            List<CellRun> top = [];
            List<CellRun> bottom = [];
            foreach (CellRun run in runs)
            {
                QuadtreeNode node = tree.Nodes[run.Value];
                Spread(top, run, node.NorthWest, node.NorthEast);
                Spread(bottom, run, node.SouthWest, node.SouthEast);
            }

            Push(new((2 * y) + 1, bottom), level - 1);
            Push(new(2 * y, top), level - 1);
        }

        void Push(CellRow row, int level)
        {
            if (row.Runs.Count > 0)
                open.Push((level, row));
        }

        static List<CellRun> Row(int west, int east)
        {
            List<CellRun> row = [];
            CellRun.Add(row, -1, 1, west);
            CellRun.Add(row, 0, 1, east);
            return row;
        }
    }

    private static void Spread(List<CellRun> row, CellRun run, int west, int east)
    {
        if (west == east)
        {
            CellRun.Add(row, 2 * run.X, 2 * run.Count, west);
            return;
        }

        for (long x = 2 * run.X; x < 2 * run.End; x += 2)
        {
            CellRun.Add(row, x, 1, west);
            CellRun.Add(row, x + 1, 1, east);
        }
    }

    private static List<CellRun> Pair(QuadtreeNodes nodes, int level, List<CellRun> top, List<CellRun> bottom)
    {
        List<CellRun> row = [];
        (Cursor above, Cursor below) = (new(top), new(bottom));
        long x = Math.Min(above.Next, below.Next);
        while (x < long.MaxValue)
        {
            x &= ~1L;
            int northWest = above.At(x);
            long end = above.End;
            int southWest = below.At(x);
            end = Math.Min(end, below.End);
            long pairs = Math.Max(1, (end - x) / 2);
            CellRun.Add(row, x >> 1, pairs, nodes.Add(new(level, northWest, above.At(x + 1), southWest, below.At(x + 1))));
            x += 2 * pairs;
            x = Math.Max(x, Math.Min(above.From(x), below.From(x)));
        }

        return row;
    }

    /// <summary>Goes through a row from left to right.</summary>
    private struct Cursor(List<CellRun> runs)
    {
        private int index;

        /// <summary>Where the value of the last cell asked for ends.</summary>
        public long End { get; private set; }

        /// <summary>Where the row begins.</summary>
        public readonly long Next => runs.Count == 0 ? long.MaxValue : runs[0].X;

        public int At(long x)
        {
            Skip(x);
            bool isIn = index < runs.Count && runs[index].X <= x;
            End = index == runs.Count ? long.MaxValue : isIn ? runs[index].End : runs[index].X;
            return isIn ? runs[index].Value : 0;
        }

        /// <summary>The first column from there on that is not 0.</summary>
        public long From(long x)
        {
            Skip(x);
            return index == runs.Count ? long.MaxValue : Math.Max(x, runs[index].X);
        }

        private void Skip(long x)
        {
            while (index < runs.Count && runs[index].End <= x)
                index++;
        }
    }
}
