using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Bytes;

/// <summary>
/// A row with a byte a cell, dealt out to 64 lanes: lane j owns the cells from floor(j L / 64) up to where lane j + 1 begins, and byte j of vector i is cell i of lane j. So a cell's neighbors are the same byte
/// of the neighboring vectors, and nothing is ever shifted. Lanes own N or N - 1 cells; before cell 0 and after cell N - 1 there is a margin, where each lane sees what its neighbors own, as on a ring.
/// </summary>
internal sealed unsafe class ByteLanes
{
    /// <summary>Lanes: the bytes of a vector.</summary>
    public const int Lanes = 64;

    private readonly VectorBuffer buffer;
    private readonly byte* origin;
    private readonly Vector512<byte> isShort;
    private readonly Vector512<byte> followsShort;

    /// <summary>A row of zeros.</summary>
    /// <param name="cells">Its length, at least 64.</param>
    /// <param name="before">Vectors of margin before the lanes.</param>
    /// <param name="after">Vectors of margin after them.</param>
    public ByteLanes(int cells, int before, int after)
    {
        Cells = cells;
        Length = (cells + Lanes - 1) / Lanes;
        buffer = new VectorBuffer((long)before + Length + after);
        origin = (byte*)(buffer.Start + before);
        Span<byte> own = stackalloc byte[Lanes];
        Span<byte> previous = stackalloc byte[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            own[lane] = previous[(lane + 1) % Lanes] = Start(lane + 1) - Start(lane) < Length ? byte.MaxValue : (byte)0;
        isShort = Vector512.Create<byte>(own);
        followsShort = Vector512.Create<byte>(previous);
    }

    /// <summary>The row's length.</summary>
    public int Cells { get; }

    /// <summary>Cells of the longest lane.</summary>
    public int Length { get; }

    /// <summary>The first cell of a lane.</summary>
    public int Start(int lane) => (int)((long)lane * Cells / Lanes);

    /// <summary>The address of a cell of all lanes; negative cells are in the margin.</summary>
    public byte* At(long cell) => origin + (cell * Lanes);

    /// <summary>One cell of the row.</summary>
    public ref byte this[int cell]
    {
        get
        {
            int lane = (int)((long)cell * Lanes / Cells);
            if (Start(lane + 1) <= cell)
                lane++;
            return ref At(cell - Start(lane))[lane];
        }
    }

    /// <summary>So many cells of all lanes. The last one of short lanes belongs to their successors.</summary>
    public ReadOnlySpan<byte> Bytes(long cell, int cells)
    {
        GC.KeepAlive(buffer);
        return new(At(cell), checked(cells * Lanes));
    }

    /// <summary>Reads a row, each cell as <paramref name="codes"/> has it.</summary>
    public void Load(ReadOnlySpan<byte> cells, ReadOnlySpan<byte> codes)
    {
        byte* rows = stackalloc byte[Lanes * Lanes];
        for (int i = 0; i < Length; i += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                int start = Start(lane) + i;
                Span<byte> row = new(rows + (lane * Lanes), Lanes);
                if (start + Lanes <= cells.Length)
                    cells.Slice(start, Lanes).CopyTo(row);
                else
                    for (int k = 0; k < Lanes; k++)
                        row[k] = cells[(start + k) % cells.Length];
            }

            ByteBlock.Transpose(rows, Lanes, At(i), Lanes, Math.Min(Lanes, Length - i));
        }

        Translate(new Span<byte>(At(0), Length * Lanes), codes);
    }

    /// <summary>Writes the row, of each cell the bits of <paramref name="mask"/>.</summary>
    public void CopyTo(Span<byte> cells, byte mask)
    {
        byte* columns = stackalloc byte[Lanes * Lanes];
        for (int i = 0; i < Length; i += Lanes)
        {
            // Vectors behind the lanes are in the margin or in the slack after it: they can be read, and are not written.
            ByteBlock.Transpose(At(i), Lanes, columns, Lanes, Lanes);
            for (int lane = 0; lane < Lanes; lane++)
            {
                int start = Start(lane) + i;
                int count = Math.Min(Lanes, Start(lane + 1) - start);
                if (count > 0)
                    new ReadOnlySpan<byte>(columns + (lane * Lanes), count).CopyTo(cells[start..]);
            }
        }

        GC.KeepAlive(buffer);
        if (mask != byte.MaxValue)
            And(cells[..Cells], mask);
    }

