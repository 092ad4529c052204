namespace Lightcone.Kernels;

/// <summary>One table look-up a cell: the neighborhood's number is summed from the neighbors, the frozen part of it once for the whole run.</summary>
internal sealed class TableStepper : Stepper
{
    private readonly byte[] table;
    private readonly int[] weights;
    private readonly int[]? frozen;
    private readonly Shape shape;
    private readonly PaddedField field;
    private readonly byte[] next;
    private byte[]? mark;

    public TableStepper(LocalRule rule, Lattice initial)
    {
        table = rule.Table.ToArray();
        shape = initial.Shape;
        int[] all = rule.Signature.Weights();
        weights = all[rule.Signature.FrozenNeighborhood.Count..];
        frozen = rule.Frozen is null ? null : FrozenIndex(rule, initial.Input!, all);
        field = new PaddedField(initial, rule.Signature.StateNeighborhood);
        next = new byte[shape.Count];
    }

    /// <summary>The frozen field's share of each cell's neighborhood number.</summary>
    public static int[] FrozenIndex(LocalRule rule, Lattice input, int[] weights)
    {
        PaddedField padded = new(input, rule.Signature.FrozenNeighborhood);
        padded.FillMargin();
        int[] index = new int[input.Count];
        for (int i = 0; i < index.Length; i++)
        {
            int at = padded.RowStart(i / input.Shape.Width) + (i % input.Shape.Width);
            for (int k = 0; k < padded.Deltas.Length; k++)
                index[i] += weights[k] * padded.Cells[at + padded.Deltas[k]];
        }

        return index;
    }

    /// <summary>Writes the function of every cell's neighborhood without replacing the configuration.</summary>
    public void Apply(Span<byte> result)
    {
        field.FillMargin();
        for (int y = 0; y < shape.Height; y++)
            Row(y, result.Slice(y * shape.Width, shape.Width));
    }

    public override bool Step()
    {
        Apply(next);
        bool changed = false;
        for (int y = 0; y < shape.Height; y++)
        {
            Span<byte> old = field.Cells.AsSpan(field.RowStart(y), shape.Width);
            ReadOnlySpan<byte> result = next.AsSpan(y * shape.Width, shape.Width);
            changed |= !result.SequenceEqual(old);
            result.CopyTo(old);
        }

        CellUpdates += shape.Count;
        return changed;
    }

    public override void CopyTo(Span<byte> cells)
    {
        for (int y = 0; y < shape.Height; y++)
            field.Cells.AsSpan(field.RowStart(y), shape.Width).CopyTo(cells[(y * shape.Width)..]);
    }

    public override void Mark()
    {
        mark ??= new byte[shape.Count];
        CopyTo(mark);
    }

    public override bool IsAtMark()
    {
        for (int y = 0; y < shape.Height; y++)
            if (!field.Cells.AsSpan(field.RowStart(y), shape.Width).SequenceEqual(mark.AsSpan(y * shape.Width, shape.Width)))
                return false;
        return true;
    }

    private void Row(int y, Span<byte> result)
    {
        byte[] cells = field.Cells;
        int[] deltas = field.Deltas;
        int start = field.RowStart(y);
        for (int x = 0; x < result.Length; x++)
        {
            int index = frozen is null ? 0 : frozen[(y * shape.Width) + x];
            for (int k = 0; k < deltas.Length; k++)
                index += weights[k] * cells[start + x + deltas[k]];
            result[x] = table[index];
        }
    }
}
