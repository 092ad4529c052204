using Lightcone.Foundation.Random;
using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

public sealed class ChaosTrainingTests
{
    // The published parameter counts (arXiv 2602.01651): 41 for parity and Rule 110, 99 for addition.
    [Theory]
    [InlineData("parity", 8, 41)]
    [InlineData("W110", 8, 41)]
    [InlineData("carry-save", 16, 99)]
    [InlineData("carry", 8, 41)]
    public void Twenty_of_twenty_seeds_are_exact_with_margin_2(string name, int hidden, int parameters)
    {
        LocalRule rule = LearningRules.ByName(name);
        for (ulong seed = 0; seed < 20; seed++)
        {
            NeuralRule network = new ChaosTraining { Seed = seed }.Fit(rule, hidden);
            Assert.Equal(parameters, network.Parameters);
            AssertExact(rule, network, 2);
        }
    }

    [Theory]
    [InlineData(Activation.LeakyRelu)]
    [InlineData(Activation.Absolute)]
    public void All_256_elementary_rules_are_learned(Activation activation)
    {
        for (int number = 0; number < 256; number++)
        {
            LocalRule rule = LocalRule.Elementary(number);
            AssertExact(rule, new ChaosTraining { Seed = (ulong)number, Activation = activation }.Fit(rule, 8), 2);
        }
    }

    [Theory]
    [InlineData("parity", 8)]
    [InlineData("W110", 8)]
    [InlineData("carry-save", 16)]
    public void The_paper_s_recipe_reaches_exactness_without_a_margin(string name, int hidden)
    {
        LocalRule rule = LearningRules.ByName(name);
        int thin = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            NeuralRule network = (ChaosTraining.Paper with { Seed = seed }).Fit(rule, hidden);
            AssertExact(rule, network, 0);
            Assert.Contains("batches of 64", network.Training.Recipe, StringComparison.Ordinal);
            thin += network.Training.Margin < 0.5 ? 1 : 0;
        }

