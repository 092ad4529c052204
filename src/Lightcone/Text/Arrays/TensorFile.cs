using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Lightcone.Text.Arrays;

/// <summary>A safetensors file as a value: named tensors of numbers, and texts about them. A length of 8 bytes, a JSON header, raw little-endian numbers; it can hold no code.</summary>
/// <param name="Tensors">The tensors, in file order.</param>
/// <param name="Metadata">Texts by name.</param>
internal sealed record TensorFile(ImmutableArray<TensorFile.Tensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>The file's bytes; numbers are written as F64, so that every bit stays.</summary>
    public byte[] ToFile()
    {
        string header = JsonText.WriteLine(writer =>
        {
            writer.WriteStartObject("__metadata__");
            foreach ((string name, string text) in Metadata)
                writer.WriteString(name, text);
            writer.WriteEndObject();
            long at = 0;
            foreach (Tensor tensor in Tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", "F64");
                writer.WriteStartArray("shape");
                foreach (int axis in tensor.Shape)
                    writer.WriteNumberValue(axis);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(at);
                writer.WriteNumberValue(at += tensor.Values.Length * sizeof(double));
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        });
        byte[] text = Encoding.UTF8.GetBytes(header);
        // The numbers begin at a multiple of 8 bytes; the header is filled up with spaces.
        int length = (text.Length + 7) / 8 * 8;
        byte[] file = new byte[8 + length + Tensors.Sum(static tensor => tensor.Values.Length * sizeof(double))];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        file.AsSpan(8, length).Fill((byte)' ');
        text.CopyTo(file, 8);
        int next = 8 + length;
        foreach (Tensor tensor in Tensors)
            foreach (double value in tensor.Values)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(next), value);
                next += sizeof(double);
            }

        return file;
    }

    /// <exception cref="InputException">The bytes are no safetensors file of F64 or F32 tensors.</exception>
    public static TensorFile Parse(ReadOnlySpan<byte> content, string? file)
    {
        TextPlace place = new(file);
        if (content.Length < 8 || BinaryPrimitives.ReadUInt64LittleEndian(content) > (ulong)(content.Length - 8))
            throw new InputException("expected a safetensors file: 8 bytes that say how long the header is, then the header. This file is another, or was cut off.", place);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(content);
        using JsonDocument document = JsonText.Parse(content.Slice(8, length), file);
        JsonText header = new(document.RootElement, file, "header");
        ReadOnlySpan<byte> data = content[(8 + length)..];
        ImmutableSortedDictionary<string, string>.Builder metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        List<(int Start, int End, Tensor Tensor)> tensors = [];
        foreach ((string name, JsonText value) in header.Members())
        {
            if (name != "__metadata__")
                tensors.Add(Read(name, value, data));
            else
                foreach ((string key, JsonText text) in value.Members())
                    metadata[key] = text.Text();
        }

        tensors.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        int end = 0;
        foreach ((int Start, int End, Tensor Tensor) each in tensors)
            end = each.Start == end ? each.End : throw header.Error(each.Tensor.Name, $"the tensor begins at byte {each.Start} where {end} was expected: tensors follow one another without gaps");
        return end == data.Length ? new([.. tensors.Select(static t => t.Tensor)], metadata.ToImmutable()) : throw header.Error(null, $"the tensors take {end} bytes, the file holds {data.Length}");
    }

    private static (int Start, int End, Tensor Tensor) Read(string name, JsonText json, ReadOnlySpan<byte> data)
    {
        string type = json.Text("dtype");
        int size = type switch { "F64" => 8, "F32" => 4, _ => throw json.Error("dtype", $"F64 and F32 are read, not '{type}'. Convert the tensor before saving") };
        int[] shape = json.Int32s("shape", 0, int.MaxValue);
        int[] offsets = json.Int32s("data_offsets", 0, data.Length);
        long bytes = size;
        foreach (int axis in shape)
            bytes = Math.Min(bytes * axis, int.MaxValue);
        if (offsets.Length != 2 || offsets[1] - offsets[0] != bytes)
            throw json.Error("data_offsets", $"a tensor of shape [{string.Join(", ", shape)}] takes {bytes} bytes, from data_offsets[0] to data_offsets[1]");
        double[] values = new double[bytes / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = size == 8 ? BinaryPrimitives.ReadDoubleLittleEndian(data[(offsets[0] + (8 * i))..]) : BinaryPrimitives.ReadSingleLittleEndian(data[(offsets[0] + (4 * i))..]);
        return (offsets[0], offsets[1], new(name, [.. shape], values));
    }

    /// <summary>A named array.</summary>
    internal sealed record Tensor(string Name, ImmutableArray<int> Shape, double[] Values);
}
