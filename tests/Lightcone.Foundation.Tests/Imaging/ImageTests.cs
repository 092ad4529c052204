using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Tests;

public sealed class ImageTests
{
    // The check value of CRC-32/ISO-HDLC over "123456789" is 0xCBF43926.
    [Fact]
    public void Checksum_is_the_published_one() =>
        Assert.Equal(0xCBF43926u, Png.Crc("1234"u8, "56789"u8));

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(40, 30, 900)]
    public void A_saved_picture_decodes_to_the_same_pixels(int width, int height, int colors)
    {
        Image image = new(width, height, Color.FromRgb(0x102030));
        RandomStream stream = new(1, "pixels");
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int c = stream.NextInt32(colors);
                image[x, y] = new Color((byte)c, (byte)(c >> 3), (byte)(c >> 6));
            }

        byte[] expected = [.. Enumerable.Range(0, height).SelectMany(y => image.Row(y).ToArray())];
        Assert.Equal(expected, DecodeByTheStandard(image.ToPng(), width, height));
    }

    /// <summary>A palette has 256 entries; with one color more every pixel says its own.</summary>
    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(258)]
    public void As_many_colors_as_a_palette_holds_and_more_are_kept(int colors)
    {
        Image image = new(colors, 1);
        for (int x = 0; x < colors; x++)
            image[x, 0] = new Color((byte)x, (byte)(x >> 8), 7);
        Assert.Equal(image.Row(0).ToArray(), DecodeByTheStandard(image.ToPng(), colors, 1));
    }

    [Fact]
    public void An_animation_holds_every_picture_in_order()
    {
        Image[] frames = [.. Enumerable.Range(0, 3).Select(i => new Image(5, 4, new Color((byte)(50 * i), 0, 9)))];
        byte[] png = new Animation([.. frames], framesPerSecond: 20, loops: 2).ToPng();
        // A program that knows only PNG sees the first picture.
        Assert.Equal([.. Enumerable.Range(0, 4).SelectMany(y => frames[0].Row(y).ToArray())], DecodeByTheStandard(png, 5, 4));
        List<(string Name, byte[] Body)> chunks = [];
        for (int at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))]));
        Assert.Equal(["IHDR", "PLTE", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"], chunks.Select(chunk => chunk.Name));
        Assert.Equal((3, 2), (BinaryPrimitives.ReadInt32BigEndian(chunks[2].Body), BinaryPrimitives.ReadInt32BigEndian(chunks[2].Body.AsSpan(4))));
        // Sequence numbers of fcTL and fdAT run from 0 without a gap.
        Assert.Equal([0, 1, 2, 3, 4], chunks.Where(chunk => chunk.Name is "fcTL" or "fdAT").Select(chunk => BinaryPrimitives.ReadInt32BigEndian(chunk.Body)));
    }

    // A reader written from ISO/IEC 15948 for the two color types and the one filter that the writer uses.
    private static byte[] DecodeByTheStandard(byte[] png, int width, int height)
    {
        Assert.Equal(0x89504E470D0A1A0AUL, BinaryPrimitives.ReadUInt64BigEndian(png));
        byte[] palette = [];
        int type = -1;
        using MemoryStream data = new();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string name = Encoding.ASCII.GetString(png, at + 4, 4);
            Span<byte> body = png.AsSpan(at + 8, length);
            Assert.Equal(Png.Crc(png.AsSpan(at + 4, 4), body), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (name == "IHDR")
            {
                Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..])));
                type = body[9];
            }
            else if (name == "PLTE")
                palette = body.ToArray();
            else if (name == "IDAT")
                data.Write(body);
            at += 12 + length;
        }

        data.Position = 0;
        using ZLibStream zlib = new(data, CompressionMode.Decompress);
        using MemoryStream raw = new();
        zlib.CopyTo(raw);
        byte[] lines = raw.ToArray();
        int stride = 1 + (type == 2 ? 3 * width : width);
        Assert.Equal(stride * height, lines.Length);
        List<byte> pixels = [];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(0, lines[y * stride]);
            foreach (byte b in lines.AsSpan((y * stride) + 1, stride - 1))
                if (type == 2)
                    pixels.Add(b);
                else
                    pixels.AddRange(palette.AsSpan(3 * b, 3).ToArray());
        }

        return [.. pixels];
    }
}
