using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Tests;

// Law: with the reset detached, dU(t)/dbeta is the eligibility e(t) = U(t-1) + beta e(t-1), so dL/dbeta = sum over t of dL/dS(t) slope(U(t)) e(t): forward in time, without backpropagation.
public sealed class EligibilityTests
{
    [Theory]
    [InlineData(DecayLearning.PerNeuron)]
    [InlineData(DecayLearning.Shared)]
    [InlineData(DecayLearning.PerNeuronSigmoid)]
    [InlineData(DecayLearning.SharedSigmoid)]
    public void Traces_forward_in_time_give_the_gradient_of_backpropagation(DecayLearning learning)
    {
        const int Batch = 5, Time = 40, Width = 6;
        Leaky layer = new() { Beta = 0.85f, LearnBeta = learning };
        Network network = Network.Create(new Architecture(Width, [layer], Readout.Sum), 1);
        RandomStream stream = new(2, "eligibility");
        Sequences inputs = Sequences.Create(Batch, Time, Width, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(0.2 + (0.5 * stream.NextGaussian()));
        });
        float[] targets = [.. Enumerable.Range(0, Batch * Width).Select(_ => (float)(10 * stream.NextDouble()))];
        Observation seen = network.Observe(inputs);
        Assert.True(seen.Response.Spikes[0] > 50);
        Sequences u = seen.Layers[0].Membranes!;
        double[] expected = new double[Width];
        for (int sample = 0; sample < Batch; sample++)
        {
            for (int j = 0; j < Width; j++)
            {
                // The loss is the mean squared error of spike counts, so every spike of a neuron weighs alike.
                double weight = 2.0 * (seen.Response[sample][j] - targets[(sample * Width) + j]) / Width / Batch, trace = 0;
                for (int t = 1; t < Time; t++)
                {
                    trace = u[sample, t - 1, j] + (0.85f * trace);
                    double distance = 1 + (25 * Math.Abs(u[sample, t, j] - 1.0));
                    expected[j] += weight / (distance * distance) * trace;
                }
            }
        }

        bool isSigmoid = learning is DecayLearning.PerNeuronSigmoid or DecayLearning.SharedSigmoid;
        double[] wanted = [.. (learning is DecayLearning.Shared or DecayLearning.SharedSigmoid ? [expected.Sum()] : expected).Select(g => isSigmoid ? g * 0.85 * 0.15 : g)];
        ReadOnlySpan<float> gradient = network.Differentiate(inputs, new MeanSquaredError(targets, Width)).Parameters[isSigmoid ? "0.theta" : "0.beta"].Values;
        Assert.Equal(wanted.Length, gradient.Length);
        for (int i = 0; i < wanted.Length; i++)
            Assert.Equal(wanted[i], gradient[i], 1e-5 * Math.Max(1, Math.Abs(wanted[i])));
        Assert.True(wanted.Max(Math.Abs) > 0.1);
    }
}
