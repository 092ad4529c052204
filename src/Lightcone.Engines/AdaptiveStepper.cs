using Lightcone.Engines.Stepping;
using Lightcone.Formats;

namespace Lightcone.Engines;

/// <summary>
/// A dense engine first, then the frontier for as long as that is cheaper. The dense engine begins because most runs that settle quickly do so before a first look of the frontier would pay.
/// Then the frontier tries; each of its steps earns what a dense step would have cost and spends its events. When it is overdrawn, the dense engine takes over for twice as long as before.
/// Work is at most a small multiple of the better of the two, whatever the rule does. The decisions count cells and read no clock: the same run makes the same ones.
/// </summary>
internal sealed class AdaptiveStepper : Stepper
{
    private readonly ReloadableStepper dense;
    private readonly Func<ReloadableStepper> makeFrontier;
    private readonly MachineRates rates;
    private readonly double denseStep;
    private readonly double credit;
    private readonly byte[] cells;
    private readonly byte[] mark;
    private readonly long[] stepsBy = new long[2];
    private ReloadableStepper? frontier;
    private ReloadableStepper active;
    private bool marked;
    private bool looking;
    private long denseSpan;
    private long denseLeft;
    private double balance;

    /// <summary>A run of <paramref name="dense"/> that can change over.</summary>
    /// <param name="dense">The dense engine at the start of the run.</param>
    /// <param name="denseEngine">Which it is.</param>
    /// <param name="denseStep">What a step of it costs, in nanoseconds.</param>
    /// <param name="makeFrontier">Makes the frontier when it is first needed.</param>
    /// <param name="rates">What steps and events of the frontier cost.</param>
    /// <param name="count">How many cells there are.</param>
    public AdaptiveStepper(ReloadableStepper dense, Engine denseEngine, double denseStep, Func<ReloadableStepper> makeFrontier, MachineRates rates, int count)
    {
        this.dense = dense;
        this.makeFrontier = makeFrontier;
        this.rates = rates;
        DenseEngine = denseEngine;
        active = dense;
        cells = new byte[count];
        mark = new byte[count];
        this.denseStep = denseStep;
        double look = rates.FirstLook * count;
        denseSpan = (long)Math.Ceiling(look / denseStep) + 1;
        denseLeft = denseSpan;
        credit = look;
    }

    /// <summary>The dense engine.</summary>
    public Engine DenseEngine { get; }

    /// <summary>The engine that runs now.</summary>
    public Engine Active => active == dense ? DenseEngine : Engine.ActiveCells;

    /// <summary>The engine that did most steps so far.</summary>
    public Engine Main => stepsBy[1] > stepsBy[0] ? Engine.ActiveCells : DenseEngine;

    public override bool Step()
    {
        if (active == dense && denseLeft-- == 0)
        {
            frontier ??= makeFrontier();
            ChangeTo(frontier);
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

    public override void Mark()
    {
        active.Mark();
        active.CopyTo(mark);
        marked = true;
    }

    public override bool IsAtMark() => active.IsAtMark();

    private void ChangeTo(ReloadableStepper other)
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
