using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats;

namespace Lightcone.Engines.Table;

/// <summary>
/// One table look-up a cell. A block of neighborhood numbers is summed first, 32 cells at a time, then looked up: the sums are independent of each other,
/// so that no cell waits for the one before, as it would in a rolling number.
/// </summary>
internal sealed class TableStepper : Stepper
{
    private const int Block = 2_048;

    private readonly EssentialTable table;
    private readonly int[]? wideShare;
    private readonly ushort[]? share;
    private readonly ushort[]? weights;
    private readonly ushort[] numbers = [];
    private readonly int[] wideNumbers = [];
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
        if (table.HasWideNumbers)
        {
            wideNumbers = new int[Block];
            return;
        }

        // Twice as many to a vector, and half the traffic.
        numbers = new ushort[Block];
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
            int first = (y * shape.Width) + x;
            if (weights is null)
            {
                Span<int> block = wideNumbers.AsSpan(0, part.Length);
                NeighborhoodNumbers.Sum(now.Cells, start + x, now.Deltas, table.StateWeights, wideShare is null ? [] : wideShare.AsSpan(first, part.Length), block);
                NeighborhoodNumbers.LookUp<int>(table.Results, block, part);
            }
            else
            {
                Span<ushort> block = numbers.AsSpan(0, part.Length);
                NeighborhoodNumbers.Sum(now.Cells, start + x, now.Deltas, weights, share is null ? [] : share.AsSpan(first, part.Length), block);
                NeighborhoodNumbers.LookUp<ushort>(table.Results, block, part);
            }
        }
    }
}
