namespace Lightcone.Foundation.Arrays;

/// <summary>The types of numbers in .npy files that are worked with here; narrower ones are widened.</summary>
public enum NpyType
{
    /// <summary>Bytes, 0 to 255: <c>|u1</c>. Lattices are written so.</summary>
    UInt8,

    /// <summary>Whole numbers of 64 bits: <c>&lt;i8</c>, NumPy's default for whole numbers.</summary>
    Int64,

    /// <summary>Single precision: <c>&lt;f4</c>.</summary>
    Float32,

    /// <summary>Double precision: <c>&lt;f8</c>.</summary>
    Float64,
}

/// <summary>How a type is spelled in the header, and how long its numbers are.</summary>
internal static class NpyTypeName
{
    private static readonly (NpyType Type, string Descriptor, int Size)[] Known =
        [(NpyType.UInt8, "|u1", 1), (NpyType.Int64, "<i8", 8), (NpyType.Float32, "<f4", 4), (NpyType.Float64, "<f8", 8)];

    public static string Descriptor(this NpyType type) => Known[(int)type].Descriptor;

    public static int Size(this NpyType type) => Known[(int)type].Size;
}
