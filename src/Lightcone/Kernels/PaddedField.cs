namespace Lightcone.Kernels;

/// <summary>
/// A field of cells with a margin as wide as the rule's reach on every side, so that a neighbor is always at a constant distance in memory.
/// Layout: rows of width + 2 reach bytes; in one dimension a single row without margins above and below.
/// The margin is filled from the boundary before each step; interior cells are never tested for being at an edge.
/// </summary>
internal sealed class PaddedField
{
    private readonly Shape shape;
    private readonly Boundary boundary;
    private readonly int rowMargin;
    private readonly int columnMargin;

    public PaddedField(Lattice lattice, Neighborhood neighborhood)
    {
        shape = lattice.Shape;
        boundary = lattice.Boundary;
        columnMargin = neighborhood.Offsets.Max(static o => Math.Abs(o.X));
        rowMargin = neighborhood.Offsets.Max(static o => Math.Abs(o.Y));
        Stride = shape.Width + (2 * columnMargin);
        Cells = new byte[Stride * (shape.Height + (2 * rowMargin))];
        Deltas = [.. neighborhood.Offsets.Select(o => (o.Y * Stride) + o.X)];
        for (int y = 0; y < shape.Height; y++)
            lattice.Cells.Slice(y * shape.Width, shape.Width).CopyTo(Cells.AsSpan(RowStart(y)));
    }

    public byte[] Cells { get; }

    /// <summary>Distance in memory from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Distance in memory from a cell to each neighbor.</summary>
    public int[] Deltas { get; }

    /// <summary>Where the first cell of row <paramref name="y"/> is.</summary>
    public int RowStart(int y) => ((y + rowMargin) * Stride) + columnMargin;

    public void FillMargin()
    {
        for (int y = -rowMargin; y < shape.Height + rowMargin; y++)
        {
            int source = boundary.Locate(y, shape.Height);
            Span<byte> row = Cells.AsSpan((y + rowMargin) * Stride, Stride);
            if (source < 0)
            {
                row.Fill(((Boundary.FixedBoundary)boundary).Symbol);
                continue;
            }

            if (source != y)
                Cells.AsSpan(RowStart(source), shape.Width).CopyTo(row[columnMargin..]);
            for (int x = 1; x <= columnMargin; x++)
            {
                row[columnMargin - x] = Edge(row, boundary.Locate(-x, shape.Width));
                row[columnMargin + shape.Width + x - 1] = Edge(row, boundary.Locate(shape.Width + x - 1, shape.Width));
            }
        }
    }

    private byte Edge(Span<byte> row, int source) => source < 0 ? ((Boundary.FixedBoundary)boundary).Symbol : row[columnMargin + source];
}
