using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lightcone.Kernels.Wavefront;

/// <summary>
/// Between rows of bits, cell 64 w + j in bit j of word w, and planes in the layout of <see cref="LaneGeometry"/>. Blocks of 64 cells of 64 lanes are turned; all blocks of the same cells are done together,
/// so that every cache line of the field is touched once, while each lane reads or writes the row in order.
/// </summary>
internal static unsafe class LaneTransfer
{
    private const int Side = 64;

    /// <summary>Deals a row out to the lanes of a plane.</summary>
    /// <param name="row">All cells; what follows the last one in its word is ignored.</param>
    /// <param name="field">Receives them.</param>
    /// <param name="plane">The plane.</param>
    public static void Deal(ReadOnlySpan<ulong> row, LaneField field, int plane)
    {
        LaneGeometry geometry = field.Geometry;
        ulong* block = stackalloc ulong[Side];
        for (int i = 0; i < geometry.Length; i += Side)
            for (int group = 0; group < LaneGeometry.Lanes / Side; group++)
            {
                for (int lane = 0; lane < Side; lane++)
                    block[lane] = Piece(row, geometry.Cells, geometry.Start((Side * group) + lane) + i);
                BitBlock.Transpose(block);
                ulong* target = (ulong*)field.At(i) + (8 * plane) + group;
                for (int k = 0; k < Math.Min(Side, geometry.Length - i); k++)
                    target[(long)k * field.Planes * 8] = block[k];
            }
    }

    /// <summary>Collects cells from the lanes of a plane.</summary>
    /// <param name="field">The field.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="first">The first cell.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="words">Receives them; bits beyond the last one become 0.</param>
    public static void Collect(LaneField field, int plane, long first, long count, Span<ulong> words)
    {
        words.Clear();
        if (count == 0)
            return;
        LaneGeometry geometry = field.Geometry;
        int firstLane = geometry.LaneOf(first);
        int lastLane = geometry.LaneOf(first + count - 1);
        // Within one lane only the cells asked for are visited; with several, lanes in between are asked for whole.
        int from = firstLane == lastLane ? (int)(first - geometry.Start(firstLane)) : 0;
        int to = firstLane == lastLane ? from + (int)count : geometry.Length;
        ulong* block = stackalloc ulong[Side];
        for (int i = from; i < to; i += Side)
            for (int group = firstLane / Side; group <= lastLane / Side; group++)
            {
                ulong* source = (ulong*)field.At(i) + (8 * plane) + group;
                for (int k = 0; k < Side; k++)
                    block[k] = k < to - i ? source[(long)k * field.Planes * 8] : 0;
                BitBlock.Transpose(block);
                for (int lane = Math.Max(firstLane, Side * group); lane <= Math.Min(lastLane, (Side * group) + Side - 1); lane++)
                    Put(words, count, geometry.Start(lane) + i - first, Math.Min(Side, geometry.Start(lane + 1) - geometry.Start(lane) - i), block[lane % Side]);
            }
    }

    /// <summary>64 cells from one on. Past the last cell the row begins again: what a short lane shows there belongs to its successor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Piece(ReadOnlySpan<ulong> row, long cells, long cell)
    {
        if (cell + Side > cells)
            return PieceAtEnd(row, cells, cell);
        ref ulong word = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), (nint)(cell >> 6));
        int shift = (int)(cell & 63);
        return shift == 0 ? word : (word >> shift) | (Unsafe.Add(ref word, 1) << (Side - shift));
    }

    private static ulong PieceAtEnd(ReadOnlySpan<ulong> row, long cells, long cell)
    {
        ulong piece = 0;
        for (int k = 0; k < Side; k++)
        {
            long at = (cell + k) % cells;
            piece |= ((row[(int)(at >> 6)] >> (int)(at & 63)) & 1) << k;
        }

        return piece;
    }

    /// <summary>Adds cells to words that are still 0 there, as far as they lie inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Span<ulong> words, long cells, long at, long count, ulong piece)
    {
        if (at < 0)
        {
            if (at <= -Side)
                return;
            piece >>= (int)-at;
            count += at;
            at = 0;
        }

        count = Math.Min(count, cells - at);
        if (count <= 0)
            return;
        if (count < Side)
            piece &= (1UL << (int)count) - 1;
        int shift = (int)(at & 63);
        words[(int)(at >> 6)] |= piece << shift;
        if (shift + count > Side)
            words[(int)(at >> 6) + 1] |= piece >> (Side - shift);
    }
}
