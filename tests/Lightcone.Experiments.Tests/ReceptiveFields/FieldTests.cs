using System.Collections.Immutable;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.ReceptiveFields;

public sealed class FieldTests
{
    private static readonly FieldTraining Small = new() { Images = ImageSource.DeadLeaves, Patches = 100, HeldOut = 40, Epochs = 2, Units = 16, BatchSize = 32 };

    [Theory]
    [InlineData(FieldCondition.Static)]
    [InlineData(FieldCondition.Random)]
    [InlineData(FieldCondition.Linear)]
    [InlineData(FieldCondition.Poisson)]
    [InlineData(FieldCondition.Dynamic)]
    [InlineData(FieldCondition.LinearResponse)]
    public void Every_condition_trains_and_gives_the_same_again(FieldCondition condition)
    {
        FieldTraining run = Small with { Condition = condition, Film = 2 };
        RunResult first = run.Compute(RunContext.None), again = run.Compute(RunContext.None);
        Assert.Equal(first.Numbers, again.Numbers);
        Assert.Equal(first.Events, again.Events);
        Assert.Equal(2, first.Events.Length);
        Assert.All(first.Arrays, pair => Assert.Equal(pair.Value.ToFile(), again.Arrays[pair.Key].ToFile()));
        Assert.Equal([16, 16, 16], first.Arrays["weights"].Shape);
        Assert.Equal([3, 2, 16, 16], first.Arrays["film"].Shape);
        Assert.Equal(first.Arrays["weights"].ToSingles()[..512], first.Arrays["film"].ToSingles()[^512..]);
        Assert.Equal(1 / 16.0 / Math.Sqrt(3), first["sigma-start"], 0.002);
    }

    [Fact]
    public void The_decoders_gradient_is_that_of_finite_differences()
    {
        // Behind the spikes all is smooth: a small change of a decoder's weight changes no spike.
        FieldTraining settings = Small with { BatchSize = 2, Sparsity = 0 };
        FieldNetwork network = new(settings);
        float[] inputs = new float[2 * 5 * 256], patches = new float[2 * 256];
        RandomStream stream = new(3, "gradients");
        foreach (ref float x in inputs.AsSpan())
            x = 4 * (float)stream.NextGaussian();
        foreach (ref float x in patches.AsSpan())
            x = (float)stream.NextGaussian();
        const int Entry = (5 * 256) + 17;
        double before = network.Forward(inputs, patches);
        Assert.True(network.Counts(2).ToArray().Sum() > 0);
        network.Decoder[Entry] += 1e-2f;
        double above = network.Forward(inputs, patches);
        network.Decoder[Entry] -= 2e-2f;
        double below = network.Forward(inputs, patches);
        network.Decoder[Entry] += 1e-2f;
        float old = network.Decoder[Entry];
        network.Forward(inputs, patches);
        network.Learn(inputs, 2);
        // The first step of Adam is the rate times the sign of the gradient.
        Assert.True(Math.Abs(above - below) > 1e-7);
        Assert.Equal(-1e-3 * Math.Sign(above - below), network.Decoder[Entry] - old, 1e-6);
        Assert.True(network.Forward(inputs, patches) < before);
    }

