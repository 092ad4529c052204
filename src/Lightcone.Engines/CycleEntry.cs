using Lightcone.Engines.Stepping;

namespace Lightcone.Engines;

/// <summary>With the period known, finds where the cycle begins and which cells move in it: two runs from the start, one a period ahead of the other, are equal for the first time exactly where the cycle begins.</summary>
internal sealed class CycleEntry(Stepper behind, Stepper ahead, long period, Reporter reporter, long searched, long updatesBefore)
{
    private long steps = searched;

    /// <summary>All cell updates, the search's included.</summary>
    public long CellUpdates => updatesBefore + behind.CellUpdates + ahead.CellUpdates;

    /// <summary>The attractor, and the state at which the cycle is entered.</summary>
    public (Attractor Attractor, byte[] Entry) Find(int cells)
    {
        for (long i = 0; i < period; i++)
            Step(ahead);
        long transient = 0;
        while (!behind.IsAt(ahead, cells))
        {
            Step(behind);
            Step(ahead);
            transient++;
        }

        byte[] entry = new byte[cells];
        behind.CopyTo(entry);
        int first = cells;
        int last = -1;
        for (long i = 0; i < period; i++)
        {
            Step(behind);
            behind.Widen(entry, ref first, ref last);
        }

        return (new Attractor(period, transient, first, last), entry);
    }

    private void Step(Stepper stepper)
    {
        reporter.Tick(steps++, CellUpdates);
        stepper.Step();
    }
}
