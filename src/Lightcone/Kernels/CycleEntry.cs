namespace Lightcone.Kernels;

/// <summary>With the period known, finds where the cycle begins and which cells move in it.</summary>
internal static class CycleEntry
{
    public static Evolution Find(Func<Stepper> start, Engine engine, Lattice initial, long period, long updatesBefore, EvolutionLoop.Reporter reporter)
    {
        // Two runs, one a period ahead of the other, are equal for the first time exactly where the cycle begins.
        Stepper behind = start();
        Stepper ahead = start();
        for (long i = 0; i < period; i++)
            ahead.Step();
        byte[] first = new byte[initial.Count];
        byte[] second = new byte[initial.Count];
        long transient = 0;
        while (true)
        {
            reporter.Tick(transient);
            behind.CopyTo(first);
            ahead.CopyTo(second);
            if (first.AsSpan().SequenceEqual(second))
                break;
            behind.Step();
            ahead.Step();
            transient++;
        }

        (int low, int high) = Moving(behind, first, period);
        ahead.CopyTo(second);
        return new Evolution
        {
            Initial = initial,
            Final = initial.Adopt(second),
            Steps = transient + period,
            Outcome = Outcome.Cycle,
            Attractor = new Attractor(period, transient, low, high),
            CellUpdates = updatesBefore + behind.CellUpdates + ahead.CellUpdates,
            Engine = engine,
        };
    }

    /// <summary>The range of cells that take another symbol anywhere in the cycle.</summary>
    private static (int Low, int High) Moving(Stepper run, byte[] entry, long period)
    {
        byte[] now = new byte[entry.Length];
        int low = entry.Length;
        int high = -1;
        for (long i = 1; i < period; i++)
        {
            run.Step();
            run.CopyTo(now);
            low = Math.Min(low, now.AsSpan().CommonPrefixLength(entry));
            int last = now.Length - 1;
            while (last > high && now[last] == entry[last])
                last--;
            high = Math.Max(high, last);
        }

        return (low, high);
    }
}
