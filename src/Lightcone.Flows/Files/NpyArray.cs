using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Lightcone.Text;

namespace Lightcone.Flows.Files;

/// <summary>An array of numbers with its shape, as NumPy's .npy files hold it: float64, float32 or uint8, in C order (last index fastest).</summary>
public sealed class NpyArray
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private readonly byte[] bytes;

    private NpyArray(NpyType type, ImmutableArray<int> shape, byte[] bytes) => (Type, Shape, this.bytes) = (type, shape, bytes);

    /// <summary>The type of the numbers.</summary>
    public NpyType Type { get; }

    /// <summary>The lengths of the axes; empty for a single number.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of numbers.</summary>
    public int Count => bytes.Length / (int)Type;

    /// <summary>An array of doubles.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromDoubles(ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => Create(NpyType.Float64, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <summary>An array of single-precision numbers.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromSingles(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Create(NpyType.Float32, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <summary>An array of bytes.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromBytes(ReadOnlySpan<byte> values, params ReadOnlySpan<int> shape) => Create(NpyType.UInt8, values, values.Length, shape);

    /// <summary>All numbers as doubles, whatever their type.</summary>
    public double[] ToDoubles()
    {
        double[] values = new double[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Type switch
            {
                NpyType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i)),
                NpyType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)),
                _ => bytes[i],
            };
        return values;
    }

    /// <summary>All numbers as bytes.</summary>
    /// <exception cref="InvalidOperationException">They are of another type.</exception>
    public byte[] ToBytes() => Type == NpyType.UInt8 ? [.. bytes] : throw new InvalidOperationException($"The array holds {Type}, not {NpyType.UInt8}. Use {nameof(ToDoubles)}.");

    /// <summary>Writes the array in format version 1.0, which every NumPy reads.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape.Select(static n => n.ToString(CultureInfo.InvariantCulture)))})";
        string header = $"{{'descr': '{NpyHeader.Descriptor(Type)}', 'fortran_order': False, 'shape': {shape}, }}";
        // The numbers begin at a multiple of 64 bytes.
        int length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        byte[] start = new byte[10];
        Magic.CopyTo(start, 0);
        start[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), (ushort)length);
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        stream.Write(bytes);
    }

    /// <summary>Saves the array in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => WholeFile.Write(path, Write);

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it; default "npy".</param>
    /// <exception cref="InvalidDataException">It is not a .npy file, of a kind not read here, or cut off; the message says what was expected, what was found and what to do.</exception>
    public static NpyArray Read(Stream stream, string name = "npy")
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] start = Take(stream, 8, name, "the 8 bytes of a .npy signature");
        if (!start.AsSpan(0, 6).SequenceEqual(Magic))
            throw new InvalidDataException($"{name}: expected the signature of a .npy file, found other bytes. Save it with numpy.save.");
        if (start[6] is < 1 or > 3)
            throw new InvalidDataException($"{name}: expected format version 1, 2 or 3, found {start[6]}. Save it with a NumPy of today.");
        byte[] size = Take(stream, start[6] == 1 ? 2 : 4, name, "the header's length");
        long length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > 1 << 20)
            throw new InvalidDataException($"{name}: the header claims {length} bytes, over the limit of {1 << 20}. The file is damaged.");
        NpyHeader header = NpyHeader.Parse(Encoding.UTF8.GetString(Take(stream, (int)length, name, "the header")), name);
        byte[] data = Take(stream, header.Bytes, name, $"{header.Bytes} bytes for the shape ({string.Join(", ", header.Shape)})");
        return new(header.Type, header.Shape, data);
    }

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not a .npy file, of a kind not read here, or cut off.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyArray Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    private static NpyArray Create(NpyType type, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<int> shape)
    {
        long product = 1;
        foreach (int n in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(n, nameof(shape));
            product *= n;
        }

        if (product != count)
            throw new ArgumentException($"The shape ({string.Join(", ", shape.ToArray())}) holds {product} numbers, not {count}.", nameof(shape));
        return new(type, [.. shape], bytes.ToArray());
    }

    private static byte[] Take(Stream stream, int count, string name, string expected)
    {
        byte[] taken = new byte[count];
        int found = stream.ReadAtLeast(taken, count, throwOnEndOfStream: false);
        return found == count ? taken : throw new InvalidDataException($"{name}: expected {expected}, found the end after {found} of {count} bytes. The file is cut off.");
    }
}
