using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Tiles;

/// <summary>Iteration in tiles, of which those are left out that nothing has changed in or around (see <see cref="TileGeometry"/>).</summary>
internal sealed class TileStepper : BitGridStepper
{
    private readonly TileGeometry geometry;
    private readonly Boundary boundary;
    private readonly TileRun run;
    private TileField? mark;
    private bool fixedPoint;

    /// <param name="form">The rule.</param>
    /// <param name="shape">The grid, which <see cref="TileGeometry.Fits"/>; all its cells are 0.</param>
    /// <param name="boundary">What lies beyond it.</param>
    public TileStepper(TileForm form, Shape shape, Boundary boundary)
        : base(shape)
    {
        geometry = new TileGeometry(shape);
        this.boundary = boundary;
        run = new TileRun(form, new TileField(geometry, boundary));
    }

    /// <param name="form">The rule.</param>
    /// <param name="initial">The start.</param>
    public TileStepper(TileForm form, Lattice initial)
        : this(form, initial.Shape, initial.Boundary) => Load(initial.Cells);

    public override long Population => run.Field.Population();

    /// <summary>Tiles that the next generations have to be computed for.</summary>
    public int ActiveTiles => run.ActiveTiles;

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

    public override void ReadRow(int y, Span<ulong> bits) => run.Field.Read(y, bits);

    public override void WriteRow(int y, ReadOnlySpan<ulong> bits) => run.Field.Write(y, bits);

    public override void Written()
    {
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
