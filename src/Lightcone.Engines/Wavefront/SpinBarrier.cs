namespace Lightcone.Engines.Wavefront;

/// <summary>Where threads wait for each other: nobody leaves before all have come. Waiting is short, so they spin before they yield.</summary>
/// <param name="threads">How many there are.</param>
internal sealed class SpinBarrier(int threads)
{
    /// <summary>Some hundred microseconds. Who yields at once may find the thread waited for put on its own processor, and both share it for milliseconds.</summary>
    private const int SpinsBeforeYielding = 2_000;

    private int came;
    private int round;
    private volatile bool isOver;

    /// <summary>Whether there is nothing more to meet for. Said by one thread before a meeting, read by the others after it.</summary>
    public bool IsOver
    {
        get => isOver;
        set => isOver = value;
    }

    /// <summary>Waits for the others.</summary>
    public void Meet()
    {
        int present = Volatile.Read(ref round);
        if (Interlocked.Increment(ref came) == threads)
        {
            came = 0;
            Volatile.Write(ref round, present + 1);
            return;
        }

        for (int spins = 0; spins < SpinsBeforeYielding; spins++)
        {
            if (Volatile.Read(ref round) != present)
                return;
            Thread.SpinWait(16);
        }

        while (Volatile.Read(ref round) == present)
            Thread.Yield();
    }
}
