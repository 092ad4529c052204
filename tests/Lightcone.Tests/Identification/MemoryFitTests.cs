using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Schedules;

namespace Lightcone.Tests;

/// <summary>Recordings of rules of second order in time: what a cell becomes depends on what it was one step before, and no radius is their rule.</summary>
public sealed class MemoryFitTests
{
    /// <summary>Fredkin's construction: the elementary rule's symbol minus the one of the step before.</summary>
    [Theory]
    [InlineData(90, "[-1 0 1]")]
    [InlineData(30, "[-1 0 1]")]
    [InlineData(204, "[0]")]
    public void A_reversible_rule_of_second_order_is_told_as_such(int number, string neighborhood)
    {
        Recording recording = Record(LocalRule.Elementary(number), Boundary.Periodic);
        foreach (Neighborhood? given in new[] { null, Neighborhood.Radius(1), Neighborhood.Radius(5) })
        {
            string message = Assert.Throws<InputException>(() => new TraceLearning { Neighborhood = given }.Fit(recording)).Message;
            Assert.True(message.Contains($"one step before, {neighborhood} explains all 1,140 examples", StringComparison.Ordinal), $"{given}: {message}");
            Assert.DoesNotContain("separates", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Walls_are_found_too() =>
        Assert.Contains("second order in time", Assert.Throws<InputException>(() => new TraceLearning().Fit(Record(LocalRule.Elementary(150), Boundary.Fixed(1)))).Message, StringComparison.Ordinal);

    /// <summary>Where few cases were shown several times, it is a possibility and no more.</summary>
    [Theory]
    [InlineData(15, "could be of second order in time")]
    [InlineData(16, "is of second order in time, and no larger radius")]
    public void What_was_shown_seldom_is_said_with_caution(int often, string said) =>
        Assert.Contains(said, new MemoryFit(Neighborhood.Radius(2), Boundary.Periodic, 200, 30, often).ToString(), StringComparison.Ordinal);

    /// <summary>Of noise nothing is found, however much of the past is read.</summary>
    [Fact]
    public void Noise_has_no_memory()
    {
        Recording recording = Recording.Of(Enumerable.Range(0, 20).Select(static i => Lattice.Random(Alphabet.Binary, Shape.Row(60), Boundary.Periodic, new RandomStream(2, "noise", (ulong)i))));
        Assert.DoesNotContain("second order", Assert.Throws<InputException>(() => new TraceLearning().Fit(recording)).Message, StringComparison.Ordinal);
    }

    private static Recording Record(LocalRule rule, Boundary boundary)
    {
        List<Lattice> states = [.. Enumerable.Range(0, 2).Select(i => Lattice.Random(Alphabet.Binary, Shape.Row(60), boundary, new RandomStream(4, "start", (ulong)i)))];
        while (states.Count < 21)
        {
            Lattice next = UpdateSchedule.Synchronous.Evolve(rule, states[^1], Until.Steps(1)).Final;
            states.Add(Lattice.FromCells(Alphabet.Binary, next.Shape, boundary, [.. next.Cells.ToArray().Zip(states[^2].Cells.ToArray(), static (a, b) => (byte)(a ^ b))]));
        }

        return Recording.Of(states);
    }
}
