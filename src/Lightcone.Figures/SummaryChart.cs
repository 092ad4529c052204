using Lightcone.Foundation.Statistics;
using ScottPlot;
using ScottPlot.Plottables;

namespace Lightcone.Figures;

/// <summary>Repeated measurements over a parameter: the medians as lines, all between minimum and maximum as a band, so that no run is hidden.</summary>
public static class SummaryChart
{
    internal const double BandOpacity = 0.22;

    /// <summary>Draws summaries over a common axis.</summary>
    /// <param name="title">The title.</param>
    /// <param name="xLabel">What the common axis is, with its unit.</param>
    /// <param name="yLabel">What was measured, with its unit.</param>
    /// <param name="x">The places along the common axis, ascending; above 0 where that axis is logarithmic.</param>
    /// <param name="series">The summaries with their names, one for each place.</param>
    /// <param name="logarithmicX">Whether the common axis is logarithmic; the places are named at it. Default no.</param>
    /// <param name="logarithmicY">Whether the measured axis is logarithmic; what is 0 or below leaves a gap there. Default no.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 420.</param>
    /// <exception cref="ArgumentException">There is no series, or one has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not positive on a logarithmic axis, or the chart is too small or too large.</exception>
    public static Chart Draw(
        string title, string xLabel, string yLabel, IReadOnlyList<double> x, IReadOnlyList<(string Name, IReadOnlyList<Summary> Values)> series, bool logarithmicX = false, bool logarithmicY = false, int width = 720, int height = 420)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0 || x.Count == 0 || series.Any(s => s.Values.Count != x.Count))
            throw new ArgumentException($"There must be at least one series, each of {x.Count} summaries.", nameof(series));
        if (logarithmicX && x.Any(static place => !(place > 0)))
            throw new ArgumentOutOfRangeException(nameof(x), "A logarithmic axis has no place for numbers that are not above 0.");
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), xLabel, yLabel);
        double[] places = [.. x.Select(place => logarithmicX ? Math.Log10(place) : place)];
        for (int s = 0; s < series.Count; s++)
        {
            IReadOnlyList<Summary> values = series[s].Values;
            Band(plot, places, [.. values.Select(value => Height(value.Min))], [.. values.Select(value => Height(value.Max))], ChartStyle.Of(s));
            ChartStyle.Line(plot, series.Count > 1 ? $"{series[s].Name}: median" : "median", places, [.. values.Select(value => Height(value.Median))], ChartStyle.Of(s), marker: ChartStyle.Shape(s));
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = series.Count > 1 ? $"{series[s].Name}: minimum to maximum" : "minimum to maximum", FillColor = ChartStyle.Of(s).WithAlpha(BandOpacity), LineWidth = 0, MarkerSize = 0, LabelFontName = EmbeddedFonts.Family });
        }

        if (logarithmicX)
            ChartStyle.Names(plot.Axes.Bottom, places, [.. x.Select(ChartStyle.Number)]);
        if (logarithmicY)
            ChartStyle.Powers(plot.Axes.Left);
        plot.Axes.Margins(0.04, 0.08);
        plot.ShowLegend(Alignment.UpperLeft);
        return new Chart(plot, width, height);

        double Height(double value) => !logarithmicY ? value : value > 0 ? Math.Log10(value) : double.NaN;
    }

    internal static void Band(Plot plot, double[] x, double[] low, double[] high, Color color, double opacity = BandOpacity)
    {
        int[] finite = [.. Enumerable.Range(0, x.Length).Where(i => double.IsFinite(low[i]) && double.IsFinite(high[i]))];
        if (finite.Length == 0)
            return;
        FillY band = plot.Add.FillY([.. finite.Select(i => x[i])], [.. finite.Select(i => low[i])], [.. finite.Select(i => high[i])]);
        band.FillColor = color.WithAlpha(opacity);
        band.LineWidth = 0;
        band.MarkerShape = MarkerShape.None;
    }
}
