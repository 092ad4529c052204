using System.Collections.Immutable;

namespace Lightcone.Networks.Files;

/// <summary>
/// A safetensors file as a value: named float32 tensors and text metadata. The format is a length, a JSON header and raw little-endian numbers
/// (https://huggingface.co/docs/safetensors); it can hold no code.
/// </summary>
/// <param name="Tensors">The tensors, in file order.</param>
/// <param name="Metadata">Free texts, such as the architecture of a network.</param>
public sealed record TensorFile(ImmutableArray<Parameter> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not safetensors with float32 tensors; the message says what is wrong and at which byte.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TensorReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call the file in error messages.</param>
    /// <exception cref="InvalidDataException">The bytes are not safetensors with float32 tensors; the message says what is wrong and at which byte.</exception>
    public static TensorFile Parse(ReadOnlySpan<byte> bytes, string name = "bytes") => TensorReader.Read(bytes, name);

    /// <summary>Saves the file in one piece.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => Text.WholeFile.Write(path, stream => TensorWriter.Write(stream, this));

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        TensorWriter.Write(stream, this);
        return stream.ToArray();
    }

    /// <summary>The tensor of that name, or null.</summary>
    public Parameter? Find(string name) => Tensors.FirstOrDefault(t => t.Name == name);
}
