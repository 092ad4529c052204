using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Tests.Encoders;

public sealed class LearnedDampingTests
{
    private static readonly double[] Samples = [0.8, -0.3, 0.5, 0.1, 0.9, -1.2, 0.4, 0.7];

    public static TheoryData<string, double> Settings() => [.. from setting in new[] { "classification", "mean", "first" } from delta in new[] { -0.5, 0, 0.7, 2, 10 } select (setting, delta)];

    // Law: the gradient is the derivative of a weighted sum of the codes, by finite differences of the encoder itself in double.
    [Theory]
    [MemberData(nameof(Settings))]
    public void One_damping_for_all_features(string setting, double delta)
    {
        float[] weights = Weights(setting, delta);
        double slope = (Sum(setting, delta + 1e-5, weights) - Sum(setting, delta - 1e-5, weights)) / 2e-5;
        double ours = new LearnedDamping(Encoder(setting, 0), delta).Gradient(Samples, 2, weights).Single();
        Assert.Equal(slope, ours, 1e-7 * Math.Max(1, Math.Abs(slope)));
        Assert.True(Math.Abs(slope) > 1e-3, "the slope is too small to test anything");
    }

    // Law: only the trajectories of a feature depend on its damping, and the dampings of all together are the global one.
    [Theory]
    [InlineData("classification")]
    [InlineData("mean")]
    public void One_damping_for_each_feature(string setting)
    {
        float[] weights = Weights(setting, 2);
        LearnedDamping each = new(Encoder(setting, 0), 2, 2, 2, 2);
        double[] gradient = each.Gradient(Samples, 2, weights);
        Assert.Equal(4, gradient.Length);
        Assert.Equal(each.With(2).Gradient(Samples, 2, weights).Single(), gradient.Sum(), 1e-12);
        int width = weights.Length / 2 / Encoder(setting, 0).Samples / 4;
        for (int f = 0; f < 4; f++)
        {
            float[] alone = [.. weights.Select((w, i) => i / width % 4 == f ? w : 0)];
            double slope = (Sum(setting, 2 + 1e-5, alone) - Sum(setting, 2 - 1e-5, alone)) / 2e-5;
            Assert.Equal(slope, gradient[f], 1e-8);
        }
    }

    // Conformance: the codes are those of the plain encoder, byte for byte; another damping changes its own feature only.
    [Theory]
    [InlineData("classification")]
    [InlineData("mean")]
    [InlineData("first")]
    public void Codes_are_those_of_the_plain_encoder(string setting)
    {
        float[] plain = Encoder(setting, 1.5).EncodeBatch(Samples, 2).Values.ToArray();
        LearnedDamping learned = new(Encoder(setting, 0), 1.5);
        Assert.Equal(plain, learned.Encode(Samples, 2).Values.ToArray());
        Assert.Equal(plain, learned.With(1.5, 1.5, 1.5, 1.5).Encode(Samples, 2).Values.ToArray());
        float[] other = learned.With(1.5, 3, 1.5, 1.5).Encode(Samples, 2).Values.ToArray();
        int width = plain.Length / 2 / Encoder(setting, 0).Samples / 4;
        for (int i = 0; i < plain.Length; i++)
            if (i / width % 4 != 1)
                Assert.Equal(plain[i], other[i]);
        Assert.NotEqual(plain, other);
    }

    // Law: the flow of sensitivities keeps its promises like any other.
    [Fact]
    public void The_jacobian_of_the_sensitivities_is_their_derivative() =>
        Assert.InRange(new DampingSensitivity(new MixedOscillator(delta: 0.7)).JacobianError([0.5, -0.3, 0.8, 0.2, -0.6, 0.4]), 0, 1e-6);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        LearnedDamping three = new(Encoder("first", 0), 1, 2, 3);
        Assert.Contains("4 features, there are 3 deltas", Assert.Throws<ArgumentException>(() => three.Encode(Samples, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 40 derivatives, not 3", Assert.Throws<ArgumentException>(() => three.With(1).Gradient(Samples, 2, new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("delta 1 is NaN", Assert.Throws<ArgumentException>(() => three.With(1, double.NaN)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => three.With());
    }

    // Each feature is encoded by itself; what is said of it must be what it is among the others.
    [Fact]
    public void What_leaves_the_number_range_is_named()
    {
        LearnedDamping learned = new(Encoder("classification", 0), 1, -900, 1, -900);
        Assert.Contains("(sample 0, feature 3, ", Assert.Throws<InputException>(() => learned.Encode([1, 0, 1, 1, 1, 1, 1, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("(sample 1, feature 1, ", Assert.Throws<InputException>(() => learned.Encode([1, 0, 1, 0, 1, 1, 1, 1], 2)).Message, StringComparison.Ordinal);
    }

    private static double Sum(string setting, double delta, float[] weights)
    {
        TrajectoryEncoder<MixedOscillator> encoder = Encoder(setting, delta);
        double sum = 0;
        for (int sample = 0; sample < 2; sample++)
        {
            double[] code = encoder.Encode(Samples.AsSpan(4 * sample, 4));
            for (int i = 0; i < code.Length; i++)
                sum += code[i] * weights[(sample * code.Length) + i];
        }

        return sum;
    }

    private static float[] Weights(string setting, double delta) =>
        [.. Enumerable.Range(0, Encoder(setting, delta).EncodeBatch(Samples, 2).Values.Length).Select(static i => ((i * 7 % 13) - 5) / 8f)];

    private static TrajectoryEncoder<MixedOscillator> Encoder(string setting, double delta) => setting switch
    {
        "classification" => PaperEncoders.Classification(delta),
        "mean" => new(new MixedOscillator(delta, alpha: 1, beta: 0.2), samples: 5, duration: 8) { Scaling = InputScaling.SampleMaximum, Sampling = Sampling.AfterSteps, Channels = Channels.Mean },
        _ => new(new MixedOscillator(delta, drive: 0.3), samples: 5, duration: 2) { Channels = Channels.First },
    };
}
