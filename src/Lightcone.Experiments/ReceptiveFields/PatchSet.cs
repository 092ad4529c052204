using Lightcone.Experiments.Data;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>Squares cut from pictures at random places, without their mean, of length 1.</summary>
internal static class PatchSet
{
    public const int Side = 16;
    public const int Pixels = Side * Side;

    /// <summary>Patches [count, 256]. A picture of one grey has none to give: such a cut is made again, a thousand times at most.</summary>
    public static float[] Cut(IReadOnlyList<GreyImage> images, int count, RandomStream stream)
    {
        float[] patches = new float[count * Pixels];
        for (int i = 0; i < count; i++)
        {
            Span<float> patch = patches.AsSpan(i * Pixels, Pixels);
            for (int attempt = 0; attempt < 1000 && !TryCut(images[stream.NextInt32(images.Count)], stream, patch); attempt++)
                patch.Clear();
        }

        return patches;
    }

    private static bool TryCut(GreyImage image, RandomStream stream, Span<float> patch)
    {
        int left = stream.NextInt32(image.Width - Side + 1), top = stream.NextInt32(image.Height - Side + 1);
        double mean = 0, square = 0;
        for (int i = 0; i < Pixels; i++)
        {
            patch[i] = image.Values[((top + (i / Side)) * image.Width) + left + (i % Side)];
            mean += patch[i] / (double)Pixels;
        }

        for (int i = 0; i < Pixels; i++)
            square += (patch[i] - mean) * (patch[i] - mean);
        double length = Math.Sqrt(square) + 1e-8;
        for (int i = 0; i < Pixels; i++)
            patch[i] = (float)((patch[i] - mean) / length);
        return square > 1e-8;
    }
}
