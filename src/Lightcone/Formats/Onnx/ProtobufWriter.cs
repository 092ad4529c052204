using System.Buffers.Binary;
using System.Buffers;
using System.Text;

namespace Lightcone.Formats.Onnx;

/// <summary>Writes one message of the protocol buffer wire format: fields as (number, kind, content), in the order they are added, so that the same message always has the same bytes.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>A whole number, kind 0.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A single-precision number, kind 5.</summary>
    public ProtobufWriter Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        buffer.Write(bytes);
        return this;
    }

    /// <summary>A text, kind 2.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within this one, kind 2.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.buffer.WrittenSpan);

    /// <summary>Bytes, kind 2.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        buffer.Write(value);
        return this;
    }

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    /// <summary>Seven bits a byte, least significant first; the highest bit says that more follow.</summary>
    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            buffer.Write([(byte)(value | 0x80)]);
        buffer.Write([(byte)value]);
    }
}