    // Forward in time, where the network goes backward: the sensitivity of a membrane to a weight obeys s(t) = beta s(t-1) + x(t), as the reset carries none, and a spike passes it on with the slope
    // 1 / (1 + 25 |u - 1|)^2 of the fast sigmoid.
    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void The_encoders_gradient_is_that_of_sensitivities(double sparsity)
    {
        const int Batch = 3, Units = 16, Steps = 5, Pixels = 256;
        FieldNetwork network = new(Small with { BatchSize = Batch, Sparsity = sparsity });
        RandomStream stream = new(4, "gradients");
        float[] inputs = [.. Enumerable.Range(0, Steps * Batch * Pixels).Select(_ => 2 * (float)stream.NextGaussian())];
        float[] patches = [.. Enumerable.Range(0, Batch * Pixels).Select(_ => (float)stream.NextGaussian())];
        float[] encoder = [.. network.Encoder], decoder = [.. network.Decoder];
        network.Forward(inputs, patches);
        float[] counts = network.Counts(Batch).ToArray();
        network.Learn(inputs, Batch);
        // Units that fire and units that do not: sparsity pushes the former alone.
        Assert.Contains(0, counts);
        Assert.True(counts.Max() > 1);
        double[] expected = new double[Pixels * Units];
        for (int b = 0; b < Batch; b++)
        {
            double[] upper = new double[Units];
            for (int p = 0; p < Pixels; p++)
            {
                double error = Enumerable.Range(0, Units).Sum(k => (double)counts[(b * Units) + k] * decoder[(k * Pixels) + p]) - patches[(b * Pixels) + p];
                for (int k = 0; k < Units; k++)
                    upper[k] += 2 * error * decoder[(k * Pixels) + p] / (Batch * Pixels);
            }

            for (int k = 0; k < Units; k++)
            {
                double u = 0, spike = 0, spikes = 0;
                double[] sensitivity = new double[Pixels];
                upper[k] += counts[(b * Units) + k] > 0 ? sparsity / (Batch * Units) : 0;
                for (int t = 0; t < Steps; t++)
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(((t * Batch) + b) * Pixels, Pixels);
                    u = (0.9 * u) - spike;
                    for (int p = 0; p < Pixels; p++)
                        u += (double)x[p] * encoder[(p * Units) + k];
                    (spike, double far) = (u > 1 ? 1 : 0, 1 + (25 * Math.Abs(u - 1)));
                    spikes += spike;
                    for (int p = 0; p < Pixels; p++)
                    {
                        sensitivity[p] = (0.9 * sensitivity[p]) + x[p];
                        expected[(p * Units) + k] += upper[k] * sensitivity[p] / (far * far);
                    }
                }

                Assert.Equal(spikes, counts[(b * Units) + k]);
            }
        }

