using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Scan;

/// <summary>A run that knows its end: one pass gives the fixed point and how many steps lead to it. A state on the way is computed directly when it is asked for.</summary>
internal sealed class ScanStepper : Stepper
{
    private readonly OneWayForm form;
    private readonly CancellationToken cancellation;
    private readonly byte[] final;
    private Lattice initial;
    private long total;
    private long done;
    private byte[]? mark;

    /// <param name="form">The rule.</param>
    /// <param name="initial">The start, with a wall.</param>
    /// <param name="cancellation">Ends the pass.</param>
    public ScanStepper(OneWayForm form, Lattice initial, CancellationToken cancellation)
    {
        this.form = form;
        this.initial = initial;
        this.cancellation = cancellation;
        final = new byte[initial.Count];
        Pass();
    }

    // Behind a wall a one-way rule has one fixed point and nothing else that repeats.
    public override bool AlwaysConverges => true;

    public override bool Step() => Advance(1, out _) > 0;

    public override long Advance(long count, out bool settled)
    {
        long steps = Math.Min(count, total - done);
        settled = steps < count;
        done += steps;
        return steps;
    }

    public override void CopyTo(Span<byte> cells)
    {
        if (done == total)
        {
            final.CopyTo(cells);
        }
        else if (done == 0)
        {
            initial.Cells.CopyTo(cells);
        }
        else
        {
            // Cells near the wall are as they will stay: only the others are gone through.
            final.CopyTo(cells);
            OneWayWindow.Run(form, initial, done, cells);
            CellUpdates += initial.Count;
        }
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        initial = initial.Adopt(cells.ToArray());
        Pass();
    }

    public override void Mark() => CopyTo(mark ??= new byte[final.Length]);

    public override bool IsAtMark()
    {
        byte[] now = new byte[final.Length];
        CopyTo(now);
        return now.AsSpan().SequenceEqual(mark);
    }

    private void Pass()
    {
        total = OneWayScan.Run(form, initial, final, cancellation);
        done = 0;
        CellUpdates += initial.Count;
    }
}
