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

    /// <summary>Ten short runs on a ring of twenty: a wide window contradicts nothing where cells near the edges are left out, and no boundary agrees with those.</summary>
    [Theory]
    [InlineData(30, true)]
    [InlineData(60, true)]
    [InlineData(22, true)]
    [InlineData(18, true)]
    [InlineData(184, true)]
    [InlineData(22, false)]
    public void A_window_without_edges_is_not_taken_before_another_order(int rule, bool fromLast)
    {
        UpdateSchedule schedule = UpdateSchedule.Sequential(fromLast);
        Recording recording = Runs(schedule, rule, runs: 10, cells: 20, steps: 8);
        string message = Assert.Throws<InputException>(() => new TraceLearning().Fit(recording)).Message;
        Assert.Contains($"({schedule}, a row a sweep)", message, StringComparison.Ordinal);
        Assert.Contains("explains all 1,600 examples", message, StringComparison.Ordinal);
    }

    /// <summary>A window of a larger row has no boundary either, and its rule is one all the same; the cells that were left out are counted.</summary>
    [Fact]
    public void A_part_of_a_larger_row_is_learned_without_its_edges()
    {
        Recording whole = Runs(UpdateSchedule.Synchronous, 30, runs: 4, cells: 60, steps: 20);
        Recording part = Recording.Of(whole.Runs.Select(run => run.Select(row => Lattice.FromCells(Alphabet.Binary, Shape.Row(30), Boundary.Periodic, row.Cells[10..40]))));
        TraceFit fit = new TraceLearning().Fit(part);
        Assert.Equal(Neighborhood.Radius(1), fit.Neighborhood);
        Assert.Empty(fit.Boundaries);
        Assert.Equal((4 * 20 * 28, 4 * 20 * 2), (fit.Transitions.Count, fit.LeftOut));
        Assert.Equal(0, new TraceLearning().Fit(whole).LeftOut);
    }

    private static Recording Runs(UpdateSchedule schedule, int rule, int runs, int cells, int steps) => Recording.Of(Enumerable.Range(0, runs).Select(run =>
    {
        List<Lattice> states = [Lattice.Random(Alphabet.Binary, Shape.Row(cells), Boundary.Periodic, new RandomStream(3, "start", (ulong)run))];
        for (int step = 0; step < steps; step++)
            states.Add(schedule.Evolve(LocalRule.Elementary(rule), states[^1], Until.Steps(1)).Final);
        return states;
    }));

    private static Recording Record(UpdateSchedule schedule, int rule, int cells, int steps)
    {
        List<Lattice> states = [Lattice.Random(Alphabet.Binary, Shape.Row(cells), Boundary.Periodic, new RandomStream(3, "start"))];
        for (int step = 0; step < steps; step++)
            states.Add(schedule.Evolve(LocalRule.Elementary(rule), states[^1], Until.Steps(1)).Final);
        return Recording.Of(states);
    }
}
