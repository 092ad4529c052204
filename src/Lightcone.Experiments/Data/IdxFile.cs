using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>Reads the idx format of MNIST: two zero bytes, a type, the number of dimensions, their lengths (big-endian), and the numbers.</summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    public static Samples Load(string images, string labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(images);
        ArgumentException.ThrowIfNullOrEmpty(labels);
        (int[] shape, byte[] pixels) = Read(images, 3);
        (int[] counts, byte[] classes) = Read(labels, 1);
        if (shape[0] != counts[0])
            throw Error(labels, 4, $"{counts[0]} labels do not fit the {shape[0]} images of {images}");
        if (shape[0] == 0 || shape[1] * shape[2] == 0)
            throw Error(images, 4, $"the images are [{string.Join(", ", shape)}]: expected at least one pixel");
        float[] values = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            values[i] = pixels[i] / 255f;
        return new Samples(Path.GetFileName(images), shape[1] * shape[2], values, [.. classes], [.. Enumerable.Range(0, classes.Max() + 1).Select(static number => FormattableString.Invariant($"{number}"))]);
    }

    public static IReadOnlyList<GreyImage> LoadImages(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (int[] shape, byte[] pixels) = Read(path, 3);
        int size = shape[1] * shape[2];
        return shape[0] > 0 && size > 0
            ? [.. Enumerable.Range(0, shape[0]).Select(i => new GreyImage(shape[2], shape[1], Array.ConvertAll(pixels[(i * size)..((i + 1) * size)], static value => value / 255f)))]
            : throw Error(path, 4, $"the images are [{string.Join(", ", shape)}]: expected at least one pixel");
    }

    private static (int[] Shape, byte[] Data) Read(string path, int dimensions)
    {
        byte[] bytes = ReadAll(path);
        int start = 4 + (4 * dimensions);
        if (bytes.Length < start)
            throw Error(path, 0, $"expected an idx header of {start} bytes, found {bytes.Length}");
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != UnsignedByte || bytes[3] != dimensions)
            throw Error(path, 0, $"expected the idx header 00 00 08 0{dimensions}, found {Convert.ToHexString(bytes, 0, 4)}: this is another kind of file");
        int[] shape = new int[dimensions];
        long count = 1;
        for (int i = 0; i < dimensions; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i)));
            count = shape[i] < 0 || count > int.MaxValue ? long.MaxValue : count * shape[i];
        }

        return count == bytes.Length - start
            ? (shape, bytes[start..])
            : throw Error(path, start, $"the header promises [{string.Join(", ", shape)}] bytes, the file holds {bytes.Length - start}: it was cut off or is damaged");
    }

    private static byte[] ReadAll(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return File.ReadAllBytes(path);
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using MemoryStream memory = new();
        try
        {
            unpacked.CopyTo(memory);
        }
        catch (InvalidDataException e)
        {
            throw Error(path, 0, $"the name says gzip, the content is not or is damaged: {e.Message}");
        }

        return memory.ToArray();
    }

    private static InputException Error(string path, int at, string message) => new(string.Create(CultureInfo.InvariantCulture, $"byte {at}: {message}."), new SourceLocation(path));
}
