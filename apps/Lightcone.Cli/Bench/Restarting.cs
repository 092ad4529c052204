using System.Diagnostics;

namespace Lightcone.Cli.Bench;

/// <summary>Work that uses its input up: the input is brought back before each run, which is not counted.</summary>
/// <param name="load">Brings the input back.</param>
/// <param name="run">Does the work.</param>
/// <param name="result">Reads what came out of the last run.</param>
internal sealed class Restarting(Action load, Action run, Func<Answer> result) : Contestant
{
    public override Answer Result()
    {
        load();
        run();
        return result();
    }

    public override Spent Spend(int runs)
    {
        // One run more than asked for: the first finds the caches as others left them.
        Spent total = default;
        for (int i = runs > 1 ? -1 : 0; i < runs; i++)
        {
            load();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long begin = Stopwatch.GetTimestamp();
            run();
            Spent spent = new(Stopwatch.GetElapsedTime(begin).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            if (i >= 0)
                total = new(total.Wall + spent.Wall, total.Processor + spent.Processor);
        }

        return total;
    }

    public override void Dispose()
    {
    }
}
