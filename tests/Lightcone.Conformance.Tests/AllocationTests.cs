using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Formats;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class AllocationTests
{
    // HashLife is missing: it remembers what it has seen, which is all that it does. So is scan, which takes no steps.
    [Theory]
    [InlineData("network")]
    [InlineData("table")]
    [InlineData("bits")]
    [InlineData("active-cells")]
    [InlineData("wavefront")]
    [InlineData("grid")]
    [InlineData("bytes")]
    [InlineData("additive")]
    [InlineData("tiles")]
    [InlineData("auto")]
    public void Steps_and_stretches_allocate_nothing(string name)
    {
        Engine engine = Engine.Find(name)!;
        int runs = 0;
        foreach ((LocalRule rule, Lattice start) in LongRuns.All())
        {
            CompiledRule compiled = engine == Engine.Network ? LongRuns.Network(rule).Compile() : rule.Compile();
            if (engine.Kind?.Refusal(compiled.Forms, start) is not null)
                continue;
            runs++;
            string place = $"{engine}, {rule.Signature} on {start.Shape} {start.Boundary}";
            int steps = engine == Engine.Network || rule.Dimensions == 2 ? 50 : Round.Count(80, 200, 1_000);
            Stepper single = Start(compiled, start, engine);
            single.Mark();
            int seen = 0;
            long bytes = Allocation.Of(() =>
            {
                for (int i = 0; i < steps; i++)
                {
                    single.Step();
                    seen += single.IsAtMark() ? 1 : 0;
                }
            });
            Assert.True(bytes == 0, $"{place}: {bytes:N0} bytes in {steps} steps");
            Assert.True(seen == 0 || engine == Engine.Network, $"{place} came back to its start");
            Stepper stretches = Start(compiled, start, engine);
            bytes = Allocation.Of(() =>
            {
                for (int i = 0; i < steps / 10; i++)
                    stretches.Advance(100, out _);
            });
            Assert.True(bytes == 0, $"{place}: {bytes:N0} bytes in {steps / 10} stretches");
        }

        Assert.True(runs >= (engine == Engine.Tiles || engine == Engine.Grid || engine == Engine.Additive ? 2 : 5), $"only {runs} runs on {engine}");
    }

    /// <summary>How a run comes to rest is looked for now and then: on the way there every engine that does several generations at a time goes back and forth.</summary>
    [Theory]
    [InlineData("wavefront")]
    [InlineData("grid")]
    [InlineData("bytes")]
    [InlineData("tiles")]
    public void Coming_to_rest_once_more_allocates_nothing(string name)
    {
        EngineKind engine = Engine.Find(name)!.Kind!;
        LocalRule dying = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(1), static n => (byte)(n[0] & n[1] & n[2]));
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(1_024), Boundary.Periodic, new RandomStream(45, "allocation"));
        Lattice torus = Lattice.Random(Alphabet.Binary, Shape.Grid(300, 130), Boundary.Periodic, new RandomStream(45, "allocation"));
        int runs = 0;
        foreach ((LocalRule rule, Lattice start) in ((LocalRule, Lattice)[])[(dying, row), (LocalRule.LifeLike("B8/S8"), torus)])
        {
            RuleForms forms = new(rule);
            if (engine.Refusal(forms, start) is not null)
                continue;
            Stepper stepper = engine.Start(forms, start, CancellationToken.None);
            long steps = 0;
            Assert.Equal(0, Allocation.Of(() =>
            {
                stepper.Load(start.Cells);
                steps = 0;
                for (bool settled = false; !settled;)
                    steps += stepper.Advance(1_000, out settled);
            }));
            Assert.Equal(Oracle.Run(Oracle.Trajectory(rule, start, 100), Until.FixedPoint()).Steps, steps);
            runs++;
        }

        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_row_of_lanes_allocates_nothing_whatever_the_number_of_steps()
    {
        RandomStream stream = new(43, "lanes");
        Signature frozen = new(Alphabet.Binary, Neighborhood.Own, Alphabet.Digits(3), Neighborhood.Radius(1));
        LocalRule twisted = LocalRule.FromFunction(frozen, static n => (byte)((n[0] + n[1] + (n[2] * n[3])) % 3));
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Fixed(1), Boundary.Reflecting])
            foreach (LocalRule rule in (LocalRule[])[LocalRule.Elementary(110), twisted, LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-64, 64), static n => (byte)(n[0] ^ n[1]))])
            {
                Lattice start = Lattice.Random(rule.State, Shape.Row(70_000), boundary, stream);
                if (rule.Frozen is { } alphabet)
                    start = start.WithInput(Lattice.Random(alphabet, start.Shape, boundary, stream));
                PackedRow row = PackedRow.FromLattice(start);
                PackedRun run = new(rule.Compile(), row, null, CancellationToken.None);
                ulong[] words = new ulong[1_100];
                Assert.Equal(0, Allocation.Of(() =>
                {
                    for (int i = 0; i < 40; i++)
                        run.Advance(1 + (i % 20), 1);
                    run.CopyTo(0, words);
                }));
            }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("grid")]
    [InlineData("tiles")]
    public void A_packed_grid_allocates_nothing_whatever_the_number_of_steps(string name)
    {
        Engine engine = Engine.Find(name)!;
        PackedGrid grid = PackedGrid.Random(LocalRule.LifeLike("B3/S23").Compile(engine), Shape.Grid(300, 130), Boundary.Periodic, new RandomStream(46, "allocation"));
        // A call takes a reporter, its steps take nothing.
        Assert.Equal(Advance(1), Advance(60));

        long Advance(int steps) => Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                grid.Advance(steps);
        });
    }

    private static Stepper Start(CompiledRule compiled, Lattice start, Engine engine) => engine == Engine.Auto
        ? Engine.ActiveCells.Kind!.StartTurns(Engine.Table.Kind!, compiled.Forms, start, CancellationToken.None)
        : engine.Kind!.Start(compiled.Forms, start, CancellationToken.None);
}
