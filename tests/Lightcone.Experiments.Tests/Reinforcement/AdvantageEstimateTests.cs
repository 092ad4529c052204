using Lightcone.Experiments.Reinforcement;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class AdvantageEstimateTests
{
    private static readonly float[] Rewards = [1, 0, -1, 2, 1];
    private static readonly float[] Values = [.5f, .4f, .3f, .2f, .1f];

    // Golden: discount .99, decay .95, the next value .6; computed apart from this program, by the definition.
    [Theory]
    [InlineData(false, false, new[] { 2.573085, 1.783185, 2.005513, 3.304107, 1.494 })]
    [InlineData(true, true, new[] { -.350774, -1.32565, -1.3, 3.304107, 1.494 })]
    [InlineData(false, true, new[] { .437352, -.487665, -.409, 3.304107, 1.494 })]
    public void An_end_is_not_a_cut(bool terminates, bool ends, double[] golden)
    {
        float[] next = [.4f, .3f, ends ? .9f : .2f, .1f, .6f];
        bool[] terminated = [false, false, terminates, false, false], last = [false, false, ends, false, false];
        double[] found = AdvantageEstimate.Of(Rewards, Values, next, terminated, last, 0.99, 0.95);
        for (int t = 0; t < 5; t++)
            Assert.Equal(golden[t], found[t], 1e-5);
    }

    // Law: with decay 1 the advantage is the discounted return minus the value.
    [Fact]
    public void Without_decay_it_is_the_return_minus_the_value()
    {
        double[] found = AdvantageEstimate.Of([1, 1, 1], [.5f, .5f, .5f], [.5f, .5f, 9], [false, false, true], [false, false, true], 0.5, 1);
        Assert.Equal([1.25, 1, 0.5], found);
    }
}
