using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Lightcone.Foundation.Imaging;

/// <summary>Writes PNG (ISO/IEC 15948): 8-bit RGB, or palette when a picture has at most 256 colors, which makes space-time diagrams small.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(static n =>
    {
        uint c = (uint)n;
        for (int k = 0; k < 8; k++)
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    })];

    public static void Write(Stream stream, Image image, CancellationToken cancellation = default)
    {
        Dictionary<Color, byte>? palette = Palette([image], cancellation);
        Head(stream, image, palette);
        Chunk(stream, "IDAT", Compress(image, palette, cancellation));
        Chunk(stream, "IEND", []);
    }

    /// <summary>Animated PNG (third edition of the standard): the first picture is the ordinary one, the others follow in fdAT chunks; one palette serves all.</summary>
    public static void Write(Stream stream, Animation animation, CancellationToken cancellation = default)
    {
        Dictionary<Color, byte>? palette = Palette(animation.Frames, cancellation);
        Head(stream, animation.Frames[0], palette);
        byte[] control = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(control, animation.Frames.Length);
        BinaryPrimitives.WriteInt32BigEndian(control.AsSpan(4), animation.Loops);
        Chunk(stream, "acTL", control);
        int sequence = 0;
        foreach (Image frame in animation.Frames)
        {
            byte[] place = new byte[26];
            BinaryPrimitives.WriteInt32BigEndian(place, sequence++);
            BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(4), frame.Width);
            BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(8), frame.Height);
            BinaryPrimitives.WriteInt16BigEndian(place.AsSpan(20), 1);
            BinaryPrimitives.WriteInt16BigEndian(place.AsSpan(22), (short)animation.FramesPerSecond);
            Chunk(stream, "fcTL", place);
            byte[] data = Compress(frame, palette, cancellation);
            if (sequence == 1)
            {
                Chunk(stream, "IDAT", data);
                continue;
            }

            byte[] numbered = new byte[4 + data.Length];
            BinaryPrimitives.WriteInt32BigEndian(numbered, sequence++);
            data.CopyTo(numbered, 4);
            Chunk(stream, "fdAT", numbered);
        }

        Chunk(stream, "IEND", []);
    }

    private static void Head(Stream stream, Image image, Dictionary<Color, byte>? palette)
    {
        stream.Write(Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        header[9] = palette is null ? (byte)2 : (byte)3;
        Chunk(stream, "IHDR", header);
        if (palette is not null)
            Chunk(stream, "PLTE", [.. palette.OrderBy(p => p.Value).SelectMany(p => new[] { p.Key.Red, p.Key.Green, p.Key.Blue })]);
    }

    internal static uint Crc(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        uint c = 0xFFFFFFFF;
        foreach (byte b in type)
            c = CrcTable[(c ^ b) & 0xFF] ^ (c >> 8);
        foreach (byte b in data)
            c = CrcTable[(c ^ b) & 0xFF] ^ (c >> 8);
        return c ^ 0xFFFFFFFF;
    }

    private static Dictionary<Color, byte>? Palette(IEnumerable<Image> images, CancellationToken cancellation)
    {
        Dictionary<Color, byte> palette = [];
        foreach (Image image in images)
            if (!Collect(image, palette, cancellation))
                return null;
        return palette;
    }

    private static bool Collect(Image image, Dictionary<Color, byte> palette, CancellationToken cancellation)
    {
        for (int y = 0; y < image.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < row.Length; x += 3)
            {
                Color color = new(row[x], row[x + 1], row[x + 2]);
                if (palette.ContainsKey(color))
                    continue;
                if (palette.Count == 256)
                    return false;
                palette.Add(color, (byte)palette.Count);
            }
        }

        return true;
    }

    private static byte[] Compress(Image image, Dictionary<Color, byte>? palette, CancellationToken cancellation)
    {
        using MemoryStream memory = new();
        using (ZLibStream zlib = new(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] line = new byte[1 + (palette is null ? 3 * image.Width : image.Width)];
            for (int y = 0; y < image.Height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> row = image.Row(y);
                if (palette is null)
                    row.CopyTo(line.AsSpan(1));
                else
                    for (int x = 0; x < image.Width; x++)
                        line[x + 1] = palette[new Color(row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2])];
                zlib.Write(line);
            }
        }

        return memory.ToArray();
    }

    private static void Chunk(Stream stream, string type, byte[] data)
    {
        Span<byte> word = stackalloc byte[4];
        byte[] name = Encoding.ASCII.GetBytes(type);
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        stream.Write(word);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc(name, data));
        stream.Write(word);
    }
}
