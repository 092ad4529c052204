using Lightcone.Engines.Stepping;
using Lightcone.Formats;

namespace Lightcone.Engines.ActiveCells;

/// <summary>
/// A dense engine first, then active cells for as long as they are cheaper. The dense engine begins because most runs that converge quickly do so before a first look at every cell would pay.
/// Then active cells are tried; each of their steps earns what a dense step would have cost and spends its events. When it is overdrawn, the dense engine takes over for twice as long as before.
/// Work is at most a small multiple of the better of the two, whatever the rule does. The decisions count cells and read no clock: the same run makes the same ones.
/// </summary>
internal sealed class AdaptiveStepper : Stepper, ITakesTurns
{
    private readonly (EngineKind Dense, EngineKind Sparse) kinds;
    private readonly Stepper dense;
    private readonly Func<Stepper> makeSparse;
    private readonly MachineRates rates;
    private readonly double denseStep;
    private readonly double credit;
    private readonly byte[] cells;
    private readonly byte[] mark;
    private readonly long[] stepsBy = new long[2];
    private Stepper? sparse;
    private Stepper active;
    private bool marked;
    private bool looking;
    private long denseSpan;
    private long denseLeft;
    private double balance;

    /// <param name="kinds">The two engines.</param>
    /// <param name="dense">The dense engine at the start of the run.</param>
    /// <param name="denseStep">What a step of it costs, in nanoseconds.</param>
    /// <param name="makeSparse">Makes the run by active cells when it is first needed.</param>
    /// <param name="rates">What steps and events of it cost.</param>
    /// <param name="count">How many cells there are.</param>
    public AdaptiveStepper((EngineKind Dense, EngineKind Sparse) kinds, Stepper dense, double denseStep, Func<Stepper> makeSparse, MachineRates rates, int count)
    {
        this.kinds = kinds;
        this.dense = dense;
        this.makeSparse = makeSparse;
        this.rates = rates;
        active = dense;
        cells = new byte[count];
        mark = new byte[count];
        this.denseStep = denseStep;
        double look = rates.FirstLook * count;
        denseSpan = (long)Math.Ceiling(look / denseStep) + 1;
        denseLeft = denseSpan;
        credit = look;
    }

    public EngineKind Active => active == dense ? kinds.Dense : kinds.Sparse;

    public EngineKind Main => stepsBy[1] > stepsBy[0] ? kinds.Sparse : kinds.Dense;

    public override bool Step()
    {
        if (active == dense && denseLeft-- == 0)
        {
            sparse ??= makeSparse();
            ChangeTo(sparse);
            balance = 2 * credit;
            looking = true;
        }

        long before = active.CellUpdates;
        bool changed = active.Step();
        long updates = active.CellUpdates - before;
        CellUpdates += updates;
        if (active == dense)
        {
            stepsBy[0]++;
            return changed;
        }

        stepsBy[1]++;
        // The first step looks at every cell in order, for less than an event each.
        double spent = rates.TableStep.Row + ((looking ? rates.FirstLook : rates.Event) * updates);
        looking = false;
        balance = Math.Min(balance + denseStep - spent, credit);
        if (balance < 0)
        {
            denseSpan *= 2;
            denseLeft = denseSpan;
            ChangeTo(dense);
        }

        return changed;
    }

    public override void CopyTo(Span<byte> target) => active.CopyTo(target);

    public override void Load(ReadOnlySpan<byte> states) => active.Load(states);

    public override void Mark()
    {
        active.Mark();
        active.CopyTo(mark);
        marked = true;
    }

    public override bool IsAtMark() => active.IsAtMark();

    private void ChangeTo(Stepper other)
    {
        active.CopyTo(cells);
        active = other;
        if (marked)
        {
            active.Load(mark);
            active.Mark();
        }

        active.Load(cells);
    }
}
