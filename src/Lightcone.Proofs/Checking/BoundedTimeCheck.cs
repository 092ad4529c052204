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
        if (steps < 0 || WindowMap.Of(rule, essential, boundary, MostWindows) is not { } map || Math.Pow(map.Symbols, map.Width(steps + 1)) > MostWindows)
            return null;
        int[] cells = new int[map.Width(steps + 1)];
        int windows = 0;
        int count = RowForm.Power(map.Symbols, cells.Length);
        for (int number = 0; number < count; number++)
        {
            RowForm.Unpack(number, map.Symbols, cells);
            if (cells[map.Left * (steps + 1)] == map.End || !map.IsSeen(cells))
                continue;
            windows++;
            for (int step = 0; step < steps; step++)
                map.Step(cells.AsSpan(0, map.Width(steps + 1 - step)));
            int before = cells[map.Left];
            map.Step(cells.AsSpan(0, map.Width(1)));
            if (cells[0] != before)
                return null;
        }

        return windows;
    }
}
