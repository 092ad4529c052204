namespace Lightcone.Engines.ActiveCells;

/// <summary>
/// The cells within reach of an edge, where one changed cell can show up in several places: itself, and its images beyond the edges of a ring or mirror.
/// All other cells have no image, and all their dependents lie inside.
/// </summary>
internal sealed class EdgeBand
{
    private readonly PaddedField field;
    private readonly Offset[] offsets;
    private readonly Dictionary<int, int[]> columns;
    private readonly Dictionary<int, int[]> rows;

    public EdgeBand(PaddedField field, Boundary boundary, Offset[] offsets)
    {
        this.field = field;
        this.offsets = offsets;
        columns = Images(boundary, field.Shape.Width, field.ColumnMargin);
        rows = Images(boundary, field.Shape.Height, field.RowMargin);
    }

    /// <summary>Marks the cells of the band in an array laid out like the field.</summary>
    public void Flag(Span<byte> marks, byte flag)
    {
        for (int y = 0; y < field.Shape.Height; y++)
        {
            Span<byte> row = marks.Slice(field.RowStart(y), field.Shape.Width);
            int margin = Math.Min(field.ColumnMargin, row.Length);
            if (y < field.RowMargin || y >= field.Shape.Height - field.RowMargin)
                margin = row.Length;
            row[..margin].Fill(flag);
            row[^margin..].Fill(flag);
        }
    }

    /// <summary>Writes a new symbol to a cell of the band and to all its images.</summary>
    public void Write(int at, byte symbol)
    {
        int row = RowOf(at);
        int column = ColumnOf(at);
        foreach (int y in Places(rows, ref row))
            foreach (int x in Places(columns, ref column))
                field.Cells[field.RowStart(y) + x] = symbol;
    }

    /// <summary>The cells that read the cell at <paramref name="at"/> or one of its images.</summary>
    /// <param name="at">Where the cell is in the field.</param>
    /// <param name="marks">The flags of all cells; a dependent without <paramref name="queued"/> gets it.</param>
    /// <param name="queued">The flag of cells that are listed already.</param>
    /// <param name="list">Receives the dependents.</param>
    /// <param name="count">How many are listed so far.</param>
    /// <returns>How many are listed then.</returns>
    public int AddDependents(int at, byte[] marks, byte queued, int[] list, int count)
    {
        int row = RowOf(at);
        int column = ColumnOf(at);
        foreach (int y in Places(rows, ref row))
            foreach (int x in Places(columns, ref column))
                foreach (Offset offset in offsets)
                {
                    if ((uint)(x - offset.X) >= (uint)field.Shape.Width || (uint)(y - offset.Y) >= (uint)field.Shape.Height)
                        continue;
                    int dependent = field.RowStart(y - offset.Y) + x - offset.X;
                    if ((marks[dependent] & queued) != 0)
                        continue;
                    marks[dependent] |= queued;
                    list[count++] = dependent;
                }

        return count;
    }

    /// <summary>All coordinates at which a coordinate shows: its images, or only itself.</summary>
    private static ReadOnlySpan<int> Places(Dictionary<int, int[]> images, ref int own) =>
        images.TryGetValue(own, out int[]? places) ? places : new ReadOnlySpan<int>(ref own);

    private int RowOf(int at) => (at / field.Stride) - field.RowMargin;

    private int ColumnOf(int at) => (at % field.Stride) - field.ColumnMargin;

    /// <summary>For each coordinate within <paramref name="margin"/> of an end of the axis: all coordinates, its own first, where the boundary shows it.</summary>
    private static Dictionary<int, int[]> Images(Boundary boundary, int length, int margin)
    {
        Dictionary<int, List<int>> images = [];
        for (int x = 1; x <= margin; x++)
            foreach (int outside in (ReadOnlySpan<int>)[-x, length + x - 1])
            {
                int inside = boundary.Locate(outside, length);
                if (inside < 0)
                    continue;
                if (!images.TryGetValue(inside, out List<int>? list))
                    images.Add(inside, list = [inside]);
                list.Add(outside);
            }

        return images.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }
}
