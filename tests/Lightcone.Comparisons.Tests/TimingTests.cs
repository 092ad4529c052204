namespace Lightcone.Comparisons.Tests;

public sealed class TimingTests
{
    private static readonly Timing Quick = new() { WarmUpSeconds = 0, TotalSeconds = 0 };

    [Fact]
    public void Implementations_take_turns_at_least_nine_times()
    {
        List<string> order = [];
        // Runs of a second are long enough to be taken one at a time.
        Clockwork a = new("a", _ => new(1, 1), order), b = new("b", _ => new(2, 2), order);
        new Timing { WarmUpSeconds = 0, TotalSeconds = 0 }.Measure([a, b], null);
        Assert.Equal(["a1", "b1", .. Enumerable.Repeat<string[]>(["a1", "b1"], 9).SelectMany(static pair => pair)], order);
    }

    [Fact]
    public void The_shortest_time_counts_and_the_median_stands_beside_it()
    {
        double[] walls = [9, 8, 7, 1, 6, 2, 3, 4, 5, 10];
        Clockwork implementation = new("a", turn => new(walls[turn], turn == 5 ? 0.5 : 1), []);
        Sample sample = new Timing { WarmUpSeconds = 0, TotalSeconds = 0 }.Measure([implementation], null).Times[0];
        // The first of the ten was the warm-up.
        Assert.Equal(new Sample(1, 5, 0.5, 9), sample);
    }

    [Fact]
    public void Short_work_is_repeated_until_the_clock_can_see_it_and_divided_again()
    {
        Clockwork implementation = new("a", static _ => new(1e-5, 2e-5), []);
        Sample sample = Quick.Measure([implementation], null).Times[0];
        Assert.Equal(1e-5, sample.Min, 1e-12);
        Assert.Equal(2e-5, sample.Processor, 1e-12);
        Assert.InRange(implementation.LastRuns * 1e-5, Quick.ShortestSeconds, 2 * Quick.ShortestSeconds);
    }

    [Fact]
    public void The_best_run_of_the_probe_is_the_peak()
    {
        int turn = 0;
        Probe probe = new("probe", 1000, static () => { }) { Clock = _ => turn++ == 3 ? 0.001 : 0.02 };
        double peak = Quick.Measure([new Clockwork("a", static _ => new(1, 1), [])], probe).Peak!.Value;
        Assert.Equal(9, turn);
        // The one of a millisecond, not the eight of twenty.
        Assert.Equal(1_000_000, peak, 1e-6);
    }

    /// <summary>Takes as long as it is told to, without taking it.</summary>
    private sealed class Clockwork(string name, Func<int, Elapsed> time, List<string> order) : Implementation
    {
        private int turn;

        public int LastRuns { get; private set; }

        public override WorkResult Result() => WorkResult.Of("name", name);

        public override Elapsed Time(int runs)
        {
            order.Add($"{name}{runs}");
            LastRuns = runs;
            Elapsed one = time(turn++);
            return new(one.Wall * runs, one.Processor * runs);
        }

        public override void Dispose()
        {
        }
    }
}
