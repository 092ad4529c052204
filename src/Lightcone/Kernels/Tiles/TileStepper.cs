using Lightcone.Kernels.Grid;

namespace Lightcone.Kernels.Tiles;

/// <summary>Iteration in tiles, of which those are left out that nothing has changed in or around (see <see cref="TileGeometry"/>).</summary>
internal sealed class TileStepper : ReloadableStepper
{
    private readonly TileGeometry geometry;
    private readonly Boundary boundary;
    private readonly BitRows rows;
    private readonly TileRun run;
    private TileField? mark;
    private bool fixedPoint;

    /// <param name="kernels">The rule.</param>
    /// <param name="initial">The start, on a grid that <see cref="TileGeometry.Fits"/>.</param>
    public TileStepper(TileKernels kernels, Lattice initial)
    {
        geometry = new TileGeometry(initial.Shape);
        boundary = initial.Boundary;
        rows = new BitRows(initial.Shape.Width);
        run = new TileRun(kernels, new TileField(geometry, boundary));
        Load(initial.Cells);
    }

    public override bool Step()
    {
        bool changed = run.Carry(1);
        CellUpdates = run.CellUpdates;
        return changed;
    }

    public override long Advance(long count, out bool settled)
    {
        settled = fixedPoint;
        if (fixedPoint)
            return 0;
        int stretch = (int)Math.Min(count, TileGeometry.Reach);
        bool changed = run.Carry(stretch);
        CellUpdates = run.CellUpdates;
        if (run.IsFixedPoint())
        {
            fixedPoint = true;
            long steps = Settle(stretch);
            settled = steps < stretch;
            return steps;
        }

        // What is the same after a whole reach is the same after any number of them.
        return changed || stretch < TileGeometry.Reach ? stretch : count - (count % TileGeometry.Reach);
    }

    public override void CopyTo(Span<byte> cells)
    {
        int width = geometry.Shape.Width;
        for (int y = 0; y < geometry.Shape.Height; y++)
        {
            run.Field.Read(y, rows.Bits);
            rows.CopyTo(cells.Slice(y * width, width));
        }
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        int width = geometry.Shape.Width;
        for (int y = 0; y < geometry.Shape.Height; y++)
        {
            rows.Load(cells.Slice(y * width, width));
            run.Field.Write(y, rows.Bits);
        }

        run.Forget();
        fixedPoint = false;
    }

    public override void Mark() => (mark ??= new TileField(geometry, boundary)).CopyFrom(run.Field);

    public override bool IsAtMark() => run.Field.SameCells(mark!);

    public override bool IsAt(Stepper other, int cells) => run.Field.SameCells(((TileStepper)other).run.Field);

    /// <summary>How many of the last generations changed something, when the state now is a fixed point.</summary>
    private long Settle(int stretch)
    {
        run.Undo();
        long steps = 0;
        while (steps < stretch && Step())
            steps++;
        return steps;
    }
}