        // Stopping at the first error-free state leaves most networks with hardly any margin.
        Assert.InRange(thin, 15, 20);
    }

    [Theory]
    [InlineData("B3/S23", 8, Activation.Absolute, SymbolCode.Automatic)]
    [InlineData("B36/S23", 8, Activation.LeakyRelu, SymbolCode.Automatic)]
    [InlineData("decimal-carry-save", 3, Activation.LeakyRelu, SymbolCode.OneHot)]
    [InlineData("decimal-readout", 16, Activation.LeakyRelu, SymbolCode.OneHot)]
    [InlineData("decimal-readout", 12, Activation.Absolute, SymbolCode.Automatic)]
    [InlineData("comparison", 4, Activation.LeakyRelu, SymbolCode.Automatic)]
    [InlineData("borrow-save", 8, Activation.LeakyRelu, SymbolCode.Automatic)]
    public void Larger_domains_are_learned_too(string name, int hidden, Activation activation, SymbolCode code)
    {
        LocalRule rule = LearningRules.ByName(name);
        for (ulong seed = 0; seed < 3; seed++)
            AssertExact(rule, new ChaosTraining { Seed = seed, Activation = activation, Coding = code }.Fit(rule, hidden), 2);
    }

    /// <summary>Each restart can only help: of all attempts the one with the fewest wrong neighborhoods is kept, and among those the one with the widest margin.</summary>
    [Fact]
    public void More_restarts_never_give_a_worse_network()
    {
        LocalRule rule = LocalRule.Elementary(150);
        for (ulong seed = 0; seed < 4; seed++)
        {
            (int Wrong, double Margin) last = (int.MaxValue, double.NegativeInfinity);
            for (int restarts = 0; restarts < 6; restarts++)
            {
                // Too few steps to reach the margin, so that all attempts are made.
                NeuralRule network = (ChaosTraining.Default with { MaxSteps = 25, Restarts = restarts, Seed = seed }).Fit(rule, 4);
                LocalRule found = network.ToRule();
                (int Wrong, double Margin) now = (Enumerable.Range(0, 8).Count(i => found.Table[i] != rule.Table[i]), network.Training.Margin);
                Assert.True(now.Wrong < last.Wrong || (now.Wrong == last.Wrong && now.Margin >= last.Margin), $"seed {seed}, {restarts} restarts: {now} after {last}");
                last = now;
            }
        }
    }

    [Fact]
    public void A_domain_above_the_limit_is_learned_from_random_batches_and_checked_as_a_whole()
    {
        // Majority of 13 bits: 8,192 neighborhoods, checked in two pieces.
        LocalRule majority = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(6), n =>
        {
            int ones = 0;
            foreach (byte bit in n)
                ones += bit;
            return ones >= 7 ? (byte)1 : (byte)0;
        });
        NeuralRule network = new ChaosTraining { Seed = 1 }.Fit(majority, 2);
        AssertExact(majority, network, 2);
        Assert.Contains("batches of 128", network.Training.Recipe, StringComparison.Ordinal);
    }

    // |z| of one unit is large on both sides of its kink: it separates a slab, and a sum of digits of 10 or more is a half-space that no slab is.
    [Fact]
    public void One_unit_of_absolute_value_cannot_make_a_wide_threshold_and_one_of_leaky_relu_can()
    {
        NeuralRule absolute = new ChaosTraining { Activation = Activation.Absolute, Restarts = 4 }.Fit(LearningRules.DecimalCarry, 1);
        Assert.False(absolute.Training.Exact && absolute.Training.Margin >= 2);
        AssertExact(LearningRules.DecimalCarry, new ChaosTraining().Fit(LearningRules.DecimalCarry, 1), 2);
    }

    [Fact]
    public void A_fit_that_fails_gives_its_best_network_and_says_so()
    {
        // Parity of three bits is no function of one leaky unit, which only makes thresholds.
        NeuralRule network = new ChaosTraining { Restarts = 3 }.Fit(LocalRule.Elementary(150), 1);
        Assert.False(network.Training.Exact);
        Assert.True(network.Training.Margin < 0);
        Assert.NotEqual(LocalRule.Elementary(150), network.ToRule());
    }

    [Fact]
    public void What_was_never_shown_is_a_guess_and_is_listed()
    {
        LocalRule rule = LocalRule.Elementary(110);
        Transitions some = Transitions.FromExamples(rule.Signature, [0, 0, 0, 0, 0, 1, 1, 1, 1], [0, 1, 0]);
        NeuralRule network = new ChaosTraining { Seed = 5 }.Fit(some, 8);
        Assert.True(network.Training.Exact);
        Assert.Equal((3, 8), (network.Training.Seen, network.Training.DomainSize));
        Assert.All(some.Seen, index => Assert.True(network.Margin(index, rule.Table[index]) >= 2));
        Assert.Equal([2, 3, 4, 5, 6], some.Unseen);
        Assert.Throws<ArgumentException>(() => new ChaosTraining().Fit(Transitions.Sample(rule, 0, new RandomStream(1, "none")), 8));
    }

    [Fact]
    public void A_search_can_be_called_off()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new ChaosTraining().Fit(LocalRule.Elementary(30), 8, source.Token));
        Assert.Throws<OperationCanceledException>(() => new ChaosTraining().FitSmallest(LocalRule.Elementary(30), null, source.Token));
    }

    [Fact]
    public void Options_outside_their_range_are_refused_by_name()
    {
        Assert.Contains("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosTraining { LearningRate = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("MaxSteps", Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosTraining { MaxSteps = 0 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosTraining { TargetMargin = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChaosTraining().Fit(LocalRule.Elementary(30), 0));
    }

    internal static void AssertExact(LocalRule rule, NeuralRule network, double margin)
    {
        Assert.True(network.Training.Exact, network.ToString());
        Assert.Equal(rule, network.ToRule());
        double least = double.PositiveInfinity;
        for (int index = 0; index < rule.Signature.DomainSize; index++)
            least = Math.Min(least, network.Margin(index, rule.Table[index]));
        Assert.Equal(least, network.Training.Margin);
        Assert.True(least >= margin, $"{network}: margin {least}");
    }
}
