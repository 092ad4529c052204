using System.Runtime.CompilerServices;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats;

namespace Lightcone.Engines.ActiveCells;

/// <summary>
/// Evaluates only cells whose neighborhood changed in the step before; all others keep their symbol, because a rule is a function of the neighborhood.
/// Exact: evaluations read the old configuration, changes are written after the last evaluation. After the first step, which evaluates every cell,
/// the work is proportional to the number of changes times the size of the neighborhood.
/// </summary>
internal sealed class ActiveCellsStepper : Stepper
{
    private const byte Queued = 1;
    private const byte AtEdge = 2;

    /// <summary>The most steps of a single change followed in one go.</summary>
    private const long LongestChain = 1 << 18;

    private readonly EssentialTable table;
    private readonly PaddedField field;
    private readonly EdgeBand edge;
    private readonly int[]? share;
    private readonly int[] weights;
    private readonly byte[] marks;
    // Room for every cell from the start: no step ever allocates, and memory that is never written is never touched.
    private readonly int[] queue;
    private readonly int[] changedAt;
    private readonly byte[] changedTo;
    private int queueLength;
    private int changeCount;
    private bool everyCell = true;
    private byte[]? mark;
    private long unlikeMark;
    private int witness;

    public ActiveCellsStepper(EssentialTable table, Lattice initial)
    {
        this.table = table;
        weights = table.StateWeights.ToArray();
        field = new PaddedField(initial, table.StateOffsets);
        field.FillMargin();
        edge = new EdgeBand(field, initial.Boundary, table.StateOffsets);
        marks = new byte[field.Cells.Length];
        edge.Flag(marks, AtEdge);
        share = table.FrozenShare(initial.Input);
        // One more than there are cells: an entry is written first and kept or overwritten afterwards, which needs no branch.
        queue = GC.AllocateUninitializedArray<int>(initial.Count + 1);
        changedAt = GC.AllocateUninitializedArray<int>(initial.Count + 1);
        changedTo = GC.AllocateUninitializedArray<byte>(initial.Count + 1);
    }

    public override bool Step()
    {
        int changes = everyCell ? EvaluateAll() : EvaluateQueue();
        everyCell = false;
        queueLength = 0;
        changeCount = changes;
        if (changes == 0)
            return false;
        if (mark is not null)
            CompareWithMark(changes);
        Apply(changes);
        return true;
    }

    public override long Advance(long count, out bool settled)
    {
        if (queueLength != 1 || weights.Length != 1 || everyCell || mark is not null || field.Shape.Dimensions > 1)
            return base.Advance(count, out settled);
        long steps = Follow(Math.Min(count, LongestChain), out settled);
        return steps > 0 || settled ? steps : base.Advance(count, out settled);
    }

    public override void CopyTo(Span<byte> cells) => field.CopyTo(cells);

    public override void Load(ReadOnlySpan<byte> cells)
    {
        for (int i = 0; i < queueLength; i++)
            marks[queue[i]] &= AtEdge;
        queueLength = 0;
        everyCell = true;
        field.Load(cells);
        field.FillMargin();
        if (mark is null)
            return;
        unlikeMark = 0;
        // The margin is left out: it follows from the cells, and changes are counted by cell.
        for (int y = 0; y < field.Shape.Height; y++)
        {
            int start = field.RowStart(y);
            for (int x = 0; x < field.Shape.Width; x++)
                unlikeMark += mark[start + x] == field.Cells[start + x] ? 0 : 1;
        }
    }

    public override void Mark()
    {
        mark ??= new byte[field.Cells.Length];
        field.Cells.CopyTo(mark, 0);
        unlikeMark = 0;
    }

    public override bool IsAtMark() => unlikeMark == 0;

    public override bool IsAt(Stepper other, int cells)
    {
        // A cell that told the two apart a step ago, or one close to it, mostly still does: the whole field is compared only when they may be equal.
        ReadOnlySpan<byte> mine = field.Cells;
        ReadOnlySpan<byte> theirs = ((ActiveCellsStepper)other).field.Cells;
        int from = Math.Max(0, witness - 256);
        int equal = mine[from..].CommonPrefixLength(theirs[from..]);
        if (from + equal < mine.Length)
        {
            witness = from + equal;
            return false;
        }

        witness = mine[..from].CommonPrefixLength(theirs[..from]);
        return witness == from;
    }

