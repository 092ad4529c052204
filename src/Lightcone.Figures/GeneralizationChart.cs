using System.Globalization;
using Lightcone.Foundation.Statistics;
using ScottPlot;
using ScottPlot.Plottables;

namespace Lightcone.Figures;

/// <summary>Generalization from what a system was trained on to what it is tested on, over repeated runs.</summary>
public static class GeneralizationChart
{
    /// <summary>Draws the matrix: mean over the runs as color, mean ± standard deviation as text.</summary>
    /// <param name="title">The title.</param>
    /// <param name="parameter">What differs between trainings and tests, for instance <c>damping δ</c>.</param>
    /// <param name="measure">What was measured, with its unit, for instance <c>accuracy (%)</c>.</param>
    /// <param name="trained">The names of the trainings: rows, the first at the bottom.</param>
    /// <param name="tested">The names of the tests: columns.</param>
    /// <param name="runs">The runs of each cell, row by row [trained, tested].</param>
    /// <param name="width">Width; default 640.</param>
    /// <param name="height">Height; default 560.</param>
    /// <exception cref="ArgumentException">The matrix has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Matrix(string title, string parameter, string measure, IReadOnlyList<string> trained, IReadOnlyList<string> tested, IReadOnlyList<Summary> runs, int width = 640, int height = 560)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return HeatMap.Draw(
            title, $"tested at {parameter}", $"trained at {parameter}", measure, tested, trained, [.. runs.Select(static cell => cell.Mean)],
            i => string.Create(CultureInfo.InvariantCulture, $"{runs[i].Mean:0.0}\n± {runs[i].Deviation:0.0}"), width, height);
    }

    /// <summary>Draws a line for each training: the means over the tests, with bars of one standard deviation up and down; the lines stand a little beside each other, so that no bar hides another.</summary>
    /// <param name="title">The title.</param>
    /// <param name="parameter">What differs between trainings and tests, for instance <c>damping δ</c>.</param>
    /// <param name="measure">What was measured, with its unit.</param>
    /// <param name="trained">The names of the trainings: one line each.</param>
    /// <param name="tested">The places of the tests along the axis, ascending.</param>
    /// <param name="runs">The runs of each cell, row by row [trained, tested].</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 420.</param>
    /// <exception cref="ArgumentException">The matrix has another size, or is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Lines(string title, string parameter, string measure, IReadOnlyList<string> trained, IReadOnlyList<double> tested, IReadOnlyList<Summary> runs, int width = 720, int height = 420)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(tested);
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0 || runs.Count != trained.Count * tested.Count)
            throw new ArgumentException($"{runs.Count} cells are not a matrix of {trained.Count} trainings and {tested.Count} tests.", nameof(runs));
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), $"tested at {parameter}", measure);
        // A little to the left or right for each line, so that bars at the same place do not hide one another.
        double apart = 0.006 * (tested.Max() - tested.Min());
        for (int row = 0; row < trained.Count; row++)
        {
            double[] x = [.. tested.Select(place => place + ((row - ((trained.Count - 1) / 2.0)) * apart))];
            Summary[] cells = [.. Enumerable.Range(0, x.Length).Select(column => runs[(row * x.Length) + column])];
            double[] means = [.. cells.Select(static cell => cell.Mean)];
            ErrorBar bars = plot.Add.ErrorBar(x, means, [.. cells.Select(static cell => cell.Deviation)]);
            bars.Color = ChartStyle.Of(row);
            bars.LineWidth = 1.2f;
            bars.CapSize = 4;
            ChartStyle.Line(plot, $"trained at {trained[row]}", x, means, ChartStyle.Of(row), marker: ChartStyle.Shape(row));
        }

        plot.Axes.Margins(0.04, 0.08);
        ChartStyle.Legend(plot);
        return new Chart(plot, width, height);
    }
}
