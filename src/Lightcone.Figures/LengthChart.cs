using Lightcone.Foundation.Statistics;
using ScottPlot;
using ScottPlot.Plottables;

namespace Lightcone.Figures;

/// <summary>Accuracy against length: the median over the seeds of each model as a line, all between minimum and maximum as a band, and where the training ended.</summary>
public static class LengthChart
{
    private const double Fainter = 0.10;

    /// <summary>Draws models that may have been asked different lengths.</summary>
    /// <param name="title">The title.</param>
    /// <param name="xLabel">What the lengths are, with their unit; the axis is logarithmic.</param>
    /// <param name="models">The models by name, each with its lengths, above 0, and the share of right answers over the seeds, 0 to 1.</param>
    /// <param name="trained">The longest length of the training, marked by a line; null for none.</param>
    /// <param name="width">Width; default 860.</param>
    /// <param name="height">Height; default 420.</param>
    /// <exception cref="ArgumentException">There is no model, or one without a length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not above 0, or the chart is too small or too large.</exception>
    public static Chart Draw(string title, string xLabel, IReadOnlyList<(string Name, IReadOnlyList<(double Length, Summary Right)> Values)> models, double? trained = null, int width = 860, int height = 420)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0 || models.Any(static model => model.Values.Count == 0))
            throw new ArgumentException("There must be at least one model, each with at least one length.", nameof(models));
        if (models.Any(static model => model.Values.Any(static value => !(value.Length > 0))) || trained <= 0)
            throw new ArgumentOutOfRangeException(nameof(models), "A logarithmic axis has no place for lengths that are not above 0.");
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), xLabel, "answers right (%)");
        for (int m = 0; m < models.Count; m++)
        {
            double[] x = [.. models[m].Values.Select(static value => Math.Log10(value.Length))];
            SummaryChart.Band(plot, x, [.. models[m].Values.Select(static value => 100 * value.Right.Min)], [.. models[m].Values.Select(static value => 100 * value.Right.Max)], ChartStyle.Of(m), models.Count > 3 ? Fainter : SummaryChart.BandOpacity);
            ChartStyle.Line(plot, models[m].Name, x, [.. models[m].Values.Select(static value => 100 * value.Right.Median)], ChartStyle.Of(m), marker: ChartStyle.Shape(m), pattern: m < ChartStyle.PaletteSize ? LinePattern.Solid : LinePattern.Dashed);
        }

        if (trained is { } end)
        {
            VerticalLine line = plot.Add.VerticalLine(Math.Log10(end), 1, ChartStyle.Faint, LinePattern.Dashed);
            line.LegendText = "longest in training";
        }

        ChartStyle.Powers(plot.Axes.Bottom);
        plot.Axes.Margins(0.04, 0.04);
        plot.Axes.SetLimitsY(-4, 104);
        ChartStyle.Legend(plot);
        return new Chart(plot, width, height);
    }
}
