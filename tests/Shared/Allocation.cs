namespace Lightcone.Shared.Tests;

/// <summary>What a piece of work takes from the managed heap.</summary>
internal static class Allocation
{
    /// <summary>The bytes that the work allocates on this thread whenever it is done: the least of several times. The first use of a method or type may allocate on behalf of the process, once, and when that is depends on the tests before.</summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 4; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
