using Lightcone.Foundation.Imaging;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>A sheet to paint on, in the units of a chart: text, lines, areas, and pictures whose pixels stay squares.</summary>
internal sealed class Sheet(SKCanvas canvas)
{
    public static SKPaint White { get; } = new() { Color = SKColors.White };

    public static SKColor Ink { get; } = SKColor.Parse("#20242C");

    public static SKColor Faint { get; } = SKColor.Parse("#5B6472");

    public static SKColor Frame { get; } = SKColor.Parse("#9AA1AC");

    public static SKColor Paper { get; } = SKColor.Parse("#F4F6F8");

    public static SKColor Blue { get; } = SKColor.Parse("#0072B2");

    public static SKColor Vermilion { get; } = SKColor.Parse("#D55E00");

    /// <summary>White at 0, blue at -1 and below, red at 1 and above.</summary>
    public static SKColor Diverging(float share)
    {
        float strength = Math.Min(1, Math.Abs(share));
        SKColor full = share < 0 ? Blue : Vermilion;
        return new SKColor(Mix(full.Red), Mix(full.Green), Mix(full.Blue));

        byte Mix(byte channel) => (byte)MathF.Round(255 + (strength * (channel - 255)));
    }

    public static float Measure(string text, float size, bool bold = false)
    {
        using SKFont font = new(EmbeddedFonts.Typeface(bold), size);
        return font.MeasureText(text);
    }

    /// <summary>As much of a text as has room, with three dots where something is left out.</summary>
    public static string Fit(string text, float size, float room, bool bold = false)
    {
        if (Measure(text, size, bold) <= room)
            return text;
        int length = text.Length;
        while (length > 1 && Measure(string.Concat(text.AsSpan(0, length), "…"), size, bold) > room)
            length--;
        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
    }

    /// <summary>Writes a text whose base line is at a height.</summary>
    public void Text(string text, float x, float y, float size, SKColor color, SKTextAlign align = SKTextAlign.Left, bool bold = false)
    {
        using SKFont font = new(EmbeddedFonts.Typeface(bold), size) { Edging = SKFontEdging.Antialias, Subpixel = true };
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        float width = font.MeasureText(text);
        canvas.DrawText(text, x - (align switch { SKTextAlign.Center => width / 2, SKTextAlign.Right => width, _ => 0 }), y, font, paint);
    }

    /// <summary>Writes a text upward, its middle at a place.</summary>
    public void Upward(string text, float x, float y, float size, SKColor color)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, x, y);
        Text(text, x, y, size, color, SKTextAlign.Center);
        canvas.Restore();
    }

    public void Line(float x0, float y0, float x1, float y1, SKColor color, float width = 1, bool dashed = false)
    {
        using SKPathEffect? dashes = dashed ? SKPathEffect.CreateDash([4, 3], 0) : null;
        using SKPaint paint = new() { Color = color, StrokeWidth = width, IsAntialias = true, Style = SKPaintStyle.Stroke, PathEffect = dashes };
        canvas.DrawLine(x0, y0, x1, y1, paint);
    }

    public void Fill(SKRect area, SKColor color, float radius = 0)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = radius > 0 };
        canvas.DrawRoundRect(area, radius, radius, paint);
    }

    public void Outline(SKRect area, SKColor color, float radius = 0)
    {
        using SKPaint paint = new() { Color = color, StrokeWidth = 1, IsAntialias = true, Style = SKPaintStyle.Stroke };
        canvas.DrawRoundRect(area, radius, radius, paint);
    }

    /// <summary>A triangle that points down, its tip at a place.</summary>
    public void Arrowhead(float x, float y, SKColor color)
    {
        using SKPath path = new();
        path.MoveTo(x, y);
        path.LineTo(x - 4, y - 7);
        path.LineTo(x + 4, y - 7);
        path.Close();
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    /// <summary>Pixels in an area: enlarged they stay squares, reduced they are averaged.</summary>
    public void Pixels(int columns, int rows, Func<int, int, SKColor> colorAt, SKRect area)
    {
        using SKBitmap bitmap = new(new SKImageInfo(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
                bitmap.SetPixel(x, y, colorAt(x, y));
        Draw(bitmap, area, reduced: columns > 2 * area.Width || rows > 2 * area.Height);
    }

    /// <summary>A picture in an area.</summary>
    public void Picture(Image picture, SKRect area)
    {
        using SKBitmap bitmap = new(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte[] bytes = new byte[4 * picture.Width * picture.Height];
        for (int y = 0, at = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y);
            for (int x = 0; x < picture.Width; x++)
            {
                row.Slice(3 * x, 3).CopyTo(bytes.AsSpan(at));
                bytes[at + 3] = 255;
                at += 4;
            }
        }

        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        Draw(bitmap, area, reduced: picture.Width > 2 * area.Width);
    }

    /// <summary>An axis below an area: whole numbers where they have room, and a label.</summary>
    public void Below(SKRect area, double first, double last, string label)
    {
        Line(area.Left, area.Bottom, area.Right, area.Bottom, Frame);
        foreach (double tick in Ticks(first, last, area.Width / 70))
        {
            float x = Place(tick, first, last, area.Left, area.Right);
            Line(x, area.Bottom, x, area.Bottom + 4, Frame);
            Text(ChartStyle.Number(tick), x, area.Bottom + 17, 12, Faint, SKTextAlign.Center);
        }

        Text(label, area.MidX, area.Bottom + 36, 13, Ink, SKTextAlign.Center);
    }

    /// <summary>An axis at the left of an area, from top to bottom.</summary>
    public void Beside(SKRect area, double top, double bottom, string label, float labelAt)
    {
        Line(area.Left, area.Top, area.Left, area.Bottom, Frame);
        foreach (double tick in Ticks(Math.Min(top, bottom), Math.Max(top, bottom), area.Height / 28))
        {
            float y = Place(tick, top, bottom, area.Top, area.Bottom);
            Line(area.Left - 4, y, area.Left, y, Frame);
            Text(ChartStyle.Number(tick), area.Left - 8, y + 4, 12, Faint, SKTextAlign.Right);
        }

        Upward(label, labelAt, area.MidY, 13, Ink);
    }

    /// <summary>The middle of the cell of a whole number, where the first and the last one fill an edge each.</summary>
    private static float Place(double tick, double first, double last, float from, float to)
    {
        double cells = Math.Abs(last - first) + 1, along = (Math.Abs(tick - first) + 0.5) / cells;
        return from + (float)(along * (to - from));
    }

    /// <summary>Round whole numbers, at most about so many.</summary>
    private static IEnumerable<double> Ticks(double first, double last, double most)
    {
        double step = 1;
        for (int i = 0; (last - first) / step > Math.Max(1, most); i++)
            step *= i % 3 == 1 ? 2.5 : 2;
        for (double tick = Math.Ceiling(first / step) * step; tick <= last; tick += step)
            yield return tick;
    }

    private void Draw(SKBitmap bitmap, SKRect area, bool reduced)
    {
        using SKImage image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, area, reduced ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKFilterMode.Nearest), null);
    }
}
