namespace Lightcone.Kernels.Wavefront;

/// <summary>Where threads wait for each other: nobody leaves before all have come. Waiting is short, so it spins before it yields.</summary>
/// <param name="threads">How many there are.</param>
internal sealed class Rendezvous(int threads)
{
    private int came;
    private int round;

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

        SpinWait spin = default;
        while (Volatile.Read(ref round) == present)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
