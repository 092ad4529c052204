using System.Runtime.InteropServices;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Comparisons;

/// <summary>A packed row of two states as an array of bytes, eight cells each, the lowest bit first.</summary>
internal sealed class NpyBits(PackedRow row)
{
    public NpyArray Array { get; } = NpyArray.FromBytes(Bytes(row), (int)((row.Length + 7) / 8));

    public static byte[] Bytes(PackedRow row)
    {
        ulong[] words = new ulong[(row.Length + 63) / 64];
        row.CopyWordsTo(0, 0, words);
        return MemoryMarshal.AsBytes<ulong>(words)[..(int)((row.Length + 7) / 8)].ToArray();
    }
}
