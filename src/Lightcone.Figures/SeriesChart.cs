using Lightcone.Flows.Trajectories;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>Series of numbers over a common axis, as lines, with a legend.</summary>
public static class SeriesChart
{
    /// <summary>The components of a trajectory that are drawn: more could not be told apart.</summary>
    private const int MostComponents = 7;

    /// <summary>Draws the components of a trajectory over time, the first seven of them.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(Trajectory trajectory, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        (string, double[])[] series = [.. trajectory.Components.Take(MostComponents).Select((name, i) => (name, trajectory.Series(i)))];
        return Draw(trajectory.System, "time t", "state", trajectory.Times.ToArray(), series, width: width, height: height);
    }

    /// <summary>Draws named series over a common axis.</summary>
    /// <param name="title">The title; in <c>delta=2</c> and the like the Greek letter is written.</param>
    /// <param name="xLabel">What the common axis is, with its unit.</param>
    /// <param name="yLabel">What the series are, with their unit.</param>
    /// <param name="x">The places along the common axis, ascending.</param>
    /// <param name="series">The series with their names, each as long as <paramref name="x"/>; values that are not finite leave a gap.</param>
    /// <param name="marks">Whether each value has a mark; default no.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentException">There is no series, or one has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, string xLabel, string yLabel, double[] x, IReadOnlyList<(string Name, double[] Values)> series, bool marks = false, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0 || x.Length == 0 || series.Any(s => s.Values.Length != x.Length))
            throw new ArgumentException($"There must be at least one series, each of {x.Length} values.", nameof(series));
        Plot plot = ChartStyle.New(ChartStyle.SystemName(title, width), xLabel, yLabel);
        for (int s = 0; s < series.Count; s++)
            ChartStyle.Line(plot, series[s].Name, x, series[s].Values, ChartStyle.Of(s), marker: marks ? ChartStyle.Shape(s) : MarkerShape.None);
        if (marks && x.All(static place => place == Math.Floor(place)))
            ChartStyle.Whole(plot.Axes.Bottom);
        plot.Axes.Margins(marks ? 0.04 : 0, 0.06);
        if (series.Count > 1)
            ChartStyle.Legend(plot);
        return new Chart(plot, width, height);
    }
}
