using Lightcone.Foundation.Imaging;

namespace Lightcone.Flows.Figures;

/// <summary>A table of numbers as colored cells with a scale beside it.</summary>
public static class HeatMap
{
    private const int ScaleRoom = 84;

    // Dark to light with even steps of brightness, so that it survives gray printing.
    private static readonly Color[] Scale = [.. new[] { 0x1A1440, 0x3B2F7A, 0x4F5DA8, 0x4E8DB5, 0x5FB8A3, 0x9FD87E, 0xF3EE8A }.Select(Color.FromRgb)];
    private static readonly Color Missing = Color.FromRgb(0xB8BCC4);
    private static readonly Color Ink = Color.FromRgb(0x20242C);

    /// <summary>Draws a table; the first row lies at the bottom.</summary>
    /// <param name="title">The title.</param>
    /// <param name="values">The numbers [row, column]; those that are not finite are drawn gray.</param>
    /// <param name="xLabel">What the columns are.</param>
    /// <param name="yLabel">What the rows are.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The names of the rows.</param>
    /// <param name="cell">The side of a cell in pixels, at least 4; default 36.</param>
    /// <exception cref="ArgumentException">There are no rows or columns, the table has another size, or the cells are too small.</exception>
    public static Image Draw(string title, double[] values, string xLabel, string yLabel, IReadOnlyList<string> columns, IReadOnlyList<string> rows, int cell = 36)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(cell, 4);
        if (values.Length == 0 || values.Length != rows.Count * columns.Count)
            throw new ArgumentException($"{values.Length} numbers are not a table of {rows.Count} rows and {columns.Count} columns.", nameof(values));
        int plotWidth = columns.Count * cell, plotHeight = rows.Count * cell;
        int width = Frame.Left + plotWidth + ScaleRoom, height = Frame.Top + plotHeight + Frame.Bottom;
        Frame frame = new(width, height, default, default, title, xLabel, yLabel, grid: false, ticks: false, right: ScaleRoom - 1);
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        for (int i = 0; i < values.Length; i++)
        {
            int x = Frame.Left + 1 + (i % columns.Count * cell), y = Frame.Top + plotHeight - ((i / columns.Count) + 1) * cell;
            frame.Image.Fill(x, y, cell, cell, double.IsFinite(values[i]) ? Shade(high > low ? (values[i] - low) / (high - low) : 0.5) : Missing);
        }

        Names(frame.Image, columns, rows, cell, plotHeight);
        Legend(frame.Image, low, high, Frame.Left + plotWidth + 18, plotHeight);
        return frame.Image;
    }

    private static Color Shade(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Scale.Length - 1);
        int at = Math.Min((int)place, Scale.Length - 2);
        return Scale[at].Mix(Scale[at + 1], place - at);
    }

    // Names that would run into each other are left out.
    private static void Names(Image image, IReadOnlyList<string> columns, IReadOnlyList<string> rows, int cell, int plotHeight)
    {
        int every = Math.Max(1, ((columns.Max(BitmapFont.Measure) + 6) / cell) + (columns.Max(BitmapFont.Measure) + 6 > cell ? 1 : 0));
        for (int c = 0; c < columns.Count; c += every)
            BitmapFont.Draw(image, Frame.Left + (c * cell) + ((cell - BitmapFont.Measure(columns[c])) / 2), Frame.Top + plotHeight + 7, columns[c], Ink);
        int everyRow = Math.Max(1, (BitmapFont.Height + 2 + cell - 1) / cell);
        for (int r = 0; r < rows.Count; r += everyRow)
            BitmapFont.Draw(image, Frame.Left - 6 - BitmapFont.Measure(rows[r]), Frame.Top + plotHeight - (r * cell) - ((cell + BitmapFont.Height) / 2), rows[r], Ink);
    }

    private static void Legend(Image image, double low, double high, int x, int plotHeight)
    {
        for (int y = 0; y < plotHeight; y++)
            image.Fill(x, Frame.Top + y, 12, 1, Shade(1 - (y / Math.Max(1.0, plotHeight - 1))));
        Axis axis = new(low, high > low ? high : low + 1, Frame.Top + plotHeight - 1, Frame.Top);
        IReadOnlyList<double> ticks = axis.Ticks(Math.Max(2, plotHeight / 50));
        foreach (double tick in ticks)
        {
            image.Fill(x + 12, axis.Pixel(tick), 3, 1, Ink);
            BitmapFont.Draw(image, x + 18, axis.Pixel(tick) - 3, Axis.Label(tick, ticks.Count > 1 ? ticks[1] - ticks[0] : 1), Ink);
        }
    }
}
