namespace Lightcone.Foundation.Input;

/// <summary>What a file is by its first bytes, for the message of a reader that expected another.</summary>
internal static class FileKind
{
    private static readonly (byte[] Start, string Name)[] Known =
    [
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "HDF5, as NIR graphs are kept: they are written here and not read"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive, as .npz files and saved torch modules are"),
        ([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'], "a numpy array"),
        ([0x1F, 0x8B], "compressed by gzip"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([0x80, 2], "a Python pickle"),
        ([0x80, 4], "a Python pickle"),
        ([0x08, 7, 0x12], "ONNX: networks are written as it and not read"),
        ([0x08, 8, 0x12], "ONNX: networks are written as it and not read"),
        ([0x08, 9, 0x12], "ONNX: networks are written as it and not read"),
        ([0x08, 10, 0x12], "ONNX: networks are written as it and not read"),
    ];

    /// <summary>A sentence with a space before it, or nothing when the bytes are not known.</summary>
    public static string Sentence(ReadOnlySpan<byte> content)
    {
        foreach ((byte[] start, string name) in Known)
            if (content.StartsWith(start))
                return $" This file is {name}.";
        return "";
    }
}
