namespace Lightcone.Kernels.Grid;

/// <summary>Dense iteration of a two-state rule on 3 x 3 cells in the layout of <see cref="GridGeometry"/>, several generations a sweep. Where a run settles is found afterwards, by halving the last sweep.</summary>
internal sealed class GridStepper : ReloadableStepper
{
    private readonly GridSweep sweep;
    private readonly GridGeometry geometry;
    private readonly BitRows rows;
    private GridField now;
    private GridField spare;
    private GridField? mark;
    private bool fixedPoint;

    /// <param name="kernels">The rule.</param>
    /// <param name="initial">The start.</param>
    public GridStepper(GridKernels kernels, Lattice initial)
    {
        geometry = new GridGeometry(initial.Shape);
        sweep = new GridSweep(kernels, geometry, initial.Boundary);
        rows = new BitRows(initial.Shape.Width);
        now = sweep.Field();
        spare = sweep.Field();
        Load(initial.Cells);
    }

    public override bool Step()
    {
        Carry(1);
        return !now.SameCells(spare);
    }

    public override long Advance(long count, out bool settled)
    {
        settled = fixedPoint;
        if (fixedPoint)
            return 0;
        int stretch = (int)Math.Min(count, sweep.Generations);
        Carry(stretch);
        if (!sweep.IsFixedPoint(now))
            return stretch;
        fixedPoint = true;
        long changes = Settle(stretch);
        settled = changes < stretch;
        return changes;
    }

    public override void CopyTo(Span<byte> cells)
    {
        int width = geometry.Shape.Width;
        for (int y = 0; y < geometry.Shape.Height; y++)
        {
            now.Read(y, rows.Bits);
            rows.CopyTo(cells.Slice(y * width, width));
        }
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        int width = geometry.Shape.Width;
        for (int y = 0; y < geometry.Shape.Height; y++)
        {
            rows.Load(cells.Slice(y * width, width));
            now.Write(y, rows.Bits);
        }

        sweep.Prepare(now);
        fixedPoint = false;
    }

    public override void Mark() => (mark ??= sweep.Field()).CopyFrom(now);

    public override bool IsAtMark() => now.SameCells(mark!);

    public override bool IsAt(Stepper other, int cells) => now.SameCells(((GridStepper)other).now);

    /// <summary>Goes at most one sweep on; the state before stays in <see cref="spare"/>.</summary>
    private void Carry(int generations)
    {
        CellUpdates += (long)generations * geometry.Shape.Count;
        sweep.Run(now, spare, generations);
        (now, spare) = (spare, now);
    }

    /// <summary>How many of the last generations changed something, when the state now is a fixed point and the one before them is in <see cref="spare"/>.</summary>
    private long Settle(int stretch)
    {
        long steps = 0;
        (now, spare) = (spare, now);
        while (stretch > 0 && Step())
        {
            steps++;
            stretch--;
        }

        return steps;
    }
}
