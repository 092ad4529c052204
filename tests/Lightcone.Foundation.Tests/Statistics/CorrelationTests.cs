using Lightcone.Foundation.Statistics;

namespace Lightcone.Foundation.Tests;

public sealed class CorrelationTests
{
    // By hand: of 1, 2, 3 and 1, 3, 2 the deviations are -1, 0, 1 and -1, 1, 0: 1 / sqrt(2 x 2).
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 3, 2 }, 0.5)]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 5, 7, 11 }, 1)]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { -1, -2, -4 }, -1)]
    [InlineData(new double[] { 0, 1, 0, 1 }, new double[] { 0, 0, 1, 1 }, 0)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 2, 2, 2 }, double.NaN)]
    public void Pairs_lie_on_a_line_as_far_as_they_do(double[] first, double[] second, double expected)
    {
        Assert.Equal(expected, Correlation.Of(first, second), 12);
        Assert.Equal(expected, Correlation.Of(second, first), 12);
    }

    [Fact]
    public void What_are_no_pairs_is_refused()
    {
        Assert.Throws<ArgumentException>(static () => Correlation.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(static () => Correlation.Of([], []));
    }
}
