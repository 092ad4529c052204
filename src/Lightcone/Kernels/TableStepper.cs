namespace Lightcone.Kernels;

/// <summary>
/// One table look-up a cell. A block of neighborhood numbers is summed first, 32 cells at a time, then looked up: the sums are independent of each other,
/// so that no cell waits for the one before, as it would in a rolling number.
/// </summary>
internal sealed class TableStepper : ReloadableStepper
{
    private const int Block = 2_048;

    private readonly EssentialTable table;
    private readonly int[]? wideShare;
    private readonly ushort[]? share;
    private readonly ushort[]? weights;
    private readonly ushort[] numbers = new ushort[Block];
    private readonly Shape shape;
    private PaddedField now;
    private PaddedField next;
    private byte[]? mark;

    public TableStepper(EssentialTable table, Lattice initial)
    {
        this.table = table;
        shape = initial.Shape;
        now = new PaddedField(initial, table.StateOffsets);
        next = new PaddedField(initial, table.StateOffsets);
        wideShare = table.FrozenShare(initial.Input);
        if (table.Results.Length > 1 << 16)
            return;
        // Numbers below 2^16 fit a ushort: twice as many to a vector, and half the traffic.
        weights = [.. table.StateWeights.ToArray().Select(static weight => (ushort)weight)];
        share = wideShare is null ? null : Array.ConvertAll(wideShare, static value => (ushort)value);
        wideShare = null;
    }

    public override bool Step()
    {
        now.FillMargin();
        bool changed = false;
        for (int y = 0; y < shape.Height; y++)
        {
            if (weights is null)
                WideRow(y);
            else
                Row(y);
            changed = changed || !next.Row(y).SequenceEqual(now.Row(y));
        }

        (now, next) = (next, now);
        CellUpdates += shape.Count;
        return changed;
    }

    public override void CopyTo(Span<byte> cells) => now.CopyTo(cells);

    public override void Load(ReadOnlySpan<byte> cells) => now.Load(cells);

    public override void Mark() => now.CopyTo(mark ??= new byte[shape.Count]);

    public override bool IsAtMark()
    {
        for (int y = 0; y < shape.Height; y++)
            if (!now.Row(y).SequenceEqual(mark.AsSpan(y * shape.Width, shape.Width)))
                return false;
        return true;
    }

    public override bool IsAt(Stepper other, int cells) => now.SameCells(((TableStepper)other).now);

    private void Row(int y)
    {
        Span<byte> result = next.Row(y);
        int start = now.RowStart(y);
        for (int x = 0; x < result.Length; x += Block)
        {
            Span<byte> part = result.Slice(x, Math.Min(Block, result.Length - x));
            Span<ushort> block = numbers.AsSpan(0, part.Length);
            ReadOnlySpan<ushort> known = share is null ? [] : share.AsSpan((y * shape.Width) + x, part.Length);
            NeighborhoodNumbers.Sum(now.Cells, start + x, now.Deltas, weights!, known, block);
            NeighborhoodNumbers.LookUp(table.Results, block, part);
        }
    }

    private void WideRow(int y)
    {
        Span<byte> result = next.Row(y);
        byte[] cells = now.Cells;
        int start = now.RowStart(y);
        ReadOnlySpan<int> wide = table.StateWeights;
        for (int x = 0; x < result.Length; x++)
        {
            int index = wideShare is null ? 0 : wideShare[(y * shape.Width) + x];
            for (int k = 0; k < wide.Length; k++)
                index += wide[k] * cells[start + x + now.Deltas[k]];
            result[x] = table.Results[index];
        }
    }
}
