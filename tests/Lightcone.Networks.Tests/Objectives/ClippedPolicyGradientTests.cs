using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests.Objectives;

public sealed class ClippedPolicyGradientTests
{
    // Golden: the definition with clip 0.2; the loss and its derivative by the ratio, as torch gives them. On the edge of the clip the gradient flows.
    [Theory]
    [InlineData(1.5, 1, -1.2, 0)]
    [InlineData(1.5, -1, 1.5, 1)]
    [InlineData(0.5, 1, -0.5, -1)]
    [InlineData(0.5, -1, 0.8, 0)]
    public void The_ratio_is_clipped_where_nothing_more_is_gained(double ratio, float advantage, double loss, double slope)
    {
        // Two equal logits: p = 1/2, so the old probability is 1/2 / ratio, and d ratio / d logit of the action is ratio / 2.
        float[] outputs = [0.25f, 0.25f];
        ClippedPolicyGradient objective = new([1], [advantage], [(float)Math.Log(0.5 / ratio)], clip: 0.2, entropyBonus: 0);
        Assert.Equal(loss, objective.Sample(0, outputs, 1), 1e-6);
        Assert.Equal(slope * ratio / 2, outputs[1], 1e-6);
        Assert.Equal(-slope * ratio / 2, outputs[0], 1e-6);
    }

    // Golden: logits (.3, -.2): entropy .662847, gradient of the entropy (-.117502, .117502).
    [Fact]
    public void Entropy_is_rewarded()
    {
        float[] outputs = [0.3f, -0.2f];
        ClippedPolicyGradient objective = new([0], [0], [0], entropyBonus: 1);
        Assert.Equal(-0.662847, objective.Sample(0, outputs, 1), 1e-6);
        Assert.Equal(0.117502, outputs[0], 1e-6);
        Assert.Equal(-0.117502, outputs[1], 1e-6);
    }

    // Law: where nothing is clipped and no entropy counts, it is REINFORCE with advantages.
    [Fact]
    public void At_ratio_one_it_is_the_policy_gradient()
    {
        float[] clipped = [0.3f, -0.2f, 1.1f], plain = [.. clipped];
        double largest = Math.Log(clipped.Sum(static z => Math.Exp(z)));
        new ClippedPolicyGradient([1], [2.5f], [(float)(-0.2 - largest)], entropyBonus: 0).Sample(0, clipped, 1);
        new PolicyGradient([1], [2.5f]).Sample(0, plain, 1);
        for (int j = 0; j < 3; j++)
            Assert.Equal(plain[j], clipped[j], 1e-5);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ClippedPolicyGradient([0, 1], [1], [0, 0]));
        Assert.Throws<ArgumentException>(() => new ClippedPolicyGradient([0], [float.NaN], [0]));
        Assert.Throws<ArgumentException>(() => new ClippedPolicyGradient([0], [1], [float.NegativeInfinity]));
        Assert.Throws<ArgumentException>(() => new ClippedPolicyGradient([0], [1], [0], clip: 0));
        Assert.Throws<ArgumentException>(() => new ClippedPolicyGradient([-1], [1], [0]));
    }
}
