using Lightcone.Experiments.Reinforcement;
using Lightcone.Flows.Encoders;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class TrajectoryTableTests
{
    // Law: what is interpolated is what the integrator gives, to 1e-5 of the largest number of its channel at that time.
    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    [InlineData(-1.5)]
    public void States_are_encoded_as_the_integrator_does(double delta)
    {
        TrajectoryTable table = new(delta, observations: 4);
        Assert.Equal((5, 12), (table.Time, table.Features));
        RandomStream stream = new(1, "states");
        double[] scales = new double[15];
        float[][] states = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 4).Select(f => (float)(stream.NextGaussian() * (f + 1))).ToArray()), [0, 0, 0, 0], [1, -1, 0, 0.5f]];
        double[][] exact = [.. states.Select(state => PaperEncoders.ReinforcementLearning(delta).Encode([.. state.Select(static x => (double)x)]))];
        foreach (double[] sequence in exact)
            for (int i = 0; i < 60; i++)
                scales[(i / 12 * 3) + (i % 3)] = Math.Max(scales[(i / 12 * 3) + (i % 3)], Math.Abs(sequence[i]));
        float[] encoded = new float[60];
        for (int s = 0; s < states.Length; s++)
        {
            table.Encode(states[s], encoded);
            for (int i = 0; i < 60; i++)
                Assert.Equal(exact[s][i], encoded[i], 1e-5 * scales[(i / 12 * 3) + (i % 3)]);
        }
    }

    // Analytic: without dynamics the direction is repeated, and its mean over time is itself.
    [Fact]
    public void The_control_keeps_the_direction_alone()
    {
        StateEncoding direction = new StateEncoding.Repeated(5, 4, normalizes: true);
        float[] sequence = new float[20], mean = new float[4];
        direction.Encode([0.1f, -0.4f, 0, 0.2f], sequence);
        new StateEncoding.TimeMean(direction).Encode([0.2f, -0.8f, 0, 0.4f], mean);
        Assert.Equal([0.25f, -1, 0, 0.5f], mean);
        for (int t = 0; t < 5; t++)
            Assert.Equal(mean, sequence[(4 * t)..(4 * (t + 1))]);
    }
}
