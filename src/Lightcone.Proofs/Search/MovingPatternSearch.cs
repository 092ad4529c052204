using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>
/// Looks for states that never come to rest on lattices too large to follow every start: patterns that after p steps stand where they stood, on rings also s cells further on. They are the closed walks in the graph of windows after which that is so
/// (between walls or mirrors the walks from end to end), with at least one window whose cell changes; a shortest walk is a smallest lattice.
/// </summary>
internal static class MovingPatternSearch
{
    private const int MostWindows = 1 << 12;
    private const int LongestPeriod = 12;

    /// <summary>Through so many windows that change a shortest walk is looked for.</summary>
    private const int MostWalks = 64;

    /// <summary>A state on the smallest lattice on which such a pattern was found, that comes back but does not rest; null when there is none, and for a rule with an input, whose windows hold more than the state.</summary>
    public static Lattice? Run(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        if (rule.Frozen is not null)
            return null;
        WindowMap? map = WindowMap.Of(rule, essential, boundary, MostWindows);
        int[]? best = null;
        for (int period = 1; map is not null && period <= LongestPeriod && Graph.Of(map, period) is { } windows; period++)
        {
            int farthest = boundary is Boundary.PeriodicBoundary ? windows.Width : 1;
            for (int shift = 0; shift < farthest; shift++)
                if (windows.Shortest(boundary is Boundary.PeriodicBoundary ? shift : windows.Center, best?.Length ?? int.MaxValue) is { } cells)
                    best = cells;
        }

        return best is null ? null : Lattice.FromCells(rule.State, Shape.Row(best.Length), boundary, [.. best.Select(static cell => (byte)cell)]);
    }

    /// <summary>All windows as edges from their first symbols to their last, with what their cell is after one step and after all.</summary>
    private sealed class Graph
    {
        private readonly int symbols;
        private readonly int nodes;
        private readonly int end;
        private readonly List<(int Number, bool Changes, int Image)> windows = [];

        private Graph(WindowMap map, int period)
        {
            (symbols, end) = (map.Symbols, map.End);
            Width = map.Width(period);
            Center = map.Left * period;
            nodes = RowForm.Power(symbols, Width - 1);
            int[] cells = new int[Width];
            for (int number = 0; number < nodes * symbols; number++)
            {
                RowForm.Unpack(number, symbols, cells);
                if (!map.IsSeen(cells))
                    continue;
                map.Step(cells);
                bool changes = cells[Center - map.Left] != Symbol(number, Center);
                for (int step = 1; step < period; step++)
                    map.Step(cells.AsSpan(0, map.Width(period - step)));
                windows.Add((number, changes, cells[0]));
            }
        }

        /// <summary>Cells of a window.</summary>
        public int Width { get; }

        /// <summary>The place in a window of the cell that it decides.</summary>
        public int Center { get; }

        public static Graph? Of(WindowMap map, int period) => map.Left + map.Right > 0 && Math.Pow(map.Symbols, map.Width(period)) <= MostWindows ? new(map, period) : null;

        /// <summary>The cells of the shortest pattern whose cell after all steps is the one at a place of its window now; null when none is shorter than a length.</summary>
        public int[]? Shortest(int place, int length)
        {
            (int Number, bool Changes)[] kept = [.. windows.Where(window => window.Image == Symbol(window.Number, place)).Select(static window => (window.Number, window.Changes))];
            ILookup<int, int> following = kept.Select(static window => window.Number).ToLookup(number => number / symbols);
            int[] component = StrongComponents.Of(nodes, [.. kept.Select(window => (window.Number / symbols, window.Number % nodes))]);
            int[]? best = null;
            // A closed walk stays in one component; with ends, the place where all is end belongs to it.
            foreach ((int number, _) in kept.Where(window => window.Changes && component[window.Number / symbols] == component[window.Number % nodes] && (end < 0 || component[window.Number / symbols] == component[nodes - 1])).Take(MostWalks))
            {
                int[] cells = [.. Walk(number, following)!.Select(window => Symbol(window, Center)).Where(cell => cell != end)];
                if (cells.Length < (best?.Length ?? length))
                    best = cells;
            }

            return best;
        }

        /// <summary>A shortest closed walk through a window; with ends, from end to end.</summary>
        private List<int>? Walk(int window, ILookup<int, int> following)
        {
            if (end < 0)
                return Path(window % nodes, window / symbols, following) is { } back ? [window, .. back] : null;
            return Path(nodes - 1, window / symbols, following) is { } before && Path(window % nodes, nodes - 1, following) is { } after ? [.. before, window, .. after] : null;
        }

        /// <summary>Breadth first.</summary>
        private List<int>? Path(int from, int to, ILookup<int, int> following)
        {
            Dictionary<int, int> reachedBy = [];
            Queue<int> open = new([from]);
            while (from != to && !reachedBy.ContainsKey(to) && open.TryDequeue(out int node))
                foreach (int window in following[node])
                    if (window % nodes != from && reachedBy.TryAdd(window % nodes, window))
                        open.Enqueue(window % nodes);
            List<int> path = [];
            for (int node = to; node != from; node = path[^1] / symbols)
            {
                if (!reachedBy.TryGetValue(node, out int window))
                    return null;
                path.Add(window);
            }

            path.Reverse();
            return path;
        }

        /// <summary>The symbol at a place of a window, the first most significant.</summary>
        private int Symbol(int window, int place) => window / RowForm.Power(symbols, Width - 1 - place) % symbols;
    }
}
