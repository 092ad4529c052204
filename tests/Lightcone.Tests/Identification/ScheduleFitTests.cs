using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Schedules;

namespace Lightcone.Tests;

/// <summary>Recordings of other orders of updating, made by <see cref="UpdateSchedule"/> itself: no radius is their rule, and none may be advised.</summary>
public sealed class ScheduleFitTests
{
    public static TheoryData<UpdateSchedule, int, string> Recordings => new()
    {
        { UpdateSchedule.Sequential(), 60, "(sequential, a row a sweep), [-1 0] explains all" },
        { UpdateSchedule.Sequential(), 110, "(sequential, a row a sweep), [-1 0 1] explains all" },
        { UpdateSchedule.Sequential(fromLast: true), 102, "W102" },
        { UpdateSchedule.Interleaved(2), 90, "(2 classes in turn, a row a sweep), [-1 0 1] explains all" },
        { UpdateSchedule.Interleaved(3), 30, "W30" },
        { UpdateSchedule.Blocks(4), 30, "(blocks of 4, a row a sweep), [-1 0 1] explains all" },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_in_another_order_is_told_by_its_order(UpdateSchedule schedule, int rule, string part)
    {
        Recording recording = Record(schedule, rule, cells: 24, steps: 20);
        foreach (Neighborhood? neighborhood in new[] { null, Neighborhood.Radius(3), Neighborhood.Radius(5) })
        {
            string message = Assert.Throws<InputException>(() => new TraceLearning { Neighborhood = neighborhood }.Fit(recording)).Message;
            Assert.True(message.Contains(part, StringComparison.Ordinal), $"{neighborhood}: {message}");
            Assert.DoesNotContain("separates", message, StringComparison.Ordinal);
        }
    }

    /// <summary>Noise: a window of seventeen cells tells nearly all of 270 cells apart and explains whatever became of them.</summary>
    [Fact]
    public void A_window_that_sees_everything_once_is_refused()
    {
        Recording recording = Recording.Of(Enumerable.Range(0, 10).Select(static i => Lattice.Random(Alphabet.Binary, Shape.Row(30), Boundary.Periodic, new RandomStream(2, "noise", (ulong)i))));
        string message = Assert.Throws<InputException>(() => new TraceLearning { Neighborhood = Neighborhood.Radius(8) }.Fit(recording)).Message;
        Assert.True(message.Contains("only once: nothing could have contradicted it", StringComparison.Ordinal), message);
        string unguided = Assert.Throws<InputException>(() => new TraceLearning().Fit(recording)).Message;
        Assert.DoesNotContain("separates them", unguided, StringComparison.Ordinal);
    }

    [Fact]
    public void Synchronous_recordings_say_how_often_each_neighborhood_was_shown()
    {
        TraceFit fit = new TraceLearning().Fit(Record(UpdateSchedule.Synchronous, 110, cells: 50, steps: 20));
        Assert.Equal(Neighborhood.Radius(1), fit.Neighborhood);
        Assert.Equal(1_000 / 8.0, fit.ExamplesPerNeighborhood);
        Assert.Equal(0, fit.ShownOnce);
    }

    private static Recording Record(UpdateSchedule schedule, int rule, int cells, int steps)
    {
        List<Lattice> states = [Lattice.Random(Alphabet.Binary, Shape.Row(cells), Boundary.Periodic, new RandomStream(3, "start"))];
        for (int step = 0; step < steps; step++)
            states.Add(schedule.Evolve(LocalRule.Elementary(rule), states[^1], Until.Steps(1)).Final);
        return Recording.Of(states);
    }
}
