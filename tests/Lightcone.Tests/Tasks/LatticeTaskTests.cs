using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Tests.Tasks;

public sealed class LatticeTaskTests
{
    [Fact]
    public void Parity_settles_at_the_parity_of_every_prefix_after_the_steps_of_the_law()
    {
        CompiledRule compiled = Parity.Rule.Compile(Engine.Table);
        for (int i = 0; i < 100; i++)
        {
            RandomStream stream = new(4, "parity", (ulong)i);
            Lattice bits = Lattice.Random(Alphabet.Binary, Shape.Row(1 + stream.NextInt32(90)), Boundary.Fixed(), stream);
            Lattice start = Parity.Task.Encode(bits);
            Evolution run = compiled.Evolve(start, Until.FixedPoint());
            Assert.Equal(Parity.Task.StepLaw!(start), run.Steps);
            int ones = 0;
            for (int k = 0; k < bits.Count; k++)
            {
                ones += bits[k];
                Assert.Equal(ones % 2, run.Final[k]);
            }

            Assert.Equal(run.Final, Parity.Task.Reference(start, null));
            // The light cone: after t steps the first t cells are right.
            for (int t = 0; t < 5; t++)
                Assert.Equal(Parity.Task.Reference(start, t), compiled.Evolve(start, Until.Steps(t)).Final);
        }
    }

    [Fact]
    public void The_reference_of_all_256_elementary_rules_agrees_with_the_table_under_every_boundary()
    {
        foreach (Boundary boundary in new[] { Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(), Boundary.Fixed(1) })
            for (int number = 0; number < 256; number++)
            {
                LatticeTask task = ElementaryTask.Of(number);
                Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(1 + ((number * 7) % 200)), boundary, new RandomStream(1, "eca", (ulong)number));
                Assert.Equal(task.Rule.Compile(Engine.Table).Evolve(start, Until.Steps(20)).Final, task.Reference(start, 20));
            }
    }

    [Theory]
    [InlineData("B3/S23")]
    [InlineData("B36/S23")]
    [InlineData("B1357/S02468")]
    public void The_reference_of_Life_counts_neighbors_as_the_table_does(string notation)
    {
        LatticeTask task = LifeTask.Of(notation);
        foreach (Boundary boundary in new[] { Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(), Boundary.Fixed(1) })
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Grid(13, 9), boundary, new RandomStream(1, notation));
            Assert.Equal(task.Rule.Compile(Engine.Table).Evolve(start, Until.Steps(10)).Final, task.Reference(start, 10));
        }
    }
}
