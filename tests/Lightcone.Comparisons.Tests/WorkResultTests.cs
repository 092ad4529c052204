namespace Lightcone.Comparisons.Tests;

public sealed class WorkResultTests
{
    [Theory]
    [InlineData(100, 1e-5, true)]
    [InlineData(100.0009, 1e-5, true)]
    [InlineData(100.0011, 1e-5, false)]
    [InlineData(double.NaN, 1e-5, false)]
    [InlineData(double.PositiveInfinity, 1e-5, false)]
    [InlineData(100.0000001, 0, false)]
    [InlineData(100, 0, true)]
    public void Errors_are_shares_of_the_largest_magnitude(double found, double tolerance, bool agrees) =>
        Assert.Equal(agrees, WorkResult.Of(("a", [100.0, -1, 0])).Difference(WorkResult.Of(("a", [found, -1, 0])), tolerance) is null);

    [Fact]
    public void A_difference_says_where()
    {
        Assert.Equal("a[2] is 3.5, expected 3 (tolerance 1E-05 of 3)", WorkResult.Of(("a", [1.0, 2, 3])).Difference(WorkResult.Of(("a", [1.0, 2, 3.5])), 1e-5));
        Assert.Equal("a has 2 numbers, expected 3", WorkResult.Of(("a", [1.0, 2, 3])).Difference(WorkResult.Of(("a", [1.0, 2])), 1));
        Assert.Equal("'b' came out instead of 'a'", WorkResult.Of(("a", [1.0])).Difference(WorkResult.Of(("b", [1.0])), 1));
        Assert.Equal("hash is 2f, expected 2e", WorkResult.Of("hash", "2e").Difference(WorkResult.Of("hash", "2f"), 1));
    }
}
