using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

public sealed class TransformerTests
{
    // Law: behind a causal mask no step knows a later one, bit for bit, at any length.
    [Theory]
    [InlineData("input 6 | positions | transformer heads=2 | transformer heads=3 hidden=7 | linear 3 | every")]
    [InlineData("input 8 | transformer heads=4 positions=rotary activation=gelu | every")]
    public void What_comes_later_changes_nothing_before(string text)
    {
        Network network = Network.Create(Architecture.Parse(text), 2);
        Sequences whole = Noise(2, 101, network.Architecture.Inputs);
        Response response = network.Run(whole);
        foreach (int length in new[] { 1, 17, 48, 49, 100 })
        {
            int end = length * whole.Features;
            Response prefix = network.Run(Sequences.Create(2, length, whole.Features, (i, to) => whole.Sample(i)[..end].CopyTo(to)));
            for (int t = 0; t < length; t++)
                Assert.Equal(response[1, t].ToArray(), prefix[1, t].ToArray());
        }
    }

    // Law: without positions and mask, steps in another order give the same outputs in that order; with either they do not.
    [Theory]
    [InlineData("transformer heads=2 mask=none", true)]
    [InlineData("transformer heads=2", false)]
    [InlineData("positions | transformer heads=2 mask=none", false)]
    [InlineData("transformer heads=2 mask=none positions=rotary", false)]
    public void Only_masks_and_positions_tell_steps_apart(string layers, bool same)
    {
        Network network = Network.Create(Architecture.Parse($"input 8 | {layers} | every"), 2);
        Sequences inputs = Noise(1, 9, 8);
        Response forward = network.Run(inputs), backward = network.Run(Sequences.Create(1, 9, 8, (_, to) =>
        {
            for (int t = 0; t < 9; t++)
                inputs[0, t].CopyTo(to[((8 - t) * 8)..]);
        }));
        double largest = 0;
        for (int t = 0; t < 9; t++)
            for (int j = 0; j < 8; j++)
                largest = Math.Max(largest, Math.Abs(forward[0, t][j] - backward[0, 8 - t][j]));
        if (same)
            Assert.InRange(largest, 0, 1e-5);
        else
            Assert.InRange(largest, 1e-3, double.PositiveInfinity);
    }

    // Analytic: with rotary positions only distances count, so all steps of a constant sequence are alike although each sees others before it.
    [Fact]
    public void Rotary_positions_see_distances_only()
    {
        Network network = Network.Create(Architecture.Parse("input 8 | transformer heads=2 positions=rotary | every"), 2);
        Response response = network.Run(Sequences.Create(1, 300, 8, (_, to) =>
        {
            for (int i = 0; i < to.Length; i++)
                to[i] = (i % 8) - 3;
        }));
        for (int t = 1; t < 300; t++)
            for (int j = 0; j < 8; j++)
                Assert.Equal(response[0, 0][j], response[0, t][j], 2e-5f);
    }

    // Conformance: nothing depends on what else is in the batch, or on the number of threads.
    [Fact]
    public void Samples_do_not_see_each_other()
    {
        Network network = Network.Create(Architecture.Parse("input 8 | transformer heads=2 positions=rotary | linear 3 | every"), 2);
        Sequences inputs = Noise(37, 20, 8);
        Response all = network.Run(inputs, threads: 3);
        Assert.Equal(all[35].ToArray(), network.Run(inputs.Select([35]))[0].ToArray());
        Gradient one = network.Differentiate(inputs, new StepCrossEntropy(new int[37 * 20], 20));
        TrainingSession first = new(network, new Sgd()), second = new(network, new Sgd());
        Examples examples = Examples.ClassifySteps(inputs, new int[37 * 20]);
        Assert.Equal(one.Loss, first.Step(examples).Loss);
        second.Step(examples, threads: 3);
        Assert.Equal(first.Snapshot().Parameters.Hash(), second.Snapshot().Parameters.Hash());
    }

    // Copying the first symbol to the end needs attention: a mean over what was seen cannot do it.
    [Fact]
    public void A_block_learns_to_look_back()
    {
        RandomStream stream = new(3, "look back");
        int[] labels = new int[128 * 10];
        Sequences inputs = Sequences.Create(128, 10, 4, (i, to) =>
        {
            for (int t = 0; t < 10; t++)
            {
                int symbol = stream.NextInt32(4);
                to[(t * 4) + symbol] = 1;
                labels[(i * 10) + t] = t == 0 ? symbol : labels[i * 10];
            }
        });
        Training training = new() { Optimizer = new AdamW { LearningRate = 5e-3 }, Epochs = 30, BatchSize = 16, Seed = 1 };
        TrainingResult result = training.Fit(Network.Create(Architecture.Parse("input 4 | linear 16 | positions | transformer heads=2 hidden=32 | norm | linear 4 | every"), 1), Examples.ClassifySteps(inputs, labels));
        Assert.InRange(result.Network.Evaluate(Examples.ClassifySteps(inputs, labels)).Accuracy, 0.99, 1);
    }

    private static Sequences Noise(int batch, int time, int features)
    {
        RandomStream stream = new(7, "noise");
        return Sequences.Create(batch, time, features, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)stream.NextGaussian();
        });
    }
}
