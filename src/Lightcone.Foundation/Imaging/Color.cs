namespace Lightcone.Foundation.Imaging;

/// <summary>A color as red, green and blue, 0 to 255 each (sRGB).</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>A color from its usual number 0xRRGGBB.</summary>
    public static Color FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The color <paramref name="amount"/> of the way from this one to <paramref name="other"/>, 0 to 1.</summary>
    public Color Mix(Color other, double amount) => new(Mix(Red, other.Red, amount), Mix(Green, other.Green, amount), Mix(Blue, other.Blue, amount));

    private static byte Mix(byte from, byte to, double amount) => (byte)Math.Round(from + ((to - from) * amount));
}
