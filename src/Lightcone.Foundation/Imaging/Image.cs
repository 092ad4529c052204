using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Imaging;

/// <summary>A picture of colored pixels, row by row from the top left, that saves itself as PNG.</summary>
/// <remarks>Unlike the results of this library an image is a drawing board: its pixels may be set until it is saved.</remarks>
public sealed class Image
{
    private readonly byte[] pixels;

    /// <summary>A picture of one color.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="background">The color of every pixel; black when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the picture would exceed 715 million pixels.</exception>
    public Image(int width, int height, Color background = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(3L * width * height, Array.MaxLength, nameof(width));
        Width = width;
        Height = height;
        pixels = new byte[3 * width * height];
        if (background != default)
            Fill(0, 0, width, height, background);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The color at column <paramref name="x"/>, row <paramref name="y"/>, both counted from the top left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel is outside the picture.</exception>
    public Color this[int x, int y]
    {
        get
        {
            int at = At(x, y);
            return new Color(pixels[at], pixels[at + 1], pixels[at + 2]);
        }

        set
        {
            int at = At(x, y);
            pixels[at] = value.Red;
            pixels[at + 1] = value.Green;
            pixels[at + 2] = value.Blue;
        }
    }

    /// <summary>Paints a rectangle; what lies outside the picture is cut off.</summary>
    public void Fill(int x, int y, int width, int height, Color color)
    {
        int right = Math.Min(Width, x + width);
        int bottom = Math.Min(Height, y + height);
        for (int row = Math.Max(0, y); row < bottom; row++)
            for (int column = Math.Max(0, x); column < right; column++)
                this[column, row] = color;
    }

    /// <summary>One row of pixels as red, green, blue bytes.</summary>
    public ReadOnlySpan<byte> Row(int y) => pixels.AsSpan(At(0, y), 3 * Width);

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public byte[] ToPng()
    {
        using MemoryStream stream = new();
        Png.Write(stream, this);
        return stream.ToArray();
    }

    /// <summary>Saves the picture as a PNG file, in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the encoding with an <see cref="OperationCanceledException"/>; nothing is left behind.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void SavePng(string path, CancellationToken cancellation = default) => AtomicFile.Write(path, stream => Png.Write(stream, this, cancellation));

    private int At(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return 3 * ((y * Width) + x);
    }
}
