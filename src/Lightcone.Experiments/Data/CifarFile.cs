using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>Reads the binary format of CIFAR-10: records of one byte for the class and 3 x 1,024 bytes of red, green and blue, each 32 x 32 pixels row by row.</summary>
internal static class CifarFile
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + (3 * Plane);
    private const int Classes = 10;

    public static IReadOnlyList<GreyImage> LoadImages(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0 || bytes.Length % Record != 0)
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"expected records of {Record} bytes, found {bytes.Length} bytes: this is no binary file of CIFAR-10, or was cut off. Unpack cifar-10-binary.tar.gz and name one of its .bin files."),
                new SourceLocation(path));
        GreyImage[] images = new GreyImage[bytes.Length / Record];
        for (int i = 0; i < images.Length; i++)
        {
            ReadOnlySpan<byte> record = bytes.AsSpan(i * Record, Record);
            if (record[0] >= Classes)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"byte {i * Record}: expected a class from 0 to 9, found {record[0]}: this is another kind of file."), new SourceLocation(path));
            float[] grey = new float[Plane];
            for (int p = 0; p < Plane; p++)
                grey[p] = (record[1 + p] + record[1 + Plane + p] + record[1 + (2 * Plane) + p]) / 765f;
            images[i] = new GreyImage(Side, Side, grey);
        }

        return images;
    }
}
