using System.Diagnostics;

namespace Lightcone.Comparisons;

/// <summary>Work that uses its input up: the input is brought back before each run, which is not counted.</summary>
/// <param name="load">Brings the input back.</param>
/// <param name="run">Does the work.</param>
/// <param name="result">Reads what came out of the last run.</param>
internal sealed class WithSetup(Action load, Action run, Func<WorkResult> result) : Implementation
{
    public override WorkResult Result()
    {
        load();
        run();
        return result();
    }

    public override Elapsed Time(int runs)
    {
        // One run more than asked for: the first finds the caches as others left them.
        Elapsed total = default;
        for (int i = runs > 1 ? -1 : 0; i < runs; i++)
        {
            load();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long begin = Stopwatch.GetTimestamp();
            run();
            Elapsed elapsed = new(Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            if (i >= 0)
                total = new(total.Wall + elapsed.Wall, total.Processor + elapsed.Processor);
        }

        return total;
    }

    public override void Dispose()
    {
    }
}
