using System.Diagnostics;

namespace Lightcone.Comparisons;

/// <summary>Something that can do a piece of work again and again, and show what came out of it.</summary>
internal abstract class Implementation : IDisposable
{
    /// <summary>Does the work once and says what came out.</summary>
    public abstract WorkResult Result();

    /// <summary>What so many runs take together, measured where the work is done. Several runs are preceded by one that does not count and brings the caches back.</summary>
    public abstract Elapsed Time(int runs);

    public abstract void Dispose();
}

/// <summary>Seconds by the clock on the wall, and seconds of processor time: on a busy machine the first contain what others did in between.</summary>
internal readonly record struct Elapsed(double Wall, double Processor);

/// <summary>Work done in this process: our own, or a peer of the base class library.</summary>
/// <param name="run">Does the work and keeps what came out.</param>
/// <param name="result">Reads what came out of the last run.</param>
internal sealed class InProcess(Action run, Func<WorkResult> result) : Implementation
{
    public override WorkResult Result()
    {
        run();
        return result();
    }

    public override Elapsed Time(int runs)
    {
        if (runs > 1)
            run();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < runs; i++)
            run();
        return new(Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    public override void Dispose()
    {
    }
}
