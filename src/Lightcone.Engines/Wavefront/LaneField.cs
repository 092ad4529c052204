using System.Numerics;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// Planes of bits in the layout of <see cref="LaneGeometry"/>: vector number i P + p holds bit p of cell i of every lane. Before cell 0 and after cell N - 1 there is a margin,
/// where each lane sees what its neighbors own.
/// </summary>
internal sealed unsafe class LaneField
{
    private readonly VectorBuffer buffer;
    private readonly Vector512<ulong>* origin;

    /// <summary>A field of zeros.</summary>
    /// <param name="geometry">The layout.</param>
    /// <param name="planes">Bits of a cell.</param>
    /// <param name="before">Cells of margin before a lane.</param>
    /// <param name="after">Cells of margin after it.</param>
    public LaneField(LaneGeometry geometry, int planes, int before, int after)
    {
        Geometry = geometry;
        Planes = planes;
        Before = before;
        After = after;
        // Whole blocks are read when cells are collected.
        buffer = new VectorBuffer((before + geometry.Length + (long)Math.Max(after, LaneTransfer.Side)) * planes);
        origin = buffer.Start + ((long)before * planes);
    }

    /// <summary>The layout.</summary>
    public LaneGeometry Geometry { get; }

    /// <summary>Bits of a cell.</summary>
    public int Planes { get; }

    /// <summary>Cells of margin before a lane.</summary>
    public int Before { get; }

    /// <summary>Cells of margin after a lane.</summary>
    public int After { get; }

    /// <summary>The address of plane 0 of a cell of all lanes; negative cells are in the margin.</summary>
    public Vector512<ulong>* At(long cell) => origin + (cell * Planes);

    /// <summary>All cells of all lanes, as words.</summary>
    public ReadOnlySpan<ulong> Words(long cell, int cells)
    {
        GC.KeepAlive(buffer);
        return new(At(cell), checked(cells * Planes * 8));
    }

    /// <summary>Reads one symbol number a cell.</summary>
    public void Load(ReadOnlySpan<byte> cells)
    {
        byte* end = stackalloc byte[64];
        ulong* block = stackalloc ulong[64];
        for (int group = 0; group < 8; group++)
            for (int i = 0; i < Geometry.Length; i += 64)
                for (int p = 0; p < Planes; p++)
                {
                    for (int lane = 0; lane < 64; lane++)
                    {
                        ReadOnlySpan<byte> source = cells[(int)Math.Min(cells.Length, Geometry.Start((64 * group) + lane) + i)..];
                        if (source.Length < 64)
                        {
                            // The last lanes read on at the beginning: what a short lane shows there belongs to its successor.
                            source.CopyTo(new Span<byte>(end, 64));
                            for (int k = source.Length; k < 64; k++)
                                end[k] = cells[(k - source.Length) % cells.Length];
                            source = new ReadOnlySpan<byte>(end, 64);
                        }

                        block[lane] = (Vector512.Create(source) << (7 - p)).ExtractMostSignificantBits();
                    }

                    BitBlock.Transpose(block);
                    ulong* target = (ulong*)At(i) + (8 * p) + group;
                    for (int k = 0; k < Math.Min(64, Geometry.Length - i); k++)
                        target[(long)k * Planes * 8] = block[k];
                }

        GC.KeepAlive(buffer);
    }

    /// <summary>Writes one symbol number a cell.</summary>
    public void CopyTo(Span<byte> cells)
    {
        ulong* block = stackalloc ulong[64];
        cells[..checked((int)Geometry.Cells)].Clear();
        for (int group = 0; group < 8; group++)
            for (int i = 0; i < Geometry.Length; i += 64)
                for (int p = 0; p < Planes; p++)
                {
                    ulong* source = (ulong*)At(i) + (8 * p) + group;
                    for (int k = 0; k < 64; k++)
                        block[k] = k < Geometry.Length - i ? source[(long)k * Planes * 8] : 0;
                    BitBlock.Transpose(block);
                    for (int lane = 0; lane < 64; lane++)
                    {
                        int start = (int)Geometry.Start((64 * group) + lane);
                        int count = Math.Min(64, (int)Geometry.Start((64 * group) + lane + 1) - start - i);
                        if (count > 0)
                            BitBlock.Spread(block[lane], p, cells.Slice(start + i, count));
                    }
                }

        GC.KeepAlive(buffer);
    }

    /// <summary>Takes over the cells of another field of the same layout, its margin left out.</summary>
    public void CopyFrom(LaneField other) => other.Words(0, Geometry.Length).CopyTo(new Span<ulong>(At(0), Geometry.Length * Planes * 8));

    /// <summary>How many cells hold a symbol.</summary>
    public long Count(byte symbol)
    {
        long count = 0;
        for (int i = 0; i < Geometry.Length; i++)
        {
            Vector512<ulong> same = i == Geometry.Length - 1 ? ~Geometry.IsShort : Vector512<ulong>.AllBitsSet;
            for (int p = 0; p < Planes; p++)
                same &= ((symbol >> p) & 1) != 0 ? At(i)[p] : ~At(i)[p];
            for (int word = 0; word < Vector512<ulong>.Count; word++)
                count += BitOperations.PopCount(same[word]);
        }

        GC.KeepAlive(buffer);
        return count;
    }

    /// <summary>Whether another field of the same layout has the same cells.</summary>
    public bool HasSameCells(LaneField other)
    {
        // Beyond the end of a short lane stands its successor's first cell or what the boundary showed last.
        if (!Words(0, Geometry.Length - 1).SequenceEqual(other.Words(0, Geometry.Length - 1)))
            return false;
        bool same = true;
        for (int p = 0; p < Planes; p++)
            same &= ((At(Geometry.Length - 1)[p] ^ other.At(Geometry.Length - 1)[p]) & ~Geometry.IsShort) == Vector512<ulong>.Zero;
        GC.KeepAlive(other);
        GC.KeepAlive(buffer);
        return same;
    }
}
