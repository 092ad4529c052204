using Lightcone.Flows.Encoders;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Tests.Pipelines;

// Law: the gradient of a network's inputs, handed to the encoder, is the derivative of the loss with respect to delta; judged by finite differences of the whole way in single precision.
public sealed class LearnedDampingTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    public void The_loss_of_a_network_is_differentiated_through_the_encoder(double delta)
    {
        const int Count = 12;
        RandomStream stream = new(5, "damping");
        double[] samples = [.. Enumerable.Range(0, Count * 4).Select(_ => stream.NextGaussian())];
        int[] labels = [.. Enumerable.Range(0, Count).Select(static i => i % 3)];
        Network network = Network.Create(Architecture.Parse("input 12 | lstm 16 | gelu | linear 3 | mean"), 3);
        LearnedDamping encoder = new(PaperEncoders.Classification(0), delta);
        Gradient gradient = network.Differentiate(encoder.Encode(samples, Count), new CrossEntropy(labels), also: Differentials.Inputs);
        double ours = encoder.Gradient(samples, Count, gradient.Inputs.Span).Single();
        double Loss(double at) => network.Differentiate(encoder.With(at).Encode(samples, Count), new CrossEntropy(labels)).Loss;
        double slope = (Loss(delta + 0.01) - Loss(delta - 0.01)) / 0.02;
        Assert.True(Math.Abs(slope) > 1e-4, "the slope is too small to test anything");
        Assert.Equal(slope, ours, (0.01 * Math.Abs(slope)) + 1e-5);
    }
}
