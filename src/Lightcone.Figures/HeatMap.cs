using System.Globalization;
using Lightcone.Foundation.Statistics;
using ScottPlot;
using ScottPlot.Plottables;

namespace Lightcone.Figures;

/// <summary>A table of numbers as colored cells with a scale beside it.</summary>
public static class HeatMap
{
    // As in the ledger of claims, so that equal runs have equal intervals.
    private const ulong IntervalSeed = 1;

    private static readonly Color Missing = Color.FromHex("#C9CDD3");

    /// <summary>Draws a table; the first row lies at the bottom.</summary>
    /// <param name="title">The title.</param>
    /// <param name="xLabel">What the columns are.</param>
    /// <param name="yLabel">What the rows are.</param>
    /// <param name="scaleLabel">What the numbers are, with their unit.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The names of the rows.</param>
    /// <param name="values">The numbers, row by row [rows, columns]; those that are not finite are gray.</param>
    /// <param name="format">How the number is written into its cell, for instance <c>0.00</c>; null writes none. Default null.</param>
    /// <param name="width">Width; default 640.</param>
    /// <param name="height">Height; default 560.</param>
    /// <exception cref="ArgumentException">There are no rows or columns, or the table has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(
        string title, string xLabel, string yLabel, string scaleLabel, IReadOnlyList<string> columns, IReadOnlyList<string> rows, IReadOnlyList<double> values, string? format = null, int width = 640, int height = 560)
    {
        Func<int, string>? text = format is null ? null : i => values[i].ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        return Draw(title, xLabel, yLabel, scaleLabel, columns, rows, values, text, width, height);
    }

    /// <summary>Draws the means of repeated runs; below each mean stands its 95 % interval, a bootstrap over the runs, where there is more than one.</summary>
    /// <param name="title">The title.</param>
    /// <param name="xLabel">What the columns are.</param>
    /// <param name="yLabel">What the rows are.</param>
    /// <param name="scaleLabel">What the numbers are, with their unit.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The names of the rows, the first at the bottom.</param>
    /// <param name="runs">The runs of each cell, at least one, row by row [rows, columns]; cells with a number that is not finite are gray.</param>
    /// <param name="format">How numbers are written, for instance <c>0.00</c>.</param>
    /// <param name="width">Width; default 640.</param>
    /// <param name="height">Height; default 560.</param>
    /// <exception cref="ArgumentException">There are no rows or columns, the table has another size, or a cell is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Intervals(
        string title, string xLabel, string yLabel, string scaleLabel, IReadOnlyList<string> columns, IReadOnlyList<string> rows, IReadOnlyList<IReadOnlyList<double>> runs, string format, int width = 640, int height = 560)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Any(static cell => cell.Count == 0))
            throw new ArgumentException("every cell needs at least one run.", nameof(runs));
        return Draw(title, xLabel, yLabel, scaleLabel, columns, rows, [.. runs.Select(static cell => cell.Average())], Text, width, height);

        string Text(int i)
        {
            string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
            if (runs[i].Count == 1)
                return Number(runs[i][0]);
            ConfidenceInterval interval = Bootstrap.Mean([.. runs[i]], IntervalSeed);
            return $"{Number(runs[i].Average())}\n[{Number(interval.Low)}, {Number(interval.High)}]";
        }
    }

    internal static Chart Draw(
        string title, string xLabel, string yLabel, string scaleLabel, IReadOnlyList<string> columns, IReadOnlyList<string> rows, IReadOnlyList<double> values, Func<int, string>? text, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || values.Count != rows.Count * columns.Count)
            throw new ArgumentException($"{values.Count} numbers are not a table of {rows.Count} rows and {columns.Count} columns.", nameof(values));
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), xLabel, yLabel);
        double[,] table = new double[rows.Count, columns.Count];
        for (int i = 0; i < values.Count; i++)
            table[rows.Count - 1 - (i / columns.Count), i % columns.Count] = double.IsFinite(values[i]) ? values[i] : double.NaN;
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        if (high <= low)
            high = low + 1;
        Heatmap map = plot.Add.Heatmap(table);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        map.ManualRange = new ScottPlot.Range(low, high);
        map.NaNCellColor = Missing;
        map.Smooth = false;
        ScottPlot.Panels.ColorBar scale = plot.Add.ColorBar(map);
        ChartStyle.Name(scale.Axis, scaleLabel);
        if (scale.Axis is ScottPlot.AxisPanels.AxisBase axis)
            axis.PaddingBetweenTickAndAxisLabels = new PixelPadding(10, 10, 0, 0);
        for (int i = 0; text is not null && i < values.Count; i++)
            if (double.IsFinite(values[i]))
                Write(plot, text(i), i % columns.Count, i / columns.Count, (values[i] - low) / (high - low));
        ChartStyle.Names(plot.Axes.Bottom, [.. Enumerable.Range(0, columns.Count).Select(static k => (double)k)], columns);
        ChartStyle.Names(plot.Axes.Left, [.. Enumerable.Range(0, rows.Count).Select(static k => (double)k)], rows);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, columns.Count - 0.5, -0.5, rows.Count - 0.5);
        plot.Axes.Right.MinimumSize = 8;
        return new Chart(plot, width, height);
    }

    private static void Write(Plot plot, string text, int column, int row, double share)
    {
        Text label = plot.Add.Text(text, column, row);
        label.LabelFontName = EmbeddedFonts.Family;
        label.LabelFontSize = 12;
        label.LabelFontColor = share > 0.6 ? ChartStyle.Ink : Colors.White;
        label.LabelAlignment = Alignment.MiddleCenter;
    }
}
