using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Lightcone.Networks.Files;

/// <summary>Reads the safetensors format and trusts nothing in it: every length is checked before it is used.</summary>
internal static class TensorReader
{
    private const int LargestHeader = 100_000_000;

    public static TensorFile Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < 8)
            throw Error(name, 0, $"expected the 8-byte length of a safetensors header, found {bytes.Length} bytes");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > LargestHeader || length > (ulong)(bytes.Length - 8))
            throw Error(name, 0, $"the header claims {length} bytes, the file has {bytes.Length - 8} after its length: this is no safetensors file, or it was cut off");
        ReadOnlySpan<byte> data = bytes[(8 + (int)length)..];
        try
        {
            using JsonDocument header = JsonDocument.Parse(bytes.Slice(8, (int)length).ToArray());
            return Read(header.RootElement, data, name);
        }
        catch (JsonException e)
        {
            throw Error(name, 8 + (e.BytePositionInLine ?? 0), "the header is not JSON: " + e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            // JsonElement throws this where a string holds bytes that are no text.
            throw Error(name, 8, "the header holds a value of the wrong kind: " + e.Message, e);
        }
    }

    private static TensorFile Read(JsonElement header, ReadOnlySpan<byte> data, string name)
    {
        if (header.ValueKind != JsonValueKind.Object)
            throw Error(name, 8, "expected a JSON object as header");
        ImmutableSortedDictionary<string, string>.Builder metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        List<(long Start, Parameter Tensor)> tensors = [];
        HashSet<string> seen = [];
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (!seen.Add(entry.Name))
                throw Error(name, 8, $"the header names '{entry.Name}' twice");
            if (entry.Name == "__metadata__")
                ReadMetadata(entry.Value, metadata, name);
            else
                tensors.Add(ReadTensor(entry, data, name));
        }

        tensors.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        long end = 0;
        foreach ((long start, Parameter tensor) in tensors)
        {
            if (start != end)
                throw Error(name, 8, $"tensor '{tensor.Name}' starts at {start} where {end} was expected: tensors must follow one another without gaps");
            end += (long)tensor.Values.Length * sizeof(float);
        }

        if (end != data.Length)
            throw Error(name, 8, $"the tensors take {end} bytes, the file holds {data.Length}");
        return new TensorFile([.. tensors.Select(static t => t.Tensor)], metadata.ToImmutable());
    }

    private static void ReadMetadata(JsonElement value, ImmutableSortedDictionary<string, string>.Builder metadata, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Error(name, 8, "__metadata__ must be an object of texts");
        foreach (JsonProperty entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String)
                throw Error(name, 8, $"metadata '{entry.Name}' must be a text");
            metadata[entry.Name] = entry.Value.GetString()!;
        }
    }

    private static (long Start, Parameter Tensor) ReadTensor(JsonProperty entry, ReadOnlySpan<byte> data, string name)
    {
        string tensor = entry.Name;
        if (entry.Value.ValueKind != JsonValueKind.Object
            || !entry.Value.TryGetProperty("dtype", out JsonElement kind) || kind.ValueKind != JsonValueKind.String
            || !entry.Value.TryGetProperty("shape", out JsonElement shape) || shape.ValueKind != JsonValueKind.Array
            || !entry.Value.TryGetProperty("data_offsets", out JsonElement offsets) || offsets.ValueKind != JsonValueKind.Array || offsets.GetArrayLength() != 2)
            throw Error(name, 8, $"tensor '{tensor}' must have dtype, shape and two data_offsets");
        if (kind.GetString() != "F32")
            throw Error(name, 8, $"tensor '{tensor}' has the type {kind.GetString()}: only F32 is read; convert it before saving");
        long count = 1;
        ImmutableArray<int>.Builder lengths = ImmutableArray.CreateBuilder<int>();
        foreach (JsonElement length in shape.EnumerateArray())
        {
            if (length.ValueKind != JsonValueKind.Number || !length.TryGetInt32(out int n) || n < 0)
                throw Error(name, 8, $"tensor '{tensor}' has the shape {shape.GetRawText()}");
            lengths.Add(n);
            count *= n;
            if (count > int.MaxValue)
                throw Error(name, 8, $"tensor '{tensor}' has the shape {shape.GetRawText()}: too many numbers");
        }

        if (offsets[0].ValueKind != JsonValueKind.Number || offsets[1].ValueKind != JsonValueKind.Number
            || !offsets[0].TryGetInt64(out long start) || !offsets[1].TryGetInt64(out long end)
            || start < 0 || end < start || end > data.Length || end - start != count * sizeof(float))
            throw Error(name, 8, $"tensor '{tensor}' of {count} numbers has the data_offsets {offsets.GetRawText()} in {data.Length} bytes of data");
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(data[((int)start + (i * sizeof(float)))..]);
        return (start, new Parameter(tensor, lengths.ToImmutable(), values));
    }

    private static InvalidDataException Error(string name, long at, string message, Exception? cause = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: byte {at}: {message}."), cause);
}
