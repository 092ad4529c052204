using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// Between rows of bits, cell 64 w + j in bit j of word w, and planes in the layout of <see cref="LaneGeometry"/>. 512 cells of all lanes go at once: 512 vectors of 512 bits, turned as blocks of 64 x 64 bits,
/// with blocks of 8 x 8 words before and after, so that memory is only touched by whole vectors: each lane's 512 cells are one vector, shifted to where the lane begins in the row.
/// </summary>
internal static unsafe class LaneTransfer
{
    /// <summary>Cells of a lane that go at once, and vectors that may be read beyond the end of a lane.</summary>
    public const int Side = LaneGeometry.Lanes;

    private const int WordBits = 64;

    /// <summary>Words from one row of blocks to the next: not a multiple of 4 KiB, which would put all of them into the same few places of the first cache.</summary>
    private const int Apart = Side + 8;
    private const int Words = Side / WordBits;

    /// <summary>Times as many cells are collected before they are put: all that a lane of a usual row has goes to its place at once, and what is written lies in the first cache.</summary>
    private const int Stretch = 4;

    /// <summary>Deals a row out to the lanes of a plane.</summary>
    /// <param name="row">All cells; what follows the last one in its word is ignored.</param>
    /// <param name="field">Receives them.</param>
    /// <param name="plane">The plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deal(ReadOnlySpan<ulong> row, LaneField field, int plane)
    {
        LaneGeometry geometry = field.Geometry;
        ulong* blocks = stackalloc ulong[Words * Apart];
        ulong* cells = stackalloc ulong[Words * Words];
        for (int i = 0; i < geometry.Length; i += Side)
        {
            for (int lane = 0; lane < Side; lane += Words)
            {
                for (int k = 0; k < Words; k++)
                    Piece(row, geometry.Cells, geometry.Start(lane + k) + i).Store(cells + (k * Words));
                BitBlock.TurnWords(cells, Words, blocks + lane, Apart);
            }

            int count = Math.Min(Side, geometry.Length - i);
            for (int b = 0; b * WordBits < count; b++)
            {
                ulong* block = blocks + (b * Apart);
                for (int group = 0; group < Words; group++)
                    BitBlock.Transpose(block + (group * WordBits));
                for (int k = 0; k < Math.Min(WordBits, count - (b * WordBits)); k += Words)
                {
                    BitBlock.TurnWords(block + k, WordBits, cells, Words);
                    Vector512<ulong>* target = field.At(i + (b * WordBits) + k) + plane;
                    for (int v = 0; v < Math.Min(Words, count - (b * WordBits) - k); v++)
                        target[v * field.Planes] = Vector512.Load(cells + (v * Words));
                }
            }
        }
    }

    /// <summary>Collects cells from the lanes of a plane.</summary>
    /// <param name="field">The field.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="first">The first cell.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="words">Receives them; bits beyond the last cell become 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Collect(LaneField field, int plane, long first, long count, Span<ulong> words)
    {
        // Runs of cells keep what is around them, so only what none of them covers has to be cleared.
        words[(int)(Math.Max(0, count - 1) / WordBits)..].Clear();
        if (count == 0)
            return;
        LaneGeometry geometry = field.Geometry;
        int firstLane = geometry.LaneOf(first);
        int lastLane = geometry.LaneOf(first + count - 1);
        // Within one lane only the cells asked for are visited; with several, lanes in between are asked for whole.
        int from = firstLane == lastLane ? (int)(first - geometry.Start(firstLane)) : 0;
        int to = firstLane == lastLane ? from + (int)count : geometry.Length;
        ulong* blocks = stackalloc ulong[Stretch * Words * Apart];
        ulong* cells = stackalloc ulong[(Words * Stretch * Words) + Words];
        for (int i = from; i < to; i += Stretch * Side)
        {
            for (int b = 0; b < Stretch * Words && b * WordBits < to - i; b++)
            {
                ulong* block = blocks + (b * Apart);
                for (int k = 0; k < WordBits; k += Words)
                    BitBlock.TurnWords((ulong*)(field.At(i + (b * WordBits) + k) + plane), (nint)field.Planes * Words, block + k, WordBits);
                for (int group = firstLane / WordBits; group <= lastLane / WordBits; group++)
                    BitBlock.Transpose(block + (group * WordBits));
            }

            for (int lane = firstLane & -Words; lane <= lastLane; lane += Words)
            {
                for (int side = 0; side < Stretch && side * Side < to - i; side++)
                    BitBlock.TurnWords(blocks + (side * Words * Apart) + lane, Apart, cells + (side * Words), Stretch * Words);
                for (int k = Math.Max(0, firstLane - lane); k < Math.Min(Words, lastLane - lane + 1); k++)
                {
                    long start = geometry.Start(lane + k);
                    int own = (int)Math.Min(to, geometry.Start(lane + k + 1) - start);
                    BitRun.Put(words, count, start + i - first, cells + (k * Stretch * Words), Math.Min(Stretch * Side, own - i));
                }
            }
        }
    }

    /// <summary>512 cells from one on. Past the last cell the row begins again: what a short lane shows there belongs to its successor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Piece(ReadOnlySpan<ulong> row, long cells, long cell)
    {
        if (cell + Side + WordBits > cells)
            return PieceAtEnd(row, cells, cell);
        ref ulong word = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), (nint)(cell >> 6));
        int shift = (int)(cell & 63);
        return (Vector512.LoadUnsafe(ref word) >>> shift) | ((Vector512.LoadUnsafe(ref word, 1) << 1) << (63 - shift));
    }

    private static Vector512<ulong> PieceAtEnd(ReadOnlySpan<ulong> row, long cells, long cell)
    {
        Span<ulong> piece = stackalloc ulong[Words];
        piece.Clear();
        long at = cell % cells;
        for (int k = 0; k < Side; k++)
        {
            piece[k >> 6] |= ((row[(int)(at >> 6)] >> (int)(at & 63)) & 1) << (k & 63);
            if (++at == cells)
                at = 0;
        }

        return Vector512.Create<ulong>(piece);
    }
}
