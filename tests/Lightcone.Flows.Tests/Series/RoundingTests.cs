using Lightcone.Flows.Measures;
using Lightcone.Flows.Series;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Series;

/// <summary>What values were rounded to is no signal, and what repeats itself exactly is told.</summary>
public sealed class RoundingTests
{
    // 1.2: Grassberger and Procaccia (1983); a turn is a line.
    [Theory]
    [InlineData(true, 1.22, 0.15)]
    [InlineData(false, 1, 0.1)]
    public void Rounded_values_have_the_dimension_of_what_was_rounded(bool henon, double known, double near)
    {
        double[] series = henon ? RoundedHenon() : RoundedTurn();
        CorrelationDimension found = CorrelationDimension.Estimate(DelayEmbedding.Of(series, 2, henon ? 1 : 15).Points, 2, theiler: henon ? 4 : 63);
        Assert.Equal(known, found.Value, near);
        Assert.InRange(known, found.Value - found.HalfWidth - 0.05, found.Value + found.HalfWidth + 0.05);
        Assert.Equal(henon ? 0.01 : 1, found.RoundingStep, 1e-12);
        Assert.True(found.Radii[found.FirstFitted] >= 4 * found.RoundingStep);
        Assert.Contains("rounded to", $"{found}", StringComparison.Ordinal);
    }

    [Fact]
    public void Rounded_values_have_the_embedding_of_what_was_rounded()
    {
        EmbeddingChoice turn = EmbeddingChoice.Of(RoundedTurn()), henon = EmbeddingChoice.Of(RoundedHenon());
        Assert.Equal((2, 2), (turn.Dimension, henon.Dimension));
        Assert.Contains("values rounded to 0.01", $"{henon}", StringComparison.Ordinal);
        Assert.Contains("do not part", DivergenceRate.Estimate(RoundedTurn(), 2, turn.Delay).Doubt, StringComparison.Ordinal);
        DivergenceRate chaos = DivergenceRate.Estimate(RoundedHenon(), 2, 1);
        Assert.InRange(0.419, chaos.Value - chaos.HalfWidth, chaos.Value + chaos.HalfWidth);
        Assert.Null(EmbeddingChoice.Of(SeriesTests.Noise(2000), delay: 1).Dimension);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    [InlineData(20, 2)]
    public void What_repeats_itself_is_told(int period, int dimension)
    {
        double[] series = [.. Enumerable.Range(0, 1000).Select(t => period == 20 ? Math.Sin(2 * Math.PI * t / 20) : 1.0 + (t % period))];
        EmbeddingChoice choice = EmbeddingChoice.Of(series);
        Assert.Equal((period, dimension), (choice.Period, choice.Dimension));
        Assert.Contains($"repeats itself every {period} values", $"{choice}", StringComparison.Ordinal);
        Assert.Contains($"repeats itself every {period} values", $"{DivergenceRate.Estimate(series, 2, choice.Delay)}", StringComparison.Ordinal);
        CorrelationDimension found = CorrelationDimension.Estimate(DelayEmbedding.Of(series, 2, choice.Delay).Points, 2);
        Assert.Equal((period, 0.0), (found.Period, found.Value));
        Assert.Null(EmbeddingChoice.Of(SeriesTests.Henon(1000)).Period);
    }

    [Fact]
    public void Differences_of_rounding_are_no_order()
    {
        RandomStream stream = new(4, "rounding");
        double[] series = [.. Enumerable.Range(0, 1000).Select(t => (t % 2) + (1e-14 * (stream.NextDouble() - 0.5)))], still = [.. series.Select(value => 8.0 + ((value > 0.5 ? 1.8e-15 : 0) * Math.Sign(stream.NextDouble() - 0.5)))];
        Assert.Equal(1, PermutationEntropy.Estimate(series).Bits, 0.01);
        Assert.Equal((1, 2), (EmbeddingChoice.Of(series).Dimension, EmbeddingChoice.Of(series).Period));
        Assert.Equal(0, SampleEntropy.Estimate(still).Value);
    }

    [Theory]
    [InlineData(-660)]
    [InlineData(660)]
    public void A_unit_of_measurement_changes_nothing(int exponent)
    {
        double[] series = SeriesTests.Henon(1500), scaled = [.. series.Select(value => Math.ScaleB(value, exponent))];
        Assert.Equal(SampleEntropy.Estimate(series).Value, SampleEntropy.Estimate(scaled).Value, 1e-12);
        Assert.Equal(DetrendedFluctuation.Estimate(series).Exponent, DetrendedFluctuation.Estimate(scaled).Exponent, 1e-12);
        Assert.Equal(DivergenceRate.Estimate(series, 2, 1).Value, DivergenceRate.Estimate(scaled, 2, 1).Value, 1e-9);
        Assert.Equal(CorrelationDimension.Estimate(DelayEmbedding.Of(series, 2, 1).Points, 2).Value, CorrelationDimension.Estimate(DelayEmbedding.Of(scaled, 2, 1).Points, 2).Value, 1e-9);
        Assert.Equal(EmbeddingChoice.Of(series).FalseNeighbors, EmbeddingChoice.Of(scaled).FalseNeighbors);
        Assert.Equal(ActiveInformation.EstimateBinned(series).Bits, ActiveInformation.EstimateBinned(scaled).Bits, 1e-12);
        double[] back = [.. Surrogates.AmplitudeAdjusted(scaled, new RandomStream(1, "unit")).Select(value => Math.ScaleB(value, -exponent))];
        Assert.Equal(Surrogates.AmplitudeAdjusted(series, new RandomStream(1, "unit")), back);
    }

    [Fact]
    public void Too_few_values_have_none()
    {
        Assert.Contains("no sample entropy", $"{SampleEntropy.Estimate([4, 7, 9, 10, 6, 11, 3, 5])}", StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", $"{RecurrenceQuantification.Of(DelayEmbedding.Of([.. Enumerable.Range(0, 40).Select(static t => (double)(t * t))], 1, 1), radius: 0)}", StringComparison.Ordinal);
    }

    private static double[] RoundedHenon() => [.. SeriesTests.Henon(1500).Select(static value => Math.Round(value, 2))];

    private static double[] RoundedTurn() => [.. Enumerable.Range(0, 1500).Select(static t => Math.Round(20 * Math.Sin(0.1 * t)))];
}
