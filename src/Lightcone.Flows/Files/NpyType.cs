namespace Lightcone.Flows.Files;

/// <summary>The types of numbers that this library reads and writes in .npy files; the value is the size in bytes.</summary>
public enum NpyType
{
    /// <summary>8-bit unsigned whole numbers, 'u1'.</summary>
    UInt8 = 1,

    /// <summary>Single precision, 'f4'.</summary>
    Float32 = 4,

    /// <summary>Double precision, 'f8'.</summary>
    Float64 = 8,
}
