using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lightcone.Foundation.Arrays;

/// <summary>How numbers lie in a file of others: kind, size, order of bytes, order of axes. They are widened to one of the types that are worked with here, which loses nothing.</summary>
/// <param name="Kind">f = floating point, b = brain floating point, i = whole, u = whole and not negative.</param>
/// <param name="Size">Bytes a number.</param>
/// <param name="Swapped">Whether the highest byte comes first.</param>
internal sealed partial record StoredNumbers(char Kind, int Size, bool Swapped)
{
    /// <summary>The type that they become.</summary>
    public NpyType Type => (Kind, Size) switch
    {
        ('f', 8) => NpyType.Float64,
        ('f' or 'b', _) => NpyType.Float32,
        ('u', 1) => NpyType.UInt8,
        _ => NpyType.Int64,
    };

    /// <summary>Whether they lie as they are worked with.</summary>
    private bool IsPlain => !Swapped && Size == Type.Size() && (Kind, Size) != ('u', 8);

    /// <summary>The numbers of NumPy's descriptor, as <c>&lt;f2</c>; null when they are not read.</summary>
    public static StoredNumbers? OfDescriptor(string descriptor)
    {
        Match match = DescriptorPattern().Match(descriptor);
        if (!match.Success)
            return null;
        (char kind, int size, bool swapped) = (match.Groups["kind"].Value[0], int.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture), match.Groups["order"].Value == ">");
        return kind == 'b' ? (size == 1 ? new('u', 1, false) : null) : kind == 'f' && size == 1 ? null : new(kind, size, swapped);
    }

    /// <summary>The numbers of a safetensors type, as <c>BF16</c>; null when they are not read.</summary>
    public static StoredNumbers? OfTensorType(string type) => type switch
    {
        "F64" => new('f', 8, false),
        "F32" => new('f', 4, false),
        "F16" => new('f', 2, false),
        "BF16" => new('b', 2, false),
        "I64" => new('i', 8, false),
        "I32" => new('i', 4, false),
        "I16" => new('i', 2, false),
        "I8" => new('i', 1, false),
        "U64" => new('u', 8, false),
        "U32" => new('u', 4, false),
        "U16" => new('u', 2, false),
        "U8" or "BOOL" => new('u', 1, false),
        _ => null,
    };

    /// <summary>The bytes as they are worked with, last index fastest.</summary>
    /// <param name="data">The bytes of the file.</param>
    /// <param name="shape">The lengths of the axes.</param>
    /// <param name="firstFastest">Whether the first index is the fastest in the file (Fortran order).</param>
    /// <exception cref="OverflowException">A whole number is larger than one of 64 bits with a sign.</exception>
    public byte[] Widen(ReadOnlySpan<byte> data, ReadOnlySpan<int> shape, bool firstFastest)
    {
        if (IsPlain && (!firstFastest || shape.Length < 2))
            return data.ToArray();
        int count = data.Length / Size, wide = Type.Size();
        byte[] result = new byte[count * wide];
        int[] index = new int[shape.Length];
        Span<byte> number = stackalloc byte[8];
        for (int at = 0; at < count; at++)
        {
            int to = at;
            if (firstFastest)
            {
                to = 0;
                for (int axis = 0; axis < shape.Length; axis++)
                    to = (to * shape[axis]) + index[axis];
                for (int axis = 0; axis < shape.Length && ++index[axis] == shape[axis]; axis++)
                    index[axis] = 0;
            }

            data.Slice(at * Size, Size).CopyTo(number);
            if (Swapped)
                number[..Size].Reverse();
            Write(number[..Size], result.AsSpan(to * wide, wide));
        }

        return result;
    }

    private void Write(ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (Type.Size() == Size)
        {
            if (Kind == 'u' && Size == 8)
                _ = checked((long)BinaryPrimitives.ReadUInt64LittleEndian(from));
            from.CopyTo(to);
        }
        else if (Kind == 'f')
            BinaryPrimitives.WriteSingleLittleEndian(to, (float)BinaryPrimitives.ReadHalfLittleEndian(from));
        else if (Kind == 'b')
            BinaryPrimitives.WriteInt32LittleEndian(to, BinaryPrimitives.ReadUInt16LittleEndian(from) << 16);
        else
            BinaryPrimitives.WriteInt64LittleEndian(to, (Kind, Size) switch
            {
                ('i', 1) => (sbyte)from[0],
                ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(from),
                ('i', _) => BinaryPrimitives.ReadInt32LittleEndian(from),
                (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(from),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(from),
            });
    }

    [GeneratedRegex(@"^(?<order>[<>|=]?)(?<kind>[fiub])(?<size>[1248])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DescriptorPattern();
}
