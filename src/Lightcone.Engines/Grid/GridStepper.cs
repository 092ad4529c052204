using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Grid;

/// <summary>Dense iteration of a two-state rule on 3 x 3 cells in the layout of <see cref="GridGeometry"/>, several generations a pass. Where a run settles is found afterwards, by going through the last pass again step by step.</summary>
internal sealed class GridStepper : BitGridStepper
{
    private readonly GridRounds rounds;
    private readonly GridGeometry geometry;
    private GridField now;
    private GridField spare;
    private GridField? mark;
    private bool fixedPoint;
    private int last;

    /// <param name="form">The rule.</param>
    /// <param name="shape">The grid; all its cells are 0.</param>
    /// <param name="boundary">What lies beyond it.</param>
    /// <param name="threads">How many threads may work.</param>
    public GridStepper(GridForm form, Shape shape, Boundary boundary, int threads = 1)
        : base(shape)
    {
        geometry = new GridGeometry(shape);
        rounds = new GridRounds(form, geometry, boundary, threads);
        now = rounds.Field();
        spare = rounds.Field();
        Written();
    }

    /// <param name="form">The rule.</param>
    /// <param name="initial">The start.</param>
    public GridStepper(GridForm form, Lattice initial)
        : this(form, initial.Shape, initial.Boundary) => Load(initial.Cells);

    public override long Population => now.Population();

    /// <summary>In how many cells the state differs from the one a multiple of <paramref name="span"/> generations ago; null when that one is not at hand. Counts no further than <paramref name="most"/>.</summary>
    public long? Differences(int span, long most) => last % span == 0 && last > 0 ? now.Differences(spare, most) : null;

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
        int stretch = (int)Math.Min(count, rounds.Generations);
        Carry(stretch);
        if (!rounds.IsFixedPoint(now))
            return stretch;
        fixedPoint = true;
        long changes = Settle(stretch);
        settled = changes < stretch;
        return changes;
    }

    public override void ReadRow(int y, Span<ulong> bits) => now.Read(y, bits);

    public override void WriteRow(int y, ReadOnlySpan<ulong> bits) => now.Write(y, bits);

    public override void Written()
    {
        rounds.Prepare(now);
        fixedPoint = false;
        last = 0;
    }

    public override void Mark() => (mark ??= rounds.Field()).CopyFrom(now);

    public override bool IsAtMark() => now.SameCells(mark!);

    public override bool IsAt(Stepper other, int cells) => now.SameCells(((GridStepper)other).now);

    /// <summary>Goes at most one pass on; the state before stays in <see cref="spare"/>.</summary>
    private void Carry(int generations)
    {
        CellUpdates += (long)generations * geometry.Shape.Count;
        rounds.Run(now, spare, generations);
        last = generations;
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
