using System.Buffers.Binary;

namespace Lightcone.Engines.Bits;

/// <summary>
/// A field as planes of bits: plane p holds bit p of every cell's symbol, cell x of a row in bit x mod 64 of word x / 64.
/// Layout of a row: one word of left margin, the cells, the right margin directly behind the last cell. Rows follow each other at a constant distance, with rows of margin above and below,
/// so that a neighbor is at a constant number of words and bits from its cell, rows included. Some words of slack at both ends let whole vectors be read and written past the rows.
/// The bits behind the right margin are 0.
/// </summary>
internal sealed class PlaneField
{
    private const int Slack = 16;

    private readonly Shape shape;
    private readonly int rowMargin;
    private readonly int columnMargin;
    private readonly int wall = -1;
    private readonly int[] leftSources;
    private readonly int[] rightSources;
    private readonly int[] rowSources;
    private readonly int stride;

    public PlaneField(Lattice lattice, ReadOnlySpan<Offset> offsets, int planes)
    {
        shape = lattice.Shape;
        foreach (Offset offset in offsets)
        {
            columnMargin = Math.Max(columnMargin, Math.Abs(offset.X));
            rowMargin = Math.Max(rowMargin, Math.Abs(offset.Y));
        }

        Boundary boundary = lattice.Boundary;
        if (boundary is Boundary.FixedBoundary fixedBoundary)
            wall = fixedBoundary.Symbol;
        leftSources = [.. Enumerable.Range(1, columnMargin).Select(x => boundary.Locate(-x, shape.Width))];
        rightSources = [.. Enumerable.Range(0, columnMargin).Select(x => boundary.Locate(shape.Width + x, shape.Width))];
        rowSources = [.. Enumerable.Range(-rowMargin, shape.Height + (2 * rowMargin)).Select(y => boundary.Locate(y, shape.Height))];
        stride = (int)((64L + shape.Width + columnMargin + 63) / 64);
        Planes = new ulong[planes][];
        for (int p = 0; p < planes; p++)
            Planes[p] = new ulong[checked((stride * (shape.Height + (2 * rowMargin))) + (2 * Slack))];
        First = RowStart(0) + 1;
        Words = RowStart(shape.Height) - First;
        Load(lattice.Cells);
    }

    /// <summary>The words of each plane.</summary>
    public ulong[][] Planes { get; }

    /// <summary>The word that holds the first cells.</summary>
    public int First { get; }

    /// <summary>How many words there are from the first cell to the end of the last row, margins between rows included.</summary>
    public int Words { get; }

    /// <summary>Where a neighbor's bit is: whole words to add, then bits to shift down, 0 to 63.</summary>
    public (int Words, int Shift) Distance(Offset offset) => ((offset.Y * stride) + (offset.X >> 6), offset.X & 63);

    /// <summary>Replaces all cells and fills the margin.</summary>
    public void Load(ReadOnlySpan<byte> cells)
    {
        Span<byte> eight = stackalloc byte[8];
        for (int y = 0; y < shape.Height; y++)
        {
            ReadOnlySpan<byte> row = cells.Slice(y * shape.Width, shape.Width);
            int start = RowStart(y) + 1;
            foreach (ulong[] plane in Planes)
                Array.Clear(plane, start, stride - 1);
            for (int x = 0; x < row.Length; x += 8)
            {
                eight.Clear();
                row.Slice(x, Math.Min(8, row.Length - x)).CopyTo(eight);
                ulong symbols = BinaryPrimitives.ReadUInt64LittleEndian(eight);
                // The product moves bit 0 of byte i to bit 56 + i.
                for (int p = 0; p < Planes.Length; p++)
                    Planes[p][start + (x >> 6)] |= (((symbols >> p) & 0x0101010101010101) * 0x0102040810204080 >> 56) << (x & 63);
            }
        }

        FillMargin();
    }

    /// <summary>Writes all cells as symbols.</summary>
    public void CopyTo(Span<byte> cells)
    {
        Span<byte> eight = stackalloc byte[8];
        for (int y = 0; y < shape.Height; y++)
        {
            Span<byte> row = cells.Slice(y * shape.Width, shape.Width);
            int start = RowStart(y) + 1;
            for (int x = 0; x < row.Length; x += 8)
            {
                ulong symbols = 0;
                for (int p = 0; p < Planes.Length; p++)
                {
                    // The product puts the eight bits into every byte, the mask keeps bit i of byte i, the sum carries it to bit 7.
                    ulong bits = (Planes[p][start + (x >> 6)] >> (x & 63)) & 0xFF;
                    ulong spread = (bits * 0x0101010101010101) & 0x8040201008040201;
                    symbols |= (((spread + 0x00406070787C7E7F) >> 7) & 0x0101010101010101) << p;
                }

                BinaryPrimitives.WriteUInt64LittleEndian(eight, symbols);
                eight[..Math.Min(8, row.Length - x)].CopyTo(row[x..]);
            }
        }
    }

    /// <summary>Clears what lies behind the cells and writes what the boundary shows there.</summary>
    public void FillMargin()
    {
        for (int p = 0; p < Planes.Length; p++)
        {
            ulong[] plane = Planes[p];
            ulong wallBit = wall < 0 ? 0 : ((ulong)wall >> p) & 1;
            for (int y = 0; y < shape.Height; y++)
                FillRow(plane.AsSpan(RowStart(y), stride), wallBit);
            for (int y = -rowMargin; y < shape.Height + rowMargin; y++)
            {
                if ((uint)y < (uint)shape.Height)
                    continue;
                int source = rowSources[y + rowMargin];
                Span<ulong> row = plane.AsSpan(RowStart(y), stride);
                if (source < 0)
                    row.Fill(0 - wallBit);
                else
                    plane.AsSpan(RowStart(source), stride).CopyTo(row);
            }
        }
    }

    /// <summary>Takes over all bits of another field of the same layout.</summary>
    public void CopyFrom(PlaneField other)
    {
        for (int p = 0; p < Planes.Length; p++)
            other.Planes[p].CopyTo(Planes[p], 0);
    }

    /// <summary>Whether every bit equals that of another field of the same layout; both have their margins filled.</summary>
    public bool SameBits(PlaneField other)
    {
        for (int p = 0; p < Planes.Length; p++)
            if (!Planes[p].AsSpan(First, Words).SequenceEqual(other.Planes[p].AsSpan(First, Words)))
                return false;
        return true;
    }

    private int RowStart(int y) => Slack + ((y + rowMargin) * stride);

    private void FillRow(Span<ulong> row, ulong wallBit)
    {
        row[0] = 0;
        int tail = 1 + (shape.Width >> 6);
        if (tail < row.Length)
        {
            row[tail] &= (1UL << (shape.Width & 63)) - 1;
            row[(tail + 1)..].Clear();
        }

        for (int x = 0; x < columnMargin; x++)
        {
            Set(row, 63 - x, leftSources[x], wallBit);
            Set(row, 64 + shape.Width + x, rightSources[x], wallBit);
        }
    }

    private static void Set(Span<ulong> row, int bit, int source, ulong wallBit) =>
        row[bit >> 6] |= (source < 0 ? wallBit : (row[1 + (source >> 6)] >> (source & 63)) & 1) << (bit & 63);
}
