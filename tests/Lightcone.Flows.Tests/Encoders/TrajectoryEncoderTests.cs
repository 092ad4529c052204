using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Encoders;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class TrajectoryEncoderTests
{
    // Golden samples of x at delta 2 for a feature of 1, alpha 2, beta 0.1.
    [Fact]
    public void Classification_encoder_has_the_golden_samples()
    {
        double[] sequence = PaperEncoders.Classification(2).Encode([1]);
        Assert.Equal(90, sequence.Length);
        Assert.Equal([1, 0.2, -1], sequence[..3]);
        Assert.Equal(1.00489457, sequence[3], 1e-8);
        Assert.Equal(0.03803825, sequence[45], 1e-8);
        Assert.Equal(-0.02952293, sequence[87], 1e-8);
    }

    [Fact]
    public void Receptive_field_encoder_averages_the_states_after_equal_numbers_of_steps()
    {
        TrajectoryEncoder<MixedOscillator> encoder = PaperEncoders.ReceptiveFields(2);
        Assert.Equal([1.6, 3.2, 4.8, 6.4, 8], encoder.Times.Select(t => Math.Round(t, 12)));
        double[] sequence = encoder.Encode([0.5, -1]);
        Assert.Equal(10, sequence.Length);
        for (int f = 0; f < 2; f++)
        {
            double v = f == 0 ? 0.5 : -1;
            for (int k = 0; k < 5; k++)
            {
                Trajectory exact = Trajectory.Integrate(new MixedOscillator(2, alpha: 1, beta: 0.2), [v, 0.2 * v, -v], 1.6 * (k + 1));
                Assert.Equal((exact.Final[0] + exact.Final[1] + exact.Final[2]) / 3, sequence[(2 * k) + f], 2e-6);
            }
        }
    }

    [Fact]
    public void Reinforcement_encoder_discards_the_magnitude_of_a_state()
    {
        TrajectoryEncoder<MixedOscillator> encoder = PaperEncoders.ReinforcementLearning(2);
        Assert.Equal([0, 2, 4, 6, 8], encoder.Times.Select(t => Math.Round(t, 12)));
        Assert.Equal(encoder.Encode([0.01, -0.02, 0.015, 0.005]), encoder.Encode([0.02, -0.04, 0.03, 0.01]));
        Assert.Equal(5 * 12, encoder.Encode([0.01, -0.02, 0.015, 0.005]).Length);
    }

    [Fact]
    public void A_sample_is_encoded_alone_as_in_any_batch()
    {
        TrajectoryEncoder<MixedOscillator> encoder = PaperEncoders.Classification(0.3);
        RandomStream stream = new(1, "digits");
        double[] samples = [.. Enumerable.Range(0, 23 * 17).Select(_ => stream.NextGaussian())];
        Sequences batch = encoder.EncodeBatch(samples, 23);
        Assert.Equal((23, 30, 51), (batch.Batch, batch.Time, batch.Features));
        for (int s = 0; s < 23; s++)
        {
            double[] alone = encoder.Encode(samples.AsSpan(17 * s, 17));
            for (int k = 0; k < 30; k++)
                Assert.Equal(alone.AsSpan(51 * k, 51).ToArray().Select(v => (float)v), batch[s, k].ToArray());
        }
    }

    [Fact]
    public void Only_the_compatibility_mode_looks_at_the_batch()
    {
        TrajectoryEncoder<MixedOscillator> paper = new(new(2)) { Scaling = InputScaling.PaperBatchMaximum };
        Sequences batch = paper.EncodeBatch([1, 2, 4, 8], 2);
        Assert.Equal(0.125f, batch[0, 0][0], 1e-6f);
        Assert.Equal(1f, batch[1, 0][3], 1e-6f);
        Assert.Equal(0.5, paper.Encode([1, 2])[0], 1e-8);
    }

    // The cross-check of the authors' result files on channel variances needs the digits; the ratios of amplitudes between dampings do not.
    [Fact]
    public void Amplitudes_fall_from_expanding_to_critical_damping()
    {
        RandomStream stream = new(2, "digits");
        double[] samples = [.. Enumerable.Range(0, 50 * 64).Select(_ => stream.NextGaussian())];
        double Size(double delta) => Math.Sqrt(PaperEncoders.Classification(delta).EncodeBatch(samples, 50).Values.ToArray().Average(v => (double)v * v));
        Assert.True(Size(-1.5) > 50 * Size(0) && Size(0) > 2 * Size(2), $"{Size(-1.5)} {Size(0)} {Size(2)}");
    }

    [Fact]
    public void Any_flow_encodes_by_interface_and_by_type_alike()
    {
        double[] byType = new TrajectoryEncoder<Thomas>(new Thomas(), 20, 20) { Step = 0.05 }.Encode([0.3, -0.7]);
        double[] byInterface = new TrajectoryEncoder<IFlow>(FlowCatalog.Flow("thomas"), 20, 20) { Step = 0.05 }.Encode([0.3, -0.7]);
        Assert.Equal(byType, byInterface);
        double[] four = new TrajectoryEncoder<IFlow>(TextFlow.Parse("a' = -a; b' = -b; c' = -c; d' = 0"), 2, 1).Encode([2]);
        Assert.Equal([2, 0.4, -2, 2], four[..4]);
        Assert.Equal(2 * Math.Exp(-1), four[4], 1e-9);
    }

    [Fact]
    public void Start_patterns_channels_and_euler_are_options()
    {
        TrajectoryEncoder<MixedOscillator> encoder = new(new(2), 30, 4) { Start = [1, 0, 0], Channels = Channels.First, Tableau = Tableau.Euler };
        double[] sequence = encoder.Encode([0.5]);
        Assert.Equal(30, sequence.Length);
        Trajectory euler = Trajectory.Integrate(new MixedOscillator(2), [0.5, 0, 0], 4, Solver.Euler());
        Assert.Equal(euler.Final[0], sequence[29], 1e-14);
        Assert.Throws<ArgumentException>(() => new TrajectoryEncoder<Lorenz>(new()) { Start = [1, 2] });
        Assert.Throws<ArgumentException>(() => new TrajectoryEncoder<Lorenz>(new(), 7, 1) { Sampling = Sampling.AfterSteps }.Encode([1]));
        Assert.Contains("Feature 1 of sample 1", Assert.Throws<ArgumentException>(() => encoder.EncodeBatch([1, 2, 3, double.NaN], 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_that_leave_the_number_range_are_named()
    {
        TrajectoryEncoder<MixedOscillator> encoder = new(new(-3), duration: 10);
        Assert.False(encoder.TryEncodeBatch([0, 0, 0, 0, 0, 0.7], 2, out Sequences? none, out Interruption? interruption));
        Assert.Null(none);
        Interruption.LeftNumberRange left = Assert.IsType<Interruption.LeftNumberRange>(interruption);
        Assert.Equal((1, 2), (left.Sample, left.Feature));
        Assert.InRange(left.Time, 4, 9);
        Assert.Contains("(sample 1, feature 2, component ", left.ToString(), StringComparison.Ordinal);
        // The first of several has a number as well; one alone has none.
        Assert.False(encoder.TryEncodeBatch([0.7, 0, 0, 0], 2, out _, out Interruption? first));
        Assert.Contains("(sample 0, feature 0, component ", $"{first}", StringComparison.Ordinal);
        Assert.False(encoder.TryEncodeBatch([0.7], 1, out _, out Interruption? alone));
        Assert.Contains("(component ", $"{alone}", StringComparison.Ordinal);
        Assert.Equal(interruption.ToString(), Assert.Throws<InputException>(() => encoder.EncodeBatch([0, 0, 0, 0, 0, 0.7], 2)).Message);
        Assert.True(PaperEncoders.Classification(-1.5).TryEncodeBatch([1, 0.5], 1, out _, out _));
        // e^4 times 10^37 is a number in double precision and none in single.
        TrajectoryEncoder<TextFlow> growth = new(TextFlow.Parse("x' = x"));
        Assert.False(growth.TryEncodeBatch([1, 2, 3, 4, 5, 1e37], 2, out _, out Interruption? gone));
        Assert.Equal((1, 2), gone is Interruption.LeftNumberRange single ? (single.Sample, single.Feature) : default);
        Assert.True(growth.TryEncodeBatch([1, 2, 3, 4, 5, 1e36], 2, out _, out _));
        Assert.True(double.IsFinite(growth.Encode([1e37])[^1]));
    }
}
