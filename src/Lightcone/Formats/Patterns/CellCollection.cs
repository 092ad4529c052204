using Lightcone.Quadtrees;

namespace Lightcone.Formats.Patterns;

/// <summary>Cells that come in any order; what is named twice is there once, as it was named first.</summary>
internal sealed class CellCollection
{
    private readonly SortedDictionary<long, List<CellRun>> rows = [];
    private List<CellRun> row = [];
    private long last = long.MinValue;

    public void Add(long x, long y, long count, int state)
    {
        if (y != last || rows.Count == 0)
        {
            if (!rows.TryGetValue(y, out row!))
                rows.Add(y, row = []);
            last = y;
        }

        CellRun.Add(row, x, count, state);
    }

    public Quadtree ToTree()
    {
        List<CellRow> sorted = [];
        foreach ((long y, List<CellRun> runs) in rows)
        {
            List<CellRun> apart = [];
            foreach (CellRun run in runs.OrderBy(static run => run.X))
            {
                long from = apart.Count == 0 ? run.X : Math.Max(run.X, apart[^1].End);
                CellRun.Add(apart, from, Math.Max(0, run.End - from), run.Value);
            }

            if (apart.Count > 0)
                sorted.Add(new(y, apart));
        }

        return Quadtree.FromRows(sorted);
    }
}
