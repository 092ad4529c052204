namespace Lightcone.Engines.Scan;

/// <summary>A run of the one-pass engine: the sweep gives the fixed point and the steps to it; when fewer are wanted, the state after those is computed directly.</summary>
internal static class OneWayRun
{
    /// <summary>The result that synchronous updating would give, whatever the aim: behind a wall a one-way rule always settles, so a search for cycles ends at the fixed point too.</summary>
    public static Evolution Run(OneWayForm form, Lattice initial, Until until, CancellationToken cancellation)
    {
        byte[] cells = new byte[initial.Count];
        long steps = OneWayScan.Run(form, initial, cells, cancellation);
        long limit = until.Limit(initial.Count);
        bool countOnly = until is Until.StepCount;
        // Asked for exactly as many steps as there are, nobody looks whether one more would change something.
        Outcome outcome = countOnly && steps >= limit ? Outcome.StepsDone : steps > limit ? Outcome.LimitReached : Outcome.FixedPoint;
        long updates = initial.Count;
        if (steps > limit)
        {
            steps = limit;
            updates *= 2;
            if (limit == 0)
                initial.Cells.CopyTo(cells);
            else
                OneWayWindow.Run(form, initial, limit, cells);
        }

        return new Evolution
        {
            Initial = initial,
            Final = initial.Adopt(cells),
            Steps = steps,
            Outcome = outcome,
            Attractor = outcome == Outcome.FixedPoint ? new Attractor(1, steps) : null,
            CellUpdates = updates,
            Engine = Engine.Scan.Name,
        };
    }
}