        double scale = expected.Max(Math.Abs);
        ReadOnlySpan<float> found = network.EncoderGradient;
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) < 1e-4 * scale, $"{i}: {found[i]} instead of {expected[i]}");
    }

    [Fact]
    public void Neurons_fire_as_the_library_s_do()
    {
        // U = 0.3, 0.57, 0.813, 1.0317, 0.22853 under a current of 0.3: the golden course of a leaky neuron; one spike in five steps, none in three.
        FieldTraining settings = Small with { BatchSize = 1 };
        FieldNetwork network = new(settings);
        Array.Fill(network.Encoder, 0);
        network.Encoder[3] = 0.3f;
        float[] inputs = new float[5 * 256];
        for (int t = 0; t < 5; t++)
            inputs[t * 256] = 1;
        network.Forward(inputs, new float[256]);
        Assert.Equal(1, network.Counts(1)[3]);
        for (int t = 0; t < 2; t++)
            inputs[t * 256] = 0;
        network.Forward(inputs, new float[256]);
        Assert.Equal(0, network.Counts(1)[3]);
    }

    [Fact]
    public void Patches_have_no_mean_and_length_one()
    {
        float[] patches = PatchSet.Cut(GreyImage.DeadLeaves(2, 64, 1), 20, new RandomStream(1, "patches"));
        for (int i = 0; i < 20; i++)
        {
            float[] patch = patches[(i * 256)..((i + 1) * 256)];
            Assert.Equal(0, patch.Average(), 1e-6);
            Assert.Equal(1, patch.Sum(static x => x * x), 1e-4);
        }
    }

    [Fact]
    public void The_linear_response_is_what_the_facts_say()
    {
        // c(t) of the mean of components at damping 2, alpha 1: -0.0621, -0.0368, -0.0115, -0.0027, -0.0005.
        float[] patches = new float[256], made = new float[5 * 256];
        patches[0] = 1;
        new PatchInput(new FieldTraining { Condition = FieldCondition.LinearResponse }).Fill(patches, [0], new RandomStream(1, "none"), made);
        double[] expected = [-0.0621, -0.0368, -0.0115, -0.0027, -0.0005];
        for (int t = 0; t < 5; t++)
            Assert.Equal(expected[t], made[t * 256], 2e-4);
        // The flow itself is nearly linear here.
        float[] dynamic = new float[5 * 256];
        new PatchInput(new FieldTraining { Condition = FieldCondition.Dynamic }).Fill(patches, [0], new RandomStream(1, "none"), dynamic);
        Assert.Equal(made[0], dynamic[0], 0.03);
        Assert.NotEqual(made[0], dynamic[0]);
    }

    [Fact]
    public void Orientation_is_one_for_a_grating_and_small_for_a_blob()
    {
        double[] grating = [.. Enumerable.Range(0, 256).Select(static i => Math.Cos(2 * Math.PI * 3 * (i % 16) / 16))];
        double[] rings = [.. Enumerable.Range(0, 256).Select(static i => Math.Cos(2 * Math.PI * 3 * (i % 16) / 16) + Math.Cos(2 * Math.PI * 3 * (i / 16) / 16))];
        Assert.Equal(1, FilterMeasures.Orientation(grating), 9);
        Assert.Equal(0, FilterMeasures.Orientation(rings), 9);
        Assert.Equal(1, FilterMeasures.Smoothness(grating), 9);
        Assert.Equal(0, FilterMeasures.Smoothness([.. Enumerable.Range(0, 256).Select(static i => i % 2 == 0 ? 1.0 : -1)]), 9);
        Assert.Equal(0, FilterMeasures.Orientation(new double[256]));
    }

    [Fact]
    public void A_network_that_never_fires_has_no_fields()
    {
        RunResult silent = (Small with { Gain = 1e-6 }).Compute(RunContext.None);
        Assert.Equal(0, silent["rate"]);
        Assert.Equal(1, silent["silent"]);
        Assert.Equal(0, silent["is-field"]);
        Assert.Equal(0, silent["explained"], 1e-6);
    }

    [Fact]
    public void A_flow_that_leaves_the_number_range_is_a_result()
    {
        RunResult far = (Small with { Condition = FieldCondition.Dynamic, Flow = "mixed:delta=-60,alpha=1,beta=0.2" }).Compute(RunContext.None);
        Assert.True(double.IsNaN(far["sigma"]));
        Assert.Contains("problem", far.Events[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_told_in_one_message()
    {
        string message = Assert.Throws<ArgumentException>(() => (Small with { Units = 10, Film = 40, Beta = 2 }).Compute(RunContext.None)).Message;
        Assert.Contains("multiple of 16", message, StringComparison.Ordinal);
        Assert.Contains("film", message, StringComparison.Ordinal);
        Assert.Contains("beta", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Studies_are_their_runs()
    {
        Assert.Equal(24, FieldStudy.Paper.Runs().Length);
        Assert.All(new[] { FieldStudy.Paper, FieldStudy.Gains, FieldStudy.Matched, FieldStudy.Dampings, FieldStudy.Lorenz, FieldStudy.Thomas }, static study =>
            Assert.Equal(study.Runs().Length, study.Runs().Select(static run => run.Hash).Distinct().Count()));
        FieldStudy small = new() { Conditions = [("a", Small), ("b", Small with { Gain = 2 })], Repeats = 2 };
        RunResult[] results = [.. small.Runs().Select(static run => run.Compute(RunContext.None))];
        ImmutableArray<(string Condition, Foundation.Statistics.Summary Value)> table = small.Table(results, "gain");
        Assert.Equal(["a", "b"], table.Select(static row => row.Condition));
        Assert.Equal(1, table[0].Value.Mean, 1e-3);
        Assert.Equal(2, table[1].Value.Mean, 2e-3);
        Assert.Throws<ArgumentException>(() => small.Table(results[1..], "gain"));
    }
}
