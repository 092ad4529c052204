using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Tests;

public sealed class UntilTests
{
    // Rule 184 moves particles: on a ring of n cells with one particle the configuration comes back after n steps.
    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(131)]
    public void A_single_particle_of_rule_184_goes_round_the_ring(int cells)
    {
        Lattice start = Lattice.Filled(Alphabet.Binary, Shape.Row(cells), Boundary.Periodic).With(0, 1);
        Evolution run = LocalRule.Elementary(184).Compile().Evolve(start, Until.Cycle());
        Assert.Equal(Outcome.Cycle, run.Outcome);
        Assert.Equal(new Attractor(cells, 0, 0, cells - 1), run.Attractor);
    }

    [Fact]
    public void A_cap_that_is_just_enough_settles_and_one_less_does_not()
    {
        Lattice start = Lightcone.Tasks.BinaryAddition.Encode((System.Numerics.BigInteger.One << 40) - 1, 1);
        foreach (Engine engine in new[] { Engine.Table, Engine.Bits, Engine.ActiveCells, Engine.Auto })
        {
            CompiledRule compiled = Lightcone.Tasks.BinaryAddition.Rule.Compile(engine);
            Assert.Equal((Outcome.FixedPoint, 40L), Ends(compiled.Evolve(start, Until.FixedPoint(40))));
            Evolution capped = compiled.Evolve(start, Until.FixedPoint(39));
            Assert.Equal(Outcome.LimitReached, capped.Outcome);
            Assert.InRange(capped.Steps, 0, 39);
            Assert.Contains("Raise the limit", capped.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Steps_beyond_a_fixed_point_are_not_counted()
    {
        Lattice start = Lattice.Parse(Alphabet.Binary, "00011000", Boundary.Fixed());
        Evolution run = LocalRule.Elementary(4).Compile().Evolve(start, Until.Steps(100));
        Assert.Equal((Outcome.FixedPoint, 1L), Ends(run));
    }

    [Fact]
    public void Cancellation_ends_a_run()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(2_000), Boundary.Periodic, new RandomStream(1, "cancel"));
        Assert.Throws<OperationCanceledException>(() => LocalRule.Elementary(30).Compile().Evolve(start, Until.Steps(long.MaxValue), null, source.Token));
    }

    private static (Outcome Outcome, long Steps) Ends(Evolution run) => (run.Outcome, run.Steps);
}
