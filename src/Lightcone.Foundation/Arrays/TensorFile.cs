using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text;
using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Arrays;

/// <summary>An array with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The numbers.</param>
public sealed record NamedArray(string Name, NpyArray Values);

/// <summary>
/// A safetensors file as a value: named arrays of numbers, and texts about them (https://huggingface.co/docs/safetensors).
/// A length of 8 bytes, a JSON header, raw little-endian numbers; it can hold no code. Equal values give equal bytes.
/// </summary>
/// <param name="Tensors">The arrays, in file order. Of files of others F16 and BF16 come as single precision and whole numbers as 64 bits (U8 and BOOL as bytes), which loses nothing.</param>
/// <param name="Metadata">Texts by name, such as the architecture of a network.</param>
public sealed record TensorFile(ImmutableArray<NamedArray> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>Tensors of the file whose numbers are of a type that is not read here, as <c>name (F8_E4M3)</c>; they are not among <see cref="Tensors"/>.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    private const int LargestHeader = 100_000_000;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is no safetensors file; the message says where and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Saves the file in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(ToFile()));

    /// <summary>The tensor of that name, or null.</summary>
    public NpyArray? Find(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name)?.Values;

    /// <summary>The file's bytes.</summary>
    public byte[] ToFile()
    {
        string header = JsonText.WriteLine(writer =>
        {
            if (!Metadata.IsEmpty)
            {
                writer.WriteStartObject("__metadata__");
                foreach ((string name, string text) in Metadata)
                    writer.WriteString(name, text);
                writer.WriteEndObject();
            }

            long at = 0;
            foreach (NamedArray tensor in Tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Values.Type switch { NpyType.Float32 => "F32", NpyType.Float64 => "F64", NpyType.Int64 => "I64", _ => "U8" });
                writer.WriteStartArray("shape");
                foreach (int axis in tensor.Values.Shape)
                    writer.WriteNumberValue(axis);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(at);
                writer.WriteNumberValue(at += tensor.Values.Bytes.Length);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        });
        byte[] text = Encoding.UTF8.GetBytes(header);
        // The numbers begin at a multiple of 8 bytes; the header is filled up with spaces.
        int length = (text.Length + 7) / 8 * 8;
        byte[] file = new byte[8 + length + Tensors.Sum(static tensor => tensor.Values.Bytes.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        file.AsSpan(8, length).Fill((byte)' ');
        text.CopyTo(file, 8);
        int next = 8 + length;
        foreach (NamedArray tensor in Tensors)
        {
            tensor.Values.Bytes.CopyTo(file.AsSpan(next));
            next += tensor.Values.Bytes.Length;
        }

        return file;
    }

    /// <summary>Reads a file's bytes and trusts nothing in them: every length is checked before it is used.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The bytes are no safetensors file.</exception>
    public static TensorFile Parse(ReadOnlySpan<byte> content, string? file = null)
    {
        SourceLocation place = new(file);
        if (content.Length < 8)
            throw new InputException($"expected a safetensors file, which begins with 8 bytes that say how long its header is; found {content.Length} bytes. This file is another, or was cut off.", place);
        if (FileKind.Sentence(content) is { Length: > 0 } other)
            throw new InputException($"expected a safetensors file.{other}", place);
        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (claimed > LargestHeader || claimed > (ulong)(content.Length - 8))
            throw new InputException($"expected a safetensors file: its first 8 bytes claim a header of {claimed} bytes, {content.Length - 8} follow them. This file is another, or was cut off.", place);
        int length = (int)claimed;
        using JsonDocument document = JsonText.Parse(content.Slice(8, length), file);
        JsonText header = new(document.RootElement, file, "header");
        ReadOnlySpan<byte> data = content[(8 + length)..];
        ImmutableSortedDictionary<string, string>.Builder metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        List<(int Start, int End, string Name, NpyArray? Values)> tensors = [];
        List<string> leftOut = [];
        foreach ((string name, JsonText value) in header.Members())
        {
            if (name != "__metadata__")
                tensors.Add(Read(name, value, data, leftOut));
            else
                foreach ((string key, JsonText text) in value.Members())
                    metadata[key] = text.Text();
        }

        // An empty tensor begins where it ends, and where the next one begins.
        tensors.Sort(static (a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        int end = 0;
        foreach ((int Start, int End, string Name, NpyArray? Values) each in tensors)
            end = each.Start == end ? each.End : throw header.Error(each.Name, $"the tensor begins at byte {each.Start} where {end} was expected: tensors follow one another without gaps");
        return end == data.Length ? new([.. tensors.Where(static t => t.Values is not null).Select(static t => new NamedArray(t.Name, t.Values!))], metadata.ToImmutable()) { LeftOut = [.. leftOut] } : throw header.Error(null, $"the tensors take {end} bytes, the file holds {data.Length}");
    }

    private static (int Start, int End, string Name, NpyArray? Values) Read(string name, JsonText json, ReadOnlySpan<byte> data, List<string> leftOut)
    {
        string type = json.Text("dtype");
        StoredNumbers? kind = StoredNumbers.OfTensorType(type);
        int[] shape = json.Int32s("shape", 0, int.MaxValue);
        int[] offsets = json.Int32s("data_offsets", 0, data.Length);
        if (kind is null)
        {
            leftOut.Add($"{name} ({type})");
            return offsets.Length == 2 && offsets[0] <= offsets[1] ? (offsets[0], offsets[1], name, null) : throw json.Error("data_offsets", "expected where the tensor begins and ends");
        }

        long bytes = kind.Size;
        foreach (int axis in shape)
            bytes = Math.Min(bytes * axis, int.MaxValue);
        if (offsets.Length != 2 || offsets[1] - offsets[0] != bytes)
            throw json.Error("data_offsets", $"a tensor of shape [{string.Join(", ", shape)}] takes {bytes} bytes, from data_offsets[0] to data_offsets[1]");
        try
        {
            return (offsets[0], offsets[1], name, NpyArray.FromFile(kind.Type, kind.Widen(data[offsets[0]..offsets[1]], shape, firstFastest: false), shape));
        }
        catch (OverflowException)
        {
            leftOut.Add($"{name} ({type} of 2^63 and more)");
            return (offsets[0], offsets[1], name, null);
        }
    }
}
