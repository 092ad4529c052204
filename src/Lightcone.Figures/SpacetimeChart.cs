using Lightcone.Foundation.Imaging;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>A space-time diagram with axes: cells to the right, steps downward, above it the frozen input where the rule reads one, and one line that says what is seen.</summary>
public static class SpacetimeChart
{
    private const float Left = 76, Right = 24, Bottom = 46, Strip = 14, Widest = 900;

    /// <summary>Draws a picture of cells in axes. Where the picture has whole pixels a cell, it has whole pixels here.</summary>
    /// <param name="caption">What is seen, in one line.</param>
    /// <param name="picture">The cells, a square a cell, as <c>SpacetimePicture</c> draws them.</param>
    /// <param name="cells">The number of cells of a row.</param>
    /// <param name="lastStep">The step of the last row; of a grid null.</param>
    /// <param name="rows">The rows of a grid; of a diagram null.</param>
    /// <param name="input">The frozen input of a row as a picture of one row of cells; null where there is none.</param>
    /// <param name="symbols">What the colors mean, group by group: a name such as <c>state</c>, and the symbols with their colors; empty for no key.</param>
    /// <exception cref="ArgumentException">Neither the last step nor the rows of a grid are given, or both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too large for a chart.</exception>
    public static Chart Draw(string caption, Image picture, int cells, int? lastStep, int? rows = null, Image? input = null, params IReadOnlyList<(string Group, IReadOnlyList<(string Symbol, Color Color)> Symbols)> symbols)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(symbols);
        if (lastStep is null == rows is null)
            throw new ArgumentException("Give either the last step of a diagram or the rows of a grid.", nameof(lastStep));
        // A unit has two pixels.
        float wide = picture.Width / 2f, high = picture.Height / 2f;
        float strip = symbols.Count == 0 ? 46 : 70, top = strip + (input is null ? 0 : Strip + 12);
        float width = Math.Max(Math.Max(Left + wide + Right, 340), Math.Min(Widest, 32 + Math.Max(Sheet.Measure(caption, 13), KeyWidth(symbols))));
        return new Chart(sheet => Paint(sheet), (int)Math.Ceiling(width), Math.Max(200, (int)Math.Ceiling(top + high + Bottom)));

        void Paint(Sheet sheet)
        {
            sheet.Text(Sheet.Fit(caption, 13, width - 32), 16, 28, 13, Sheet.Ink);
            Key(sheet, symbols, 50);
            if (input is not null)
            {
                SKRect field = SKRect.Create(Left, strip, wide, Strip);
                sheet.Picture(input, field);
                sheet.Outline(field, Sheet.Frame);
                sheet.Text("input", Left - 8, strip + Strip - 3, 12, Sheet.Faint, SKTextAlign.Right);
            }

            SKRect area = SKRect.Create(Left, top, wide, high);
            sheet.Picture(picture, area);
            sheet.Line(area.Right, area.Top, area.Right, area.Bottom, Sheet.Frame);
            sheet.Line(area.Left, area.Top, area.Right, area.Top, Sheet.Frame);
            sheet.Below(area, 0, cells - 1, rows is null ? "cell" : "column");
            sheet.Beside(area, 0, lastStep ?? (rows!.Value - 1), rows is null ? "step" : "row", 24);
        }
    }

    private static void Key(Sheet sheet, IReadOnlyList<(string Group, IReadOnlyList<(string Symbol, Color Color)> Symbols)> symbols, float y)
    {
        float x = 16;
        foreach ((string group, IReadOnlyList<(string Symbol, Color Color)> each) in symbols)
        {
            sheet.Text(group, x, y, 12, Sheet.Faint);
            x += Sheet.Measure(group, 12) + 8;
            foreach ((string symbol, Color color) in each)
            {
                SKRect square = SKRect.Create(x, y - 10, 11, 11);
                sheet.Fill(square, new SKColor(color.Red, color.Green, color.Blue));
                sheet.Outline(square, Sheet.Frame);
                sheet.Text(symbol, x + 16, y, 12, Sheet.Ink);
                x += 16 + Sheet.Measure(symbol, 12) + 12;
            }

            x += 10;
        }
    }

    private static float KeyWidth(IReadOnlyList<(string Group, IReadOnlyList<(string Symbol, Color Color)> Symbols)> symbols) =>
        symbols.Sum(static group => Sheet.Measure(group.Group, 12) + 18 + group.Symbols.Sum(static symbol => 28 + Sheet.Measure(symbol.Symbol, 12)));
}
