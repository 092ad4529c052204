using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Grid;

/// <summary>
/// One bit a cell in the layout of <see cref="GridGeometry"/>: rows of vectors, each with one more column before its first and after its last, where lanes see what their neighbors own; and margins of such rows above
/// and below.
/// </summary>
internal sealed unsafe class GridField
{
    private readonly VectorBuffer buffer;
    private readonly Vector512<ulong>* origin;

    /// <summary>A field of zeros.</summary>
    /// <param name="geometry">The layout.</param>
    /// <param name="margin">Rows above and below.</param>
    public GridField(GridGeometry geometry, int margin)
    {
        Geometry = geometry;
        Stride = geometry.Columns + 2;
        buffer = new VectorBuffer((geometry.Rows + (2L * margin)) * Stride);
        origin = buffer.Start + ((long)margin * Stride) + 1;
    }

    /// <summary>The layout.</summary>
    public GridGeometry Geometry { get; }

    /// <summary>Vectors from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>The address of column 0 of a row of all lanes; columns -1 and N and rows outside are margin.</summary>
    public Vector512<ulong>* Row(int row)
    {
        GC.KeepAlive(buffer);
        return origin + ((long)row * Stride);
    }

    /// <summary>Reads one row of the grid as bits: cell 64 w + j is bit j of word w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int row, Span<ulong> bits)
    {
        bits.Clear();
        int band = Geometry.BandOf(row);
        ulong* words = (ulong*)Row(row - Geometry.RowStart(band)) + (band * Geometry.GroupWords);
        ulong* block = stackalloc ulong[64];
        for (int first = 0; first < Geometry.Strips; first += 64)
        {
            int strips = Math.Min(64, Geometry.Strips - first);
            for (int x = 0; x < Geometry.Columns; x += 64)
            {
                for (int k = 0; k < 64; k++)
                    block[k] = x + k < Geometry.Columns ? words[(first >> 6) + (8L * (x + k))] : 0;
                BitBlock.Transpose(block);
                for (int s = 0; s < strips; s++)
                {
                    int at = Geometry.ColumnStart(first + s) + x;
                    int count = Math.Min(64, Geometry.ColumnStart(first + s + 1) - at);
                    if (count > 0)
                        Put(bits, at, block[s] & (ulong.MaxValue >> (64 - count)));
                }
            }
        }
    }

    /// <summary>Writes one row of the grid given as bits; lanes that own nothing there are left as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int row, ReadOnlySpan<ulong> bits)
    {
        int band = Geometry.BandOf(row);
        ulong* words = (ulong*)Row(row - Geometry.RowStart(band)) + (band * Geometry.GroupWords);
        ulong* block = stackalloc ulong[64];
        for (int first = 0; first < Geometry.Strips; first += 64)
        {
            int strips = Math.Min(64, Geometry.Strips - first);
            for (int x = 0; x < Geometry.Columns; x += 64)
            {
                for (int s = 0; s < 64; s++)
                {
                    int at = s < strips ? Geometry.ColumnStart(first + s) + x : int.MaxValue;
                    block[s] = s < strips && at < Geometry.Shape.Width ? Get(bits, at) : 0;
                }

                BitBlock.Transpose(block);
                for (int k = 0; k < Math.Min(64, Geometry.Columns - x); k++)
                    words[(first >> 6) + (8L * (x + k))] = block[k];
            }
        }
    }

    /// <summary>Whether all rows equal those of another field of the same layout.</summary>
    public bool SameCells(GridField other)
    {
        for (int y = 0; y < Geometry.Rows; y++)
            if (!SameRow(y, (ulong*)Row(y), (ulong*)other.Row(y)))
                return false;
        return true;
    }

    /// <summary>Whether two rows of this layout, here row number <paramref name="y"/> of every band, hold the same cells in all lanes that own them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool SameRow(int y, ulong* one, ulong* other)
    {
        int words = Geometry.Columns * 8;
        if (new ReadOnlySpan<ulong>(one, words).SequenceEqual(new ReadOnlySpan<ulong>(other, words)))
            return true;
        for (int i = 0; i < words; i++)
        {
            int band = (i & 7) / Geometry.GroupWords;
            ulong owned = band < Geometry.Bands && y < Geometry.RowsOf(band) ? Geometry.Used[i & 7] & ~((i >> 3) == Geometry.Columns - 1 ? Geometry.ShortStrips[i & 7] : 0) : 0;
            if (((one[i] ^ other[i]) & owned) != 0)
                return false;
        }

        return true;
    }

    /// <summary>In how many cells another field of the same layout differs; what strips and bands show of their neighbors is counted too. Ends when there are more than <paramref name="most"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Differences(GridField other, long most)
    {
        long count = 0;
        for (int y = 0; y < Geometry.Rows && count <= most; y++)
        {
            ulong* one = (ulong*)Row(y);
            ulong* two = (ulong*)other.Row(y);
            for (int i = 0; i < Geometry.Columns * 8; i++)
                count += (long)ulong.PopCount(one[i] ^ two[i]);
        }

        return count;
    }

    /// <summary>Takes over the cells of another field of the same layout, with the columns at the ends of rows.</summary>
    public void CopyFrom(GridField other)
    {
        // Row by row: a field may be longer than a span.
        for (int y = 0; y < Geometry.Rows; y++)
            new ReadOnlySpan<ulong>((ulong*)(other.Row(y) - 1), Stride * 8).CopyTo(new Span<ulong>((ulong*)(Row(y) - 1), Stride * 8));
    }

    /// <summary>How many cells are 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Population()
    {
        long count = 0;
        for (int band = 0; band < Geometry.Bands; band++)
            for (int y = 0; y < Geometry.RowsOf(band); y++)
            {
                ulong* row = (ulong*)Row(y);
                for (int w = band * Geometry.GroupWords; w < (band + 1) * Geometry.GroupWords; w++)
                {
                    for (int x = 0; x < Geometry.Columns - 1; x++)
                        count += (long)ulong.PopCount(row[(8L * x) + w] & Geometry.Used[w]);
                    count += (long)ulong.PopCount(row[(8L * (Geometry.Columns - 1)) + w] & Geometry.Used[w] & ~(Geometry.HasShortStrips ? Geometry.ShortStrips[w] : 0));
                }
            }

        return count;
    }

    private static ulong Get(ReadOnlySpan<ulong> bits, int at)
    {
        int word = at >> 6;
        int shift = at & 63;
        return shift == 0 ? bits[word] : (bits[word] >> shift) | (word + 1 < bits.Length ? bits[word + 1] << (64 - shift) : 0);
    }

    private static void Put(Span<ulong> bits, int at, ulong value)
    {
        int word = at >> 6;
        int shift = at & 63;
        bits[word] |= value << shift;
        if (shift != 0 && word + 1 < bits.Length)
            bits[word + 1] |= value >> (64 - shift);
    }
}
