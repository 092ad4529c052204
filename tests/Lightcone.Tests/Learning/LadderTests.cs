using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

public sealed class LadderTests
{
    // Sizes found before with a prototype of this recipe: no network found now may be larger.
    [Theory]
    [InlineData("parity", 5)]
    [InlineData("W110", 11)]
    [InlineData("carry", 6)]
    [InlineData("carry-save", 15)]
    [InlineData("borrow", 6)]
    [InlineData("borrow-save", 15)]
    [InlineData("comparison", 10)]
    [InlineData("decimal-carry", 6)]
    [InlineData("W150", 16)]
    [InlineData("B3/S23", 23)]
    [Trait(Round.Trait, Round.Long)]
    public void The_smallest_networks_are_no_larger_than_those_known(string name, int parameters)
    {
        LocalRule rule = LearningRules.ByName(name);
        for (ulong seed = 0; seed < 3; seed++)
        {
            NeuralRule network = new ChaosTraining { Seed = seed }.FitSmallest(rule);
            Assert.InRange(network.Parameters, 1, parameters);
            ChaosTrainingTests.AssertExact(rule, network, 2);
        }
    }

    [Fact]
    public void Positions_that_never_matter_are_not_read()
    {
        NeuralRule parity = new ChaosTraining().FitSmallest(LearningRules.Parity);
        Assert.Equal([SymbolCode.Centered, SymbolCode.Centered, SymbolCode.Ignored], parity.Codes);
        Assert.Equal(2, parity.Inputs);
        // What was left out is known not to matter, so nothing is a guess.
        Assert.Equal(parity.Training.DomainSize, parity.Training.Seen);
    }

    [Fact]
    public void The_search_says_how_far_it_has_come()
    {
        List<int> sizes = [];
        NeuralRule found = new ChaosTraining().FitSmallest(LearningRules.Parity, new Sizes(sizes));
        Assert.Equal(sizes.Order(), sizes);
        Assert.Equal(found.Parameters, sizes[^1]);
    }

    [Fact]
    public void A_constant_rule_needs_no_input() => Assert.Equal(0, new ChaosTraining().FitSmallest(LocalRule.Elementary(255)).Inputs);

    private sealed class Sizes(List<int> sizes) : IProgress<int>
    {
        public void Report(int value) => sizes.Add(value);
    }
}
