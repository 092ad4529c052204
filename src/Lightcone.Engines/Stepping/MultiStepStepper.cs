using Lightcone.Engines.LargeLattices;

namespace Lightcone.Engines.Stepping;

/// <summary>
/// A dense engine that does several generations at a time. A long run is looked at only now and then: when it has come to a fixed point, the step at which it did is found by halving the last stretch,
/// whose beginning is kept.
/// </summary>
internal abstract class MultiStepStepper : Stepper
{
    /// <summary>Generations after which a long run is looked at.</summary>
    private const long LongestStretch = 1_024;

    private long done;
    private bool fixedPoint;

    /// <summary>Generations that are done together at best.</summary>
    protected abstract int Generations { get; }

    /// <summary>Whether the state before any number of generations is kept as the spare one, and not only before the last. Otherwise a run goes step by step.</summary>
    protected abstract bool KeepsSpare { get; }

    /// <summary>Cells of the row.</summary>
    protected abstract int Cells { get; }

    public override bool Step()
    {
        CellUpdates += Cells;
        Carry(1);
        return !SameAsSpare();
    }

    public override long Advance(long count, out bool settled)
    {
        settled = fixedPoint;
        if (fixedPoint)
            return 0;
        if (!KeepsSpare)
            return base.Advance(count, out settled);
        long stretch = Math.Min(count, done < 8 * Generations ? Generations : Math.Min(done, LongestStretch));
        Forward(stretch);
        done += stretch;
        if (!IsPresentFixed())
            return stretch;
        fixedPoint = true;
        long changes = Settle(stretch);
        settled = changes < stretch;
        return changes;
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        LoadCells(cells);
        fixedPoint = false;
    }

    /// <summary>Goes so many generations on, at least 1. The state before is kept as the spare one, of several generations where <see cref="KeepsSpare"/> says so.</summary>
    protected abstract void Carry(long generations);

    /// <summary>Exchanges the present state and the spare one.</summary>
    protected abstract void Exchange();

    /// <summary>Whether the present state is the spare one in every cell.</summary>
    protected abstract bool SameAsSpare();

    /// <summary>Whether another generation would change nothing. The present state and the spare one are as before afterwards.</summary>
    protected abstract bool IsPresentFixed();

    /// <summary>Replaces the present state.</summary>
    protected abstract void LoadCells(ReadOnlySpan<byte> cells);

    private void Forward(long generations)
    {
        CellUpdates += generations * Cells;
        Carry(generations);
    }

    /// <summary>How many of the last generations changed something, when the state now is a fixed point and the one before them is the spare one.</summary>
    private long Settle(long stretch)
    {
        Exchange();
        long steps = 0;
        while (stretch > 1)
        {
            long half = stretch / 2;
            Forward(half);
            if (IsPresentFixed())
            {
                Exchange();
                stretch = half;
            }
            else
            {
                steps += half;
                stretch -= half;
            }
        }

        return stretch == 1 && Step() ? steps + 1 : steps;
    }
}
