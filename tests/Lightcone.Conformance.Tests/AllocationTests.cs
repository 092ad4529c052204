using Lightcone.Kernels;

namespace Lightcone.Conformance.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(Engine.Table)]
    [InlineData(Engine.BitSliced)]
    [InlineData(Engine.Frontier)]
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
