using Lightcone.Kernels;
using Lightcone.Packed;

namespace Lightcone.Conformance.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(Engine.Table)]
    [InlineData(Engine.BitSliced)]
    [InlineData(Engine.Frontier)]
    [InlineData(Engine.Wavefront)]
    [InlineData(Engine.Auto)]
    public void A_thousand_steps_allocate_nothing(Engine engine)
    {
        RandomStream stream = new(40, "allocation");
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(1_000), Boundary.Reflecting, stream);
        Lattice torus = Lattice.Random(Alphabet.Binary, Shape.Grid(70, 30), Boundary.Periodic, stream);
        Signature frozen = new(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Radius(1));
        LocalRule twisted = LocalRule.FromFunction(frozen, static n => (byte)(n[0] ^ n[1] ^ (n[2] | n[3])));
        foreach ((LocalRule rule, Lattice start) in ((LocalRule, Lattice)[])[(LocalRule.Elementary(110), row), (LocalRule.LifeLike("B3/S23"), torus), (twisted, row.WithInput(row))])
        {
            if (engine == Engine.Wavefront && rule.Dimensions > 1)
                continue;
            Stepper stepper = Start(rule.Compile(engine), start, engine);
            stepper.Mark();
            // Long enough for every path to have been taken once: a process's first use of a method or type may allocate a few bytes, on no account of the step.
            for (int i = 0; i < 1_000; i++)
                stepper.Step();
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool seen = false;
            for (int i = 0; i < 1_000; i++)
            {
                stepper.Step();
                seen |= stepper.IsAtMark();
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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
                for (int i = 0; i < 40; i++)
                    run.Advance(1 + (i % 20), 1);
                run.CopyTo(0, words);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 40; i++)
                    run.Advance(1 + (i % 20), 1);
                run.CopyTo(0, words);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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
            long done = 0;
            while (done < 2_000)
                done += stepper.Advance(100, out _);
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (done < 4_000)
                done += stepper.Advance(100, out _);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static Stepper Start(Kernel kernel, Lattice start, Engine engine) => engine == Engine.Auto
        ? new AdaptiveStepper(
            new TableStepper(kernel.Compiled.Table, start), Engine.Table, EngineRates.Table, () => new FrontierStepper(kernel.Compiled.Table, start), start.Count)
        : EngineChoice.Stepper(kernel, start, engine);
}
