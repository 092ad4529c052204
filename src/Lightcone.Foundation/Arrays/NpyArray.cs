using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Arrays;

/// <summary>An array of numbers with its shape, as NumPy's .npy files hold it: float64, float32, int64 or uint8, in C order (last index fastest), little-endian. Read are also the narrower types (float16, int8 to int32, uint16 to uint64), widened, either order of bytes, and Fortran order.</summary>
public sealed class NpyArray
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private const int MaxHeader = 1 << 16;
    private readonly byte[] bytes;

    private NpyArray(NpyType type, ImmutableArray<int> shape, byte[] bytes) => (Type, Shape, this.bytes) = (type, shape, bytes);

    /// <summary>The type of the numbers.</summary>
    public NpyType Type { get; }

    /// <summary>The lengths of the axes; empty for a single number.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of numbers.</summary>
    public int Count => bytes.Length / Type.Size();

    /// <summary>An array of bytes.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromBytes(ReadOnlySpan<byte> values, params ReadOnlySpan<int> shape) => Create(NpyType.UInt8, values.ToArray(), shape);

    /// <summary>An array of doubles.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromDoubles(ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        return Create(NpyType.Float64, bytes, shape);
    }

    /// <summary>An array of single-precision numbers.</summary>
    /// <param name="values">The numbers, last index fastest.</param>
    /// <param name="shape">The lengths of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many numbers.</exception>
    public static NpyArray FromSingles(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return Create(NpyType.Float32, bytes, shape);
    }

    /// <summary>Type and shape: <c>Float64 [100, 3]</c>.</summary>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";

    /// <summary>All numbers as doubles, whatever their type; whole numbers beyond 2^53 are rounded.</summary>
    public double[] ToDoubles()
    {
        double[] values = new double[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Type switch
            {
                NpyType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i)),
                NpyType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)),
                NpyType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i)),
                _ => bytes[i],
            };
        return values;
    }

    /// <summary>All numbers in single precision.</summary>
    /// <exception cref="InvalidOperationException">They are of another type.</exception>
    public float[] ToSingles()
    {
        if (Type != NpyType.Float32)
            throw new InvalidOperationException($"The array holds {Type}, not {NpyType.Float32}. Use {nameof(ToDoubles)}.");
        float[] values = new float[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(float) * i));
        return values;
    }

    /// <summary>All numbers as bytes.</summary>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">A number is not whole, or not in 0 to 255; the message says which.</exception>
    public byte[] ToBytes(string? file = null)
    {
        if (Type == NpyType.UInt8)
            return [.. bytes];
        double[] values = ToDoubles();
        byte[] result = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not (>= 0 and <= 255) || values[i] != Math.Floor(values[i]))
                throw new InputException($"element {i} is {values[i]}; expected whole numbers from 0 to 255. Save a.astype('uint8').", new SourceLocation(file));
            result[i] = (byte)values[i];
        }

        return result;
    }

    /// <summary>The file's bytes, in format version 1.0, which every NumPy reads.</summary>
    public byte[] ToFile()
    {
        string shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        string header = $"{{'descr': '{Type.Descriptor()}', 'fortran_order': False, 'shape': {shape}, }}";
        // The numbers begin at a multiple of 64 bytes.
        int length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        byte[] start = new byte[10];
        Magic.CopyTo(start, 0);
        start[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), (ushort)length);
        return [.. start, .. Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"), .. bytes];
    }

    /// <summary>Saves the file in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(ToFile()));

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is no .npy file, of a kind not read here, or cut off.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyArray Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">They are no .npy file, of a kind not read here, or cut off; the message says what was expected and what to do.</exception>
    public static NpyArray Parse(ReadOnlySpan<byte> content, string? file = null)
    {
        if (content.Length < 10 || !content[..6].SequenceEqual(Magic))
            throw Error("expected the signature of a .npy file, found other bytes. Save the array with numpy.save.", file);
        if (content[6] is < 1 or > 3)
            throw Error($"expected format version 1, 2 or 3, found {content[6]}. Save it with a NumPy of today.", file);
        int start = content[6] == 1 ? 10 : 12;
        if (content.Length < start)
            throw Error("the file ends within its header. It was cut off.", file);
        uint length = content[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(content[8..]);
        if (length > MaxHeader || length > content.Length - start)
            throw Error($"the header claims {length} bytes, the file has {content.Length - start} after its length. It was cut off or changed.", file);
        NpyHeader header = NpyHeader.Parse(Encoding.Latin1.GetString(content.Slice(start, (int)length)), file);
        ReadOnlySpan<byte> data = content[(start + (int)length)..];
        if (data.Length != header.Bytes)
            throw Error($"the shape ({string.Join(", ", header.Shape)}) takes {header.Bytes} bytes; the file holds {data.Length}. It was cut off or changed.", file);
        try
        {
            return new(header.Numbers.Type, header.Shape, header.Numbers.Widen(data, header.Shape.AsSpan(), header.FirstFastest));
        }
        catch (OverflowException)
        {
            throw Error("a whole number is 2^63 or more. Save a.astype('<f8').", file);
        }
    }

    /// <summary>The numbers as they lie in files, little-endian.</summary>
    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The numbers of another kind of file.</summary>
    internal static NpyArray FromFile(NpyType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> shape) => Create(type, bytes.ToArray(), shape);

    private static InputException Error(string problem, string? file) => new(problem, new SourceLocation(file));

    private static NpyArray Create(NpyType type, byte[] bytes, ReadOnlySpan<int> shape)
    {
        long product = 1;
        foreach (int n in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(n, nameof(shape));
            product *= n;
        }

        if (product * type.Size() != bytes.Length)
            throw new ArgumentException($"The shape ({string.Join(", ", shape.ToArray())}) holds {product} numbers, not {bytes.Length / type.Size()}.", nameof(shape));
        return new(type, [.. shape], bytes);
    }
}
