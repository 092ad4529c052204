using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Foundation.Tests;

public sealed class CorrelatedMeanTests
{
    // An autoregressive process of coefficient phi around 0: neighbors help each other (phi > 0) or undo each other (phi < 0). Its expected value is 0 exactly.
    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(-0.9)]
    public void Intervals_hold_the_expected_value(double phi)
    {
        int held = 0;
        double stated = 0, squares = 0;
        const int trials = 400;
        for (int trial = 0; trial < trials; trial++)
        {
            RandomStream stream = new(3, "correlated mean", (ulong)trial);
            double[] values = new double[512];
            double state = stream.NextGaussian() / Math.Sqrt(1 - (phi * phi));
            for (int i = 0; i < values.Length; i++)
                values[i] = state = (phi * state) + stream.NextGaussian();
            CorrelatedMean mean = CorrelatedMean.Of(values);
            held += Math.Abs(mean.Mean) <= mean.HalfWidth ? 1 : 0;
            stated += mean.StandardError / trials;
            squares += mean.Mean * mean.Mean / trials;
        }

        // 95 % are promised; one deviation at 400 trials is 1.1 %.
        Assert.InRange(held, 0.92 * trials, trials);
        Assert.InRange(stated / Math.Sqrt(squares), 0.8, phi < 0 ? 3 : 1.6);
    }

    // Increments of something bounded: their mean over n is the difference of its ends over n, ever so small; plain batch means would state 0.03 here.
    [Fact]
    public void What_neighbors_undo_is_hardly_counted()
    {
        double[] increments = [.. Enumerable.Range(0, 512).Select(static i => Math.Sin(0.7 * (i + 1)) - Math.Sin(0.7 * i))];
        CorrelatedMean mean = CorrelatedMean.Of(increments);
        Assert.InRange(mean.HalfWidth, Math.Abs(mean.Mean), 0.02);
    }

    [Fact]
    public void Few_values_tell_no_error()
    {
        Assert.Equal(double.PositiveInfinity, CorrelatedMean.Of([1, 2, 3]).HalfWidth);
        Assert.Equal(2, CorrelatedMean.Of([1, 2, 3]).Mean);
        Assert.Throws<ArgumentException>(static () => CorrelatedMean.Of([]));
    }
}
