using Lightcone.Foundation.Statistics;

namespace Lightcone.Foundation.Tests.Statistics;

public sealed class BinomialShareTests
{
    // One-sided 95 % upper ends of Clopper and Pearson, by sums of binomials in whole fractions.
    [Theory]
    [InlineData(0, 3, 0.6315968501359613)]
    [InlineData(0, 100, 0.029513049607039935)]
    [InlineData(1, 10, 0.39416330243650477)]
    [InlineData(7, 20, 0.5580345113154888)]
    [InlineData(19, 20, 0.9974386212234697)]
    [InlineData(4, 4, 1)]
    public void Upper_ends_are_those_of_exact_sums(int events, int trials, double expected) =>
        Assert.Equal(expected, BinomialShare.UpperBound(events, trials), 1e-9);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void Counts_that_cannot_be_are_refused(int events, int trials) => Assert.Throws<ArgumentOutOfRangeException>(() => BinomialShare.UpperBound(events, trials));
}
