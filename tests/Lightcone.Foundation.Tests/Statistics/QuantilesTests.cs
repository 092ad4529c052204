using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Tasks;

namespace Lightcone.Foundation.Tests.Statistics;

public sealed class QuantilesTests
{
    // Analytic: of an even number of values the median lies between the two in the middle; the upper one alone would be wrong.
    [Theory]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    [InlineData(new double[] { 10, 0 }, 5)]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 1, double.PositiveInfinity, 0 }, 1)]
    [InlineData(new double[] { 1, 2, 2, double.PositiveInfinity }, 2)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(double[] values, double median)
    {
        Assert.Equal(median, Quantiles.Median(values));
        Assert.Equal(median, Quantiles.Of(values, 0.5));
        Assert.Equal(median, Summary.Of(values).Median);
    }

    // Golden: R 4, quantile(c(1, 2, 4, 8, 16)), and NumPy's percentile, both with their defaults.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.4)]
    [InlineData(0.25, 2)]
    [InlineData(0.9, 12.8)]
    [InlineData(1, 16)]
    public void Quantiles_are_those_of_definition_seven(double share, double expected) => Assert.Equal(expected, Quantiles.Of([16, 1, 8, 2, 4], share), 1e-12);

    // Law: mirrored values have the mirrored median, whatever their number.
    [Fact]
    public void The_median_of_negated_values_is_the_negated_median()
    {
        RandomStream stream = new(1, "median");
        for (int count = 1; count < 40; count++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => stream.NextGaussian())];
            Assert.Equal(-Quantiles.Median(values), Quantiles.Median(values.Select(static value => -value)));
            Assert.Equal(values.Count(value => value < Quantiles.Median(values)), values.Count(value => value > Quantiles.Median(values)));
        }
    }

    [Fact]
    public void What_has_no_quantile_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Median());
        Assert.Throws<ArgumentException>(() => Quantiles.Median(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], double.NaN));
    }
}
