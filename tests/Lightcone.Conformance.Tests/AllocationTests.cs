using Lightcone.Kernels;
using Lightcone.Kernels.Wavefront;
using Lightcone.Packed;

namespace Lightcone.Conformance.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(Engine.Table)]
    [InlineData(Engine.BitSliced)]
    [InlineData(Engine.Frontier)]
    [InlineData(Engine.Wavefront)]
    [InlineData(Engine.Tiles)]
    [InlineData(Engine.Auto)]
    public void A_thousand_steps_allocate_nothing(Engine engine)
    {
        RandomStream stream = new(40, "allocation");
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(1_000), Boundary.Reflecting, stream);
        Lattice torus = Lattice.Random(Alphabet.Binary, Shape.Grid(300, 130), Boundary.Periodic, stream);
        Signature frozen = new(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Radius(1));
        LocalRule twisted = LocalRule.FromFunction(frozen, static n => (byte)(n[0] ^ n[1] ^ (n[2] | n[3])));
        foreach ((LocalRule rule, Lattice start) in ((LocalRule, Lattice)[])[(LocalRule.Elementary(110), row), (LocalRule.LifeLike("B3/S23"), torus), (twisted, row.WithInput(row))])
        {
            // Tiles are of grids; the wavefront of grids is made of compiled code only.
            if ((engine == Engine.Tiles && rule.Dimensions == 1) || (engine == Engine.Wavefront && rule.Dimensions == 2 && !CompiledPass.IsAvailable))
                continue;
            Stepper stepper = Start(rule.Compile(engine), start, engine);
            stepper.Mark();
            bool seen = false;
            Assert.Equal(0, Allocation.Of(() =>
            {
                for (int i = 0; i < 1_000; i++)
                {
                    stepper.Step();
                    seen |= stepper.IsAtMark();
                }
            }));
            Assert.False(seen);
        }
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

    [Fact]
    public void Stretches_of_generations_allocate_nothing()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(5), Neighborhood.Radius(1), static n => (byte)((n[0] + (n[1] * n[2]) + 1) % 5));
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting])
        {
            Lattice row = Lattice.Random(rule.State, Shape.Row(1_000), boundary, new RandomStream(44, "allocation"));
            Stepper stepper = EngineChoice.Stepper(rule.Compile(Engine.Bytes), row, Engine.Bytes);
            Assert.Equal(0, Allocation.Of(() =>
            {
                for (long done = 0; done < 2_000;)
                    done += stepper.Advance(100, out _);
            }));
        }
    }

    private static Stepper Start(Kernel kernel, Lattice start, Engine engine) => engine == Engine.Auto
        ? new AdaptiveStepper(
            new TableStepper(kernel.Compiled.Table, start), Engine.Table, EngineRates.SingleStep(kernel, Engine.Table, start.Count), () => new FrontierStepper(kernel.Compiled.Table, start), start.Count)
        : EngineChoice.Stepper(kernel, start, engine);
}
