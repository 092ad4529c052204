namespace Lightcone.Networks.Kernels;

/// <summary>The fixed lane width of every kernel: 16 floats. A narrower machine emulates it lane by lane, so the numbers do not depend on the machine.</summary>
internal static class Lanes
{
    public const int Count = 16;

    /// <summary>
    /// The number of floats a row of <paramref name="width"/> values occupies: whole vectors, and one more where the row would be a multiple of 256 bytes,
    /// because rows at such distances crowd into a quarter of the first-level cache's sets.
    /// </summary>
    public static int Stride(int width)
    {
        int vectors = Vectors(width);
        return Count * (vectors >= 8 && vectors % 4 == 0 ? vectors + 1 : vectors);
    }

    /// <summary>How many vectors hold <paramref name="width"/> values.</summary>
    public static int Vectors(int width) => (width + Count - 1) / Count;
}
