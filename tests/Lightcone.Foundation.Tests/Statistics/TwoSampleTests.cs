using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Foundation.Tests;

public sealed class TwoSampleTests
{
    // Golden: scipy.stats.mannwhitneyu of SciPy 1.10.1, two-sided, method exact where there are no ties, else asymptotic.
    [Theory]
    [InlineData("1 2 3", "4 5 6", 0, 0.1, true)]
    [InlineData("1 2 3 4 5.5", "2.5 6 7 8 9 10", 3, 0.030303030303030304, true)]
    [InlineData("90.1 91.2 88.7 92.0 90.6 89.9 91.8 90.0 93.1 87.5", "38.7 41.1 35.5 40.2 39.9 33.8 42.0 37.7 36.4 44.4", 100, 1.082508822446903e-05, true)]
    [InlineData("1 2 3 4 5 6 7 8", "1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5", 28, 0.7209013209013208, true)]
    [InlineData("1 1 2 2 3", "2 3 3 4 4 5", 3, 0.031633423039876964, false)]
    [InlineData("1.83 0.50 1.62 2.48 1.68 1.88 1.55 3.06 1.30", "0.878 0.647 0.598 2.05 1.06 1.29 1.06 3.14 1.29", 58, 0.13291945818531892, false)]
    public void Ranks_give_the_golden_probability(string first, string second, double u, double p, bool exact)
    {
        MannWhitney found = MannWhitney.Of(Numbers(first), Numbers(second)), turned = MannWhitney.Of(Numbers(second), Numbers(first));
        Assert.Equal((u, exact), (found.U, found.IsExact));
        Assert.Equal(p, found.P, p * 1e-12);
        Assert.Equal(found.P, turned.P, 1e-15);
        Assert.Equal(-found.CliffsDelta, turned.CliffsDelta, 1e-15);
    }

    [Theory]
    [InlineData("1 2 3", "4 5 6", -1)]
    [InlineData("4 5 6", "1 2 3", 1)]
    [InlineData("1 2", "1 2", 0)]
    [InlineData("1 3", "2 2", 0)]
    [InlineData("2 3 4 5", "1 2.5", 0.75)]
    public void Delta_counts_pairs(string first, string second, double delta) => Assert.Equal(delta, MannWhitney.Of(Numbers(first), Numbers(second)).CliffsDelta, 1e-15);

    [Fact]
    public void Samples_that_are_all_one_value_differ_in_nothing() => Assert.Equal(new(2, 1, false, 0), MannWhitney.Of([5, 5], [5, 5]));

    // Law: the probabilities of all values of U add up to one, by the number of pairs on each side.
    [Fact]
    public void The_counted_distribution_is_uniform_over_orders()
    {
        // All 10 ways to choose the ranks of two among five.
        List<double> found = [];
        for (int i = 1; i <= 5; i++)
            for (int j = i + 1; j <= 5; j++)
                found.Add(MannWhitney.Of([i, j], [.. Enumerable.Range(1, 5).Where(rank => rank != i && rank != j).Select(static rank => (double)rank)]).P);
        Assert.Equal([0.2, 0.2, 0.4, 0.4, 0.8, 0.8, 0.8, 0.8, 1, 1], found.Order().Select(static p => Math.Round(p, 12)));
    }

    [Fact]
    public void Empty_samples_and_NaN_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MannWhitney.Of([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Of([1], [double.NaN]));
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([], 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, double.PositiveInfinity], 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.DifferenceOfMeans([1], [], 1));
    }

    // Golden: scipy.stats.norm.sf of SciPy 1.10.1.
    [Theory]
    [InlineData(1e-3, 0.49960105778608893)]
    [InlineData(0.5, 0.3085375387259869)]
    [InlineData(2, 0.022750131948179195)]
    [InlineData(3, 0.0013498980316300933)]
    [InlineData(8, 6.22096057427174e-16)]
    [InlineData(20, 2.7536241186061556e-89)]
    public void The_normal_tail_is_golden(double z, double tail)
    {
        Assert.Equal(tail, NormalDistribution.UpperTail(z), tail * 1e-12);
        Assert.Equal(1 - tail, NormalDistribution.UpperTail(-z), 1e-15);
    }

    // The quantiles of the mean of n values are near those of a normal distribution about it; 1.96 standard errors of the plug-in deviation.
    [Fact]
    public void Intervals_of_many_values_are_those_of_the_normal_distribution()
    {
        RandomStream stream = new(5, "values");
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => 3 + (2 * stream.NextGaussian()))], others = [.. Enumerable.Range(0, 400).Select(_ => 1 + stream.NextGaussian())];
        double mean = values.Average(), error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean))) / values.Length;
        ConfidenceInterval interval = Bootstrap.Mean(values, 1);
        Assert.Equal(mean - (1.96 * error), interval.Low, 0.05 * error);
        Assert.Equal(mean + (1.96 * error), interval.High, 0.05 * error);
        double other = others.Average(), both = Math.Sqrt((error * error) + (others.Sum(value => (value - other) * (value - other)) / 400 / 400));
        ConfidenceInterval difference = Bootstrap.DifferenceOfMeans(values, others, 1);
        Assert.Equal(mean - other - (1.96 * both), difference.Low, 0.06 * both);
        Assert.Equal(mean - other + (1.96 * both), difference.High, 0.06 * both);
    }

    // What the documentation says of few values.
    [Theory]
    [InlineData(10, 0.90)]
    [InlineData(5, 0.84)]
    public void Few_values_are_covered_as_often_as_stated(int count, double share)
    {
        const int Trials = 2_000;
        int covered = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            RandomStream stream = new(6, "few", (ulong)trial);
            double[] values = [.. Enumerable.Range(0, count).Select(_ => stream.NextGaussian())];
            covered += Bootstrap.Mean(values, 1, draws: 400).Contains(0) ? 1 : 0;
        }

        Assert.Equal(share, (double)covered / Trials, 0.03);
    }

    [Fact]
    public void The_same_values_and_seed_give_the_same_interval_and_equal_values_none()
    {
        double[] values = [0.1, 0.2, 0.3, 0.7];
        Assert.Equal(Bootstrap.Mean(values, 1), Bootstrap.Mean(values, 1));
        Assert.NotEqual(Bootstrap.Mean(values, 1), Bootstrap.Mean(values, 2));
        Assert.Equal(new(0.1, 0.1), Bootstrap.Mean([0.1, 0.1, 0.1], 1));
        Assert.Equal(new(0, 0), Bootstrap.DifferenceOfMeans([0.1, 0.1], [0.1, 0.1, 0.1], 1));
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(static word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];
}