    public override void Widen(ReadOnlySpan<byte> entry, ref int first, ref int last)
    {
        for (int i = 0; i < changeCount; i++)
        {
            int cell = Cell(changedAt[i]);
            first = Math.Min(first, cell);
            last = Math.Max(last, cell);
        }
    }

    /// <summary>A single change that each cell hands to one other, as a carry does: followed from cell to cell, without lists, up to the edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Follow(long most, out bool settled)
    {
        byte[] cells = field.Cells;
        byte[] results = table.Results;
        int delta = field.Deltas[0];
        int weight = weights[0];
        int margin = field.ColumnMargin;
        int at = queue[0];
        int before = at;
        long steps = 0;
        marks[at] &= AtEdge;
        settled = false;
        while (steps < most && marks[at] == 0)
        {
            byte symbol = results[(share is null ? 0 : share[at - margin]) + (weight * cells[at + delta])];
            if (symbol == cells[at])
            {
                settled = true;
                break;
            }

            cells[at] = symbol;
            steps++;
            before = at;
            at -= delta;
        }

        CellUpdates += steps + (settled ? 1 : 0);
        changedAt[0] = before;
        changeCount = settled ? 0 : 1;
        queueLength = settled ? 0 : 1;
        queue[0] = at;
        if (!settled)
            marks[at] |= Queued;
        return steps;
    }

    private int EvaluateAll()
    {
        int changes = 0;
        int width = field.Shape.Width;
        for (int y = 0; y < field.Shape.Height; y++)
        {
            int start = field.RowStart(y);
            for (int x = 0; x < width; x++)
                changes = Evaluate(start + x, share is null ? 0 : share[(y * width) + x], changes);
        }

        CellUpdates += field.Shape.Count;
        return changes;
    }

    private int EvaluateQueue()
    {
        int changes = 0;
        for (int i = 0; i < queueLength; i++)
        {
            int at = queue[i];
            marks[at] &= AtEdge;
            changes = Evaluate(at, share is null ? 0 : share[Cell(at)], changes);
        }

        CellUpdates += queueLength;
        return changes;
    }

    private int Evaluate(int at, int number, int changes)
    {
        byte[] cells = field.Cells;
        int[] deltas = field.Deltas;
        for (int k = 0; k < deltas.Length; k++)
            number += weights[k] * cells[at + deltas[k]];
        byte symbol = table.Results[number];
        changedAt[changes] = at;
        changedTo[changes] = symbol;
        return changes + (symbol != cells[at] ? 1 : 0);
    }

    private void Apply(int changes)
    {
        byte[] cells = field.Cells;
        int[] deltas = field.Deltas;
        int count = 0;
        for (int i = 0; i < changes; i++)
        {
            int at = changedAt[i];
            if ((marks[at] & AtEdge) != 0)
            {
                edge.Write(at, changedTo[i]);
                count = edge.AddDependents(at, marks, Queued, queue, count);
                continue;
            }

            cells[at] = changedTo[i];
            for (int k = 0; k < deltas.Length; k++)
            {
                int dependent = at - deltas[k];
                byte flags = marks[dependent];
                queue[count] = dependent;
                count += (flags & Queued) ^ Queued;
                marks[dependent] = (byte)(flags | Queued);
            }
        }

        queueLength = count;
    }

    private void CompareWithMark(int changes)
    {
        for (int i = 0; i < changes; i++)
        {
            int at = changedAt[i];
            unlikeMark += (changedTo[i] != mark![at] ? 1 : 0) - (field.Cells[at] != mark[at] ? 1 : 0);
        }
    }

    /// <summary>The number of the cell at a place in the field.</summary>
    private int Cell(int at) =>
        field.Shape.Dimensions == 1 ? at - field.ColumnMargin : ((at / field.Stride) - field.RowMargin) * field.Shape.Width + (at % field.Stride) - field.ColumnMargin;
}
