using System.Reflection;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>A picture of grey values from 0 to 1, as one immutable value.</summary>
public sealed class GreyImage
{
    private readonly float[] values;

    internal GreyImage(int width, int height, float[] values) => (Width, Height, this.values) = (width, height, values);

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The grey values, row by row from the top left.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>Two photos of 640 x 427 pixels that are part of this assembly: a temple (danielbuechele, CC BY 2.0) and a flower (vultilion, CC BY 2.0).</summary>
    public static IReadOnlyList<GreyImage> Photos() => [Photo("china.npy"), Photo("flower.npy")];

    /// <summary>Pictures of discs that cover one another, whose sizes follow a power law: edges at all scales, as in photos.</summary>
    /// <remarks>Lee, Mumford and Huang, "Occlusion models for natural images", International Journal of Computer Vision 41 (2001). Radii from 2 pixels to a quarter of the side, density r^-3; grey values uniform.</remarks>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="side">Width and height, 16 to 4,096.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<GreyImage> DeadLeaves(int count, int side, ulong seed) => GeneratedImages.DeadLeaves(count, side, seed);

    /// <summary>Pictures of Gaussian noise whose amplitude falls as 1 / frequency, the mean spectrum of photos without their edges; mean 0.5, standard deviation 0.15, clipped to 0 to 1.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="side">Width and height, 16 to 512. Cost: side cubed.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<GreyImage> PinkNoise(int count, int side, ulong seed) => GeneratedImages.PinkNoise(count, side, seed);

    /// <summary>The images of a file in the idx format of MNIST, plain or .gz.</summary>
    /// <exception cref="InputException">The file is not idx, is cut off, or holds no pixel.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<GreyImage> LoadIdx(string path) => IdxFile.LoadImages(path);

    /// <summary>The images of a file in the binary format of CIFAR-10: 32 x 32 pixels, grey being the mean of red, green and blue. Classes are left out.</summary>
    /// <exception cref="InputException">The file is no whole number of records of 3,073 bytes, or a class is above 9.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<GreyImage> LoadCifar(string path) => CifarFile.LoadImages(path);

    /// <summary>The picture with each square of so many pixels a side averaged to one pixel; what does not fill a square at the right and lower edge is left out.</summary>
    internal GreyImage Reduced(int factor)
    {
        int width = Width / factor, height = Height / factor;
        float[] small = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int v = 0; v < factor; v++)
                    for (int u = 0; u < factor; u++)
                        sum += values[(((y * factor) + v) * Width) + (x * factor) + u];
                small[(y * width) + x] = (float)(sum / (factor * factor));
            }

        return new GreyImage(width, height, small);
    }

    private static GreyImage Photo(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the assembly was built without {name}.");
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        NpyArray pixels = NpyArray.Parse(memory.ToArray(), name);
        return new GreyImage(pixels.Shape[1], pixels.Shape[0], Array.ConvertAll(pixels.ToBytes(name), static value => value / 255f));
    }
}
