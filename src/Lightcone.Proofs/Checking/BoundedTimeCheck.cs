using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Whether nothing changes any more after some steps: what becomes of a cell is decided by a window, and all windows are run.</summary>
internal static class BoundedTimeCheck
{
    /// <summary>The most windows that are run.</summary>
    private const int MostWindows = 1 << 18;

    /// <summary>How many windows were run, in all of which the step after these changes nothing; null when some cell still changes then, or there are too many windows.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="steps">After how many steps, at least 0.</param>
    public static int? Windows(LocalRule rule, EssentialInputs essential, Boundary boundary, int steps)
    {
        if (boundary is Boundary.PeriodicBoundary)
            return RowForm.Of(rule, essential, boundary, MostWindows) is { } ring ? Run(ring.Symbols, ring.Left, ring.Right, -1, steps, window => ring.Next[ring.Pack(window)]) : null;
        return EndRow.Of(rule, essential, boundary, fromRight: false, MostWindows) is { } row ? Run(row.Symbols, row.Left, row.Right, row.End, steps, row.Next) : null;
    }

    /// <param name="symbols">Symbols of a place, the end with them.</param>
    /// <param name="left">Cells that matter to the left.</param>
    /// <param name="right">Cells that matter to the right.</param>
    /// <param name="end">The symbol beyond the ends; -1 on rings.</param>
    /// <param name="steps">After how many steps.</param>
    /// <param name="next">The next symbol of the cell of a window.</param>
    private static int? Run(int symbols, int left, int right, int end, int steps, Func<ReadOnlySpan<int>, int> next)
    {
        int width = 1 + ((left + right) * (steps + 1));
        if (steps < 0 || Math.Pow(symbols, width) > MostWindows)
            return null;
        int[] cells = new int[width];
        int windows = 0;
        int count = RowForm.Power(symbols, width);
        for (int number = 0; number < count; number++)
        {
            RowForm.Unpack(number, symbols, cells);
            if (cells[left * (steps + 1)] == end || !RowForm.IsRow(cells, end))
                continue;
            windows++;
            for (int step = 0; step <= steps; step++)
            {
                int before = cells[left * (steps + 1 - step)];
                for (int i = 0; i + left + right < width - (step * (left + right)); i++)
                    cells[i] = next(cells.AsSpan(i, left + 1 + right));
                if (step == steps && cells[0] != before)
                    return null;
            }
        }

        return windows;
    }
}