    /// <summary>Takes over the cells of another row of the same length.</summary>
    public void CopyFrom(ByteLanes other) => other.Bytes(0, Length).CopyTo(new Span<byte>(At(0), Length * Lanes));

    /// <summary>Whether all cells are those of another row of the same length.</summary>
    public bool SameAs(ByteLanes other)
    {
        if (!Bytes(0, Length - 1).SequenceEqual(other.Bytes(0, Length - 1)))
            return false;
        Vector512<byte> last = Vector512.Load(At(Length - 1)) ^ Vector512.Load(other.At(Length - 1));
        return Vector512.AndNot(last, isShort) == Vector512<byte>.Zero;
    }

    /// <summary>Writes so many cells before and after each lane, as on a ring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillMargin(int before, int after)
    {
        // Outward, so that a margin longer than a lane reads what has just been written; the last cell of short lanes comes first.
        Vector512.ConditionalSelect(isShort, Turn(Vector512.Load(At(0)), 1), Vector512.Load(At(Length - 1))).Store(At(Length - 1));
        for (int k = 0; k < after; k++)
            Vector512.ConditionalSelect(isShort, Turn(Vector512.Load(At(k + 1)), 1), Turn(Vector512.Load(At(k)), 1)).Store(At(Length + k));
        for (int k = 0; k < before; k++)
            Vector512.ConditionalSelect(followsShort, Turn(Vector512.Load(At(Length - 2 - k)), -1), Turn(Vector512.Load(At(Length - 1 - k)), -1)).Store(At(-1 - k));
    }

    /// <summary>Lane j gets what lane j + <paramref name="by"/> has, for 1 or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Turn(Vector512<byte> vector, int by)
    {
        Vector512<ulong> words = vector.AsUInt64();
        return (by > 0
            ? (words >>> 8) | (Vector512.Shuffle(words, Vector512.Create(1UL, 2, 3, 4, 5, 6, 7, 0)) << 56)
            : (words << 8) | (Vector512.Shuffle(words, Vector512.Create(7UL, 0, 1, 2, 3, 4, 5, 6)) >>> 56)).AsByte();
    }

    private static void Translate(Span<byte> cells, ReadOnlySpan<byte> codes)
    {
        bool same = true;
        for (int i = 0; i < codes.Length; i++)
            same &= codes[i] == i;
        if (same)
            return;
        Span<byte> all = stackalloc byte[256];
        all.Clear();
        codes.CopyTo(all);
        int x = 0;
        if (Vector512.IsHardwareAccelerated && codes.Length <= Vector512<byte>.Count)
        {
            Vector512<byte> table = Vector512.Create<byte>(all[..Vector512<byte>.Count]);
            ref byte first = ref MemoryMarshal.GetReference(cells);
            for (; x + Vector512<byte>.Count <= cells.Length; x += Vector512<byte>.Count)
                Vector512.Shuffle(table, Vector512.LoadUnsafe(ref first, (nuint)x)).StoreUnsafe(ref first, (nuint)x);
        }

        for (; x < cells.Length; x++)
            cells[x] = all[cells[x]];
    }

    private static void And(Span<byte> cells, byte mask)
    {
        ref byte first = ref MemoryMarshal.GetReference(cells);
        int x = 0;
        for (; x + Vector256<byte>.Count <= cells.Length; x += Vector256<byte>.Count)
            (Vector256.LoadUnsafe(ref first, (nuint)x) & Vector256.Create(mask)).StoreUnsafe(ref first, (nuint)x);
        for (; x < cells.Length; x++)
            cells[x] &= mask;
    }
}
