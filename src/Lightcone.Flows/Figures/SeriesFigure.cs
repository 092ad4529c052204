using Lightcone.Foundation.Imaging;

namespace Lightcone.Flows.Figures;

/// <summary>Series of numbers over a common axis, as lines, with a legend.</summary>
public static class SeriesFigure
{
    // Okabe and Ito's palette, safe for color-blind readers.
    private static readonly Color[] Colors = [.. new[] { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000 }.Select(Color.FromRgb)];

    /// <summary>Draws the components of a trajectory over time.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="width">Width in pixels, at least 200; default 640.</param>
    /// <param name="height">Height in pixels, at least 150; default 360.</param>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too small.</exception>
    public static Image Draw(Trajectory trajectory, int width = 640, int height = 360)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        (string, double[])[] series = [.. trajectory.Components.Take(Colors.Length).Select((name, i) => (name, trajectory.Series(i)))];
        return Draw(Shorten(trajectory.System, width), "t", string.Empty, trajectory.Times.ToArray(), series, width, height);
    }

    /// <summary>Draws named series over a common axis.</summary>
    /// <param name="title">The title.</param>
    /// <param name="xLabel">What the common axis is.</param>
    /// <param name="yLabel">What the series are; may be empty.</param>
    /// <param name="x">The places along the common axis.</param>
    /// <param name="series">The series with their names, each as long as <paramref name="x"/>; values that are not finite leave a gap.</param>
    /// <param name="width">Width in pixels, at least 200; default 640.</param>
    /// <param name="height">Height in pixels, at least 150; default 360.</param>
    /// <exception cref="ArgumentException">There is no series, one has another length, or the picture is too small.</exception>
    public static Image Draw(string title, string xLabel, string yLabel, double[] x, IReadOnlyList<(string Name, double[] Values)> series, int width = 640, int height = 360)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 150);
        if (series.Count == 0 || series.Any(s => s.Values.Length != x.Length))
            throw new ArgumentException($"There must be at least one series, each of {x.Length} values.", nameof(series));
        Frame frame = new(width, height, Frame.Across(x, width, 0), Frame.Upwards(series.SelectMany(static s => s.Values), height, 0.08), title, xLabel, yLabel, grid: true);
        int legend = Frame.Left + 8;
        for (int s = 0; s < series.Count; s++)
        {
            Color color = Colors[s % Colors.Length];
            double[] y = series[s].Values;
            for (int i = 1; i < x.Length; i++)
                frame.Line(x[i - 1], y[i - 1], x[i], y[i], color);
            frame.Image.Fill(legend, Frame.Top + 8, 12, 2, color);
            BitmapFont.Draw(frame.Image, legend + 16, Frame.Top + 5, series[s].Name, color);
            legend += 30 + BitmapFont.Measure(series[s].Name);
        }

        return frame.Image;
    }

    internal static string Shorten(string title, int width)
    {
        int room = (width - 8) / BitmapFont.Width;
        return title.Length <= room ? title : string.Concat(title.AsSpan(0, Math.Max(1, room - 3)), "...");
    }
}
