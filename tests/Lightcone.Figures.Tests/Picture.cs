using SkiaSharp;

namespace Lightcone.Figures.Tests;

/// <summary>The pixels of a chart.</summary>
internal sealed class Picture : IDisposable
{
    private readonly SKBitmap bitmap;

    public Picture(Chart chart) => bitmap = SKBitmap.Decode(chart.ToPng());

    public int Width => bitmap.Width;

    public int Height => bitmap.Height;

    public SKColor this[int x, int y] => bitmap.GetPixel(x, y);

    /// <summary>Dark pixels within a part of the picture: what text leaves behind.</summary>
    public int Dark(int left, int top, int right, int bottom)
    {
        int count = 0;
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                count += bitmap.GetPixel(x, y) is { Red: < 140, Green: < 140, Blue: < 150 } ? 1 : 0;
        return count;
    }

    /// <summary>Whether a color is found at a place or beside it.</summary>
    public bool Has(SKColor color, float x, float y, int reach = 2)
    {
        for (int dy = -reach; dy <= reach; dy++)
            for (int dx = -reach; dx <= reach; dx++)
                if (bitmap.GetPixel((int)x + dx, (int)y + dy) is var found && Math.Abs(found.Red - color.Red) + Math.Abs(found.Green - color.Green) + Math.Abs(found.Blue - color.Blue) < 60)
                    return true;
        return false;
    }

    public void Dispose() => bitmap.Dispose();
}
