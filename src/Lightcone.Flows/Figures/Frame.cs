using Lightcone.Foundation.Imaging;

namespace Lightcone.Flows.Figures;

/// <summary>The frame of a figure: title, box, ticks, labels; and the lines drawn in it.</summary>
internal sealed class Frame
{
    public const int Left = 58;
    public const int Right = 14;
    public const int Top = 24;
    public const int Bottom = 38;

    private static readonly Color Ink = Color.FromRgb(0x20242C);
    private static readonly Color Faint = Color.FromRgb(0xE4E7EC);

    public Frame(int width, int height, Axis x, Axis y, string title, string xLabel, string yLabel, bool grid, bool ticks = true, int right = Right)
    {
        (X, Y) = (x, y);
        Image = new Image(width, height, Color.FromRgb(0xFFFFFF));
        if (ticks)
            Ticks(x, y, height - Bottom, width - right, grid);
        Image.Fill(Left, Top, width - Left - right, 1, Ink);
        Image.Fill(Left, height - Bottom, width - Left - right + 1, 1, Ink);
        Image.Fill(Left, Top, 1, height - Top - Bottom, Ink);
        Image.Fill(width - right, Top, 1, height - Top - Bottom, Ink);
        BitmapFont.Draw(Image, Math.Max(2, (width - BitmapFont.Measure(title)) / 2), 8, title, Ink);
        BitmapFont.Draw(Image, ((Left + width - right) / 2) - (BitmapFont.Measure(xLabel) / 2), height - 14, xLabel, Ink);
        BitmapFont.DrawUpwards(Image, 4, ((Top + height - Bottom) / 2) + (BitmapFont.Measure(yLabel) / 2), yLabel, Ink);
    }

    public Image Image { get; }

    public Axis X { get; }

    public Axis Y { get; }

    /// <summary>The axis along the width of a picture.</summary>
    public static Axis Across(IEnumerable<double> values, int width, double room = 0.04) => Axis.Covering(values, Left + 1, width - Right - 1, room);

    /// <summary>The axis along the height of a picture, upwards.</summary>
    public static Axis Upwards(IEnumerable<double> values, int height, double room = 0.04) => Axis.Covering(values, height - Bottom - 1, Top + 1, room);

    /// <summary>Draws a straight line between two points of the plot; a point that is not finite draws nothing.</summary>
    public void Line(double x0, double y0, double x1, double y1, Color color)
    {
        if (!double.IsFinite(x0) || !double.IsFinite(y0) || !double.IsFinite(x1) || !double.IsFinite(y1))
            return;
        int ax = X.Pixel(x0), ay = Y.Pixel(y0), bx = X.Pixel(x1), by = Y.Pixel(y1);
        int steps = Math.Max(1, Math.Max(Math.Abs(bx - ax), Math.Abs(by - ay)));
        for (int k = 0; k <= steps; k++)
            Image.Fill(ax + (int)Math.Round((double)k * (bx - ax) / steps), ay + (int)Math.Round((double)k * (by - ay) / steps), 1, 1, color);
    }

    private void Ticks(Axis x, Axis y, int floor, int wall, bool grid)
    {
        IReadOnlyList<double> across = x.Ticks(Math.Max(2, (x.LastPixel - x.FirstPixel) / 80));
        foreach (double tick in across)
        {
            int at = x.Pixel(tick);
            if (grid)
                Image.Fill(at, Top, 1, floor - Top, Faint);
            Image.Fill(at, floor, 1, 4, Ink);
            string label = Axis.Label(tick, across.Count > 1 ? across[1] - across[0] : 1);
            BitmapFont.Draw(Image, at - (BitmapFont.Measure(label) / 2), floor + 7, label, Ink);
        }

        IReadOnlyList<double> upwards = y.Ticks(Math.Max(2, (y.FirstPixel - y.LastPixel) / 50));
        foreach (double tick in upwards)
        {
            int at = y.Pixel(tick);
            if (grid)
                Image.Fill(Left, at, wall - Left, 1, Faint);
            Image.Fill(Left - 4, at, 4, 1, Ink);
            string label = Axis.Label(tick, upwards.Count > 1 ? upwards[1] - upwards[0] : 1);
            BitmapFont.Draw(Image, Left - 7 - BitmapFont.Measure(label), at - 3, label, Ink);
        }
    }
}
