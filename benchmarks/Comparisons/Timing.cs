using System.Diagnostics;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>How times are taken: this program, the probe and the peers in turn, so that whatever else the machine does falls on all of them alike; the shortest time counts.</summary>
internal sealed record Timing
{
    /// <summary>How often each does its work, at least.</summary>
    public int Repetitions { get; init; } = 9;

    /// <summary>Shorter work is repeated until one repetition lasts so long: long against the clock's error, short enough to fall between two interruptions on a busy machine.</summary>
    public double ShortestSeconds { get; init; } = 0.003;

    /// <summary>While all repetitions together have not lasted so long, there are more of them, at most a thousand.</summary>
    public double TotalSeconds { get; init; } = 3;

    /// <summary>How long the work is done before anything counts, so that the run-time compiler is through with it.</summary>
    public double WarmUpSeconds { get; init; } = 0.5;

    /// <summary>As many repetitions in less time, for workloads by the hundred.</summary>
    public Timing Briefly() => this with { TotalSeconds = Math.Min(TotalSeconds, 0.2), WarmUpSeconds = Math.Min(WarmUpSeconds, 0.05) };

    /// <summary>Measures all implementations of one workload.</summary>
    /// <param name="implementations">This program first.</param>
    /// <param name="probe">The peak to look at in between; null for none.</param>
    public Measurement Measure(IReadOnlyList<Implementation> implementations, Probe? probe)
    {
        int[] runs = [.. implementations.Select(WarmUp)];
        List<Elapsed>[] times = [.. implementations.Select(static _ => new List<Elapsed>())];
        double peak = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int round = 0; round < Repetitions || (round < 1_000 && Stopwatch.GetElapsedTime(begin).TotalSeconds < TotalSeconds); round++)
            for (int c = 0; c < implementations.Count; c++)
            {
                peak = Math.Max(peak, probe?.Rate() ?? 0);
                Elapsed elapsed = implementations[c].Time(runs[c]);
                times[c].Add(new(elapsed.Wall / runs[c], elapsed.Processor / runs[c]));
            }

        return new([.. times.Select(Sample.Of)], probe is null ? null : peak);
    }

    /// <summary>Warms an implementation up and finds how many runs make one repetition.</summary>
    private int WarmUp(Implementation implementation)
    {
        int runs = 1;
        for (double total = 0; ;)
        {
            double seconds = implementation.Time(runs).Wall;
            total += seconds;
            if (seconds < ShortestSeconds && runs < 1 << 24)
                runs = (int)Math.Clamp(Math.Ceiling(runs * 1.2 * ShortestSeconds / Math.Max(seconds, 1e-9)), runs + 1, runs * 8L);
            else if (total >= WarmUpSeconds)
                return runs;
        }
    }
}

/// <summary>Times of all implementations, this program first, and the best rate of the probe.</summary>
internal sealed record Measurement(Sample[] Times, double? Peak);

/// <summary>The times of one run.</summary>
/// <param name="Min">The shortest, in seconds.</param>
/// <param name="Median">The one in the middle.</param>
/// <param name="Processor">The least processor time.</param>
/// <param name="Count">How many there were.</param>
internal sealed record Sample(double Min, double Median, double Processor, int Count)
{
    /// <summary>The shorter of wall and processor time: what the work takes when nobody is in the way (of one thread, the processor time; of several, the wall's).</summary>
    public double Least => Math.Min(Min, Processor);

    public static Sample Of(IReadOnlyCollection<Elapsed> times)
    {
        Summary wall = Summary.Of(times.Select(static each => each.Wall));
        return new(wall.Min, wall.Median, times.Min(static each => each.Processor), wall.Count);
    }
}
