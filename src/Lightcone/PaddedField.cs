namespace Lightcone;

/// <summary>
/// A field of cells with a margin as wide as the rule's reach on every side, so that a neighbor is always at a constant distance in memory.
/// Layout: rows of width + 2 reach bytes; in one dimension a single row without margins above and below.
/// The margin is filled from the boundary before each step; interior cells are never tested for being at an edge.
/// </summary>
internal sealed class PaddedField
{
    private readonly Boundary boundary;

    /// <summary>A field with the cells of <paramref name="lattice"/>, its margin not yet filled.</summary>
    public PaddedField(Lattice lattice, ReadOnlySpan<Offset> offsets)
    {
        Shape = lattice.Shape;
        boundary = lattice.Boundary;
        foreach (Offset offset in offsets)
        {
            ColumnMargin = Math.Max(ColumnMargin, Math.Abs(offset.X));
            RowMargin = Math.Max(RowMargin, Math.Abs(offset.Y));
        }

        Stride = Shape.Width + (2 * ColumnMargin);
        Cells = new byte[checked(Stride * (Shape.Height + (2 * RowMargin)))];
        Deltas = new int[offsets.Length];
        for (int k = 0; k < offsets.Length; k++)
            Deltas[k] = (offsets[k].Y * Stride) + offsets[k].X;
        Load(lattice.Cells);
    }

    /// <summary>The extent of the field without its margin.</summary>
    public Shape Shape { get; }

    /// <summary>Cells and margin.</summary>
    public byte[] Cells { get; }

    /// <summary>Columns of margin on the left and on the right.</summary>
    public int ColumnMargin { get; }

    /// <summary>Rows of margin above and below.</summary>
    public int RowMargin { get; }

    /// <summary>Distance in memory from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Distance in memory from a cell to each neighbor.</summary>
    public int[] Deltas { get; }

    /// <summary>Where the first cell of row <paramref name="y"/> is.</summary>
    public int RowStart(int y) => ((y + RowMargin) * Stride) + ColumnMargin;

    /// <summary>The cells of row <paramref name="y"/> without the margin.</summary>
    public Span<byte> Row(int y) => Cells.AsSpan(RowStart(y), Shape.Width);

    /// <summary>Replaces all cells; the margin has to be filled afterwards.</summary>
    public void Load(ReadOnlySpan<byte> cells)
    {
        for (int y = 0; y < Shape.Height; y++)
            cells.Slice(y * Shape.Width, Shape.Width).CopyTo(Row(y));
    }

    /// <summary>Writes all cells without the margin.</summary>
    public void CopyTo(Span<byte> cells)
    {
        for (int y = 0; y < Shape.Height; y++)
            Row(y).CopyTo(cells[(y * Shape.Width)..]);
    }

    /// <summary>Whether every cell equals that of another field of the same layout.</summary>
    public bool SameCells(PaddedField other)
    {
        for (int y = 0; y < Shape.Height; y++)
            if (!Row(y).SequenceEqual(other.Row(y)))
                return false;
        return true;
    }

    /// <summary>Writes what the boundary shows beyond the edges.</summary>
    public void FillMargin()
    {
        for (int y = -RowMargin; y < Shape.Height + RowMargin; y++)
        {
            int source = boundary.Locate(y, Shape.Height);
            Span<byte> row = Cells.AsSpan((y + RowMargin) * Stride, Stride);
            if (source < 0)
            {
                row.Fill(((Boundary.FixedBoundary)boundary).Symbol);
                continue;
            }

            if (source != y)
                Row(source).CopyTo(row[ColumnMargin..]);
            for (int x = 1; x <= ColumnMargin; x++)
            {
                row[ColumnMargin - x] = Edge(row, boundary.Locate(-x, Shape.Width));
                row[ColumnMargin + Shape.Width + x - 1] = Edge(row, boundary.Locate(Shape.Width + x - 1, Shape.Width));
            }
        }
    }

    private byte Edge(Span<byte> row, int source) => source < 0 ? ((Boundary.FixedBoundary)boundary).Symbol : row[ColumnMargin + source];
}
