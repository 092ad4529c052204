using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Lightcone.Engines.Lanes;

/// <summary>One row of cells as bits: cell 64 w + j is bit j of word w. Between symbols of a byte each and the layouts that engines run in.</summary>
/// <param name="width">Cells of a row.</param>
internal sealed class BitRows(int width)
{
    private readonly ulong[] words = new ulong[(width + 63) / 64];

    /// <summary>The words.</summary>
    public Span<ulong> Bits => words;

    /// <summary>Reads symbols 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<byte> cells)
    {
        Array.Clear(words);
        int x = 0;
        // The product moves bit 0 of byte i to bit 56 + i.
        for (; x + 8 <= cells.Length; x += 8)
            words[x >> 6] |= ((BinaryPrimitives.ReadUInt64LittleEndian(cells[x..]) & 0x0101010101010101) * 0x0102040810204080 >> 56) << (x & 63);
        for (; x < cells.Length; x++)
            words[x >> 6] |= (ulong)(cells[x] & 1) << (x & 63);
    }

    /// <summary>Writes symbols 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(Span<byte> cells)
    {
        int x = 0;
        for (; x + 8 <= cells.Length; x += 8)
        {
            // The product puts the eight bits into every byte, the mask keeps bit i of byte i, the sum carries it to bit 7.
            ulong spread = (((words[x >> 6] >> (x & 63)) & 0xFF) * 0x0101010101010101) & 0x8040201008040201;
            BinaryPrimitives.WriteUInt64LittleEndian(cells[x..], ((spread + 0x00406070787C7E7F) >> 7) & 0x0101010101010101);
        }

        for (; x < cells.Length; x++)
            cells[x] = (byte)((words[x >> 6] >> (x & 63)) & 1);
    }
}
