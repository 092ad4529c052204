using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

public sealed class ReferenceEngineTests
{
    [Fact]
    public void The_network_runs_to_the_same_bytes_as_its_table()
    {
        RandomStream stream = new(8, "lattices");
        foreach (string name in (string[])["parity", "carry", "carry-save", "W110", "W30", "B3/S23"])
        {
            LocalRule rule = LearningRules.ByName(name);
            NeuralRule network = new ChaosTraining { Seed = 3 }.Fit(rule, 8);
            CompiledRule reference = network.Compile();
            Assert.Equal(Engine.Network, reference.Engine);
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1)])
            {
                Shape shape = rule.Dimensions == 1 ? Shape.Row(37) : Shape.Grid(13, 9);
                Lattice start = Lattice.Random(rule.State, shape, boundary, stream);
                if (rule.Frozen is not null)
                    start = start.WithInput(Lattice.Random(rule.Frozen, shape, boundary, stream));
                Evolution expected = rule.Compile(Engine.Table).Evolve(start, Until.Steps(20));
                Evolution actual = reference.Evolve(start, Until.Steps(20));
                Assert.Equal(expected.Final, actual.Final);
                Assert.Equal((expected.Steps, Engine.Network.Name), (actual.Steps, actual.Engine));
                Assert.Equal(
                    rule.Compile(Engine.Table).Evolve(start, Until.Cycle(2_000)).Outcome, reference.Evolve(start, Until.Cycle(2_000)).Outcome);
            }
        }
    }

    [Fact]
    public void A_wrong_network_runs_wrong()
    {
        NeuralRule network = new ChaosTraining { Restarts = 0 }.Fit(LocalRule.Elementary(150), 1);
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(100), Boundary.Periodic, new RandomStream(1, "start"));
        Assert.Equal(network.ToRule().Compile(Engine.Table).Step(start), network.Compile().Step(start));
        Assert.NotEqual(LocalRule.Elementary(150).Compile(Engine.Table).Step(start), network.Compile().Step(start));
    }

    [Fact]
    public void A_readout_cannot_be_iterated() =>
        Assert.Throws<ArgumentException>(() => new ChaosTraining { MaxSteps = 1, Restarts = 0 }.Fit(LearningRules.DecimalReadout, 2).Compile());
}
