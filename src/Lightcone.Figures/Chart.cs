using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;
using ScottPlot;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>A chart with axes, ready to be written as PNG or SVG.</summary>
/// <remarks>
/// Colors are from M. Okabe and K. Ito's palette and from viridis, which color-blind readers can tell apart; fonts are part of this assembly. The same values give the same bytes with
/// and without fonts of the system. A chart may be used from one thread at a time. The first one of a process takes about a third of a second, later ones a tenth.
/// </remarks>
public sealed partial class Chart
{
    /// <summary>The smallest width or height.</summary>
    private const int Smallest = 200;

    /// <summary>The largest width or height: twice that is what a picture can be.</summary>
    private const int Largest = 8000;

    private readonly Plot? plot;
    private readonly Action<Sheet>? paint;

    internal Chart(Plot plot, int width, int height)
        : this(width, height) => this.plot = plot;

    /// <summary>A chart that is painted part by part.</summary>
    internal Chart(Action<Sheet> paint, int width, int height)
        : this(width, height) => this.paint = paint;

    private Chart(int width, int height) => (Width, Height) = (Checked(width, nameof(width)), Checked(height, nameof(height)));

    /// <summary>The width in units of which a PNG has two pixels each.</summary>
    public int Width { get; }

    /// <summary>The height in units of which a PNG has two pixels each.</summary>
    public int Height { get; }

    /// <summary>The chart as PNG, two pixels for each unit of width and height.</summary>
    public byte[] ToPng()
    {
        if (plot is null)
            return Painted();
        plot.ScaleFactor = 2;
        using Image image = plot.GetImage(2 * Width, 2 * Height);
        return image.GetImageBytes(ImageFormat.Png, 100);
    }

    /// <summary>The chart as SVG. Its text is text; readers without the font Inter show it in their own.</summary>
    public string ToSvg()
    {
        plot?.ScaleFactor = 1;
        return Renumber(plot?.GetSvgXml(Width, Height) ?? PaintedSvg()).Replace("font-family=\"Inter\"", "font-family=\"Inter, 'DejaVu Sans', Arial, sans-serif\"", StringComparison.Ordinal).ReplaceLineEndings("\n");
    }

    /// <summary>Writes the chart in one piece: SVG where the name ends in .svg, PNG otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Asks for a stop before anything is written.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetBytes(ToSvg()) : ToPng();
        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private byte[] Painted()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(2 * Width, 2 * Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(2);
        paint!(new Sheet(surface.Canvas));
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private string PaintedSvg()
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        {
            canvas.DrawRect(SKRect.Create(Width, Height), Sheet.White);
            paint!(new Sheet(canvas));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Gives the names in an SVG numbers from 0 on: those of the drawing library count on for as long as the process lives.</summary>
    private static string Renumber(string svg)
    {
        Dictionary<string, string> names = [];
        return Name().Replace(svg, match =>
        {
            if (!names.TryGetValue(match.Value, out string? name))
                names.Add(match.Value, name = string.Create(CultureInfo.InvariantCulture, $"n{names.Count}"));
            return name;
        });
    }

    /// <summary>The pixel of a place in the PNG that was drawn last.</summary>
    internal (float X, float Y) PixelOf(double x, double y) => plot!.GetPixel(new Coordinates(x, y)) is var pixel ? (pixel.X, pixel.Y) : default;

    private static int Checked(int size, string name) => size is >= Smallest and <= Largest
        ? size
        : throw new ArgumentOutOfRangeException(name, size, $"A chart is {Smallest} to {Largest} units wide and high.");

    [GeneratedRegex("""(?<=\bid="|url\(#|href="#)[A-Za-z]+_[0-9a-f]+""", RegexOptions.None, 10_000)]
    private static partial Regex Name();
}
