namespace Lightcone.Kernels;

/// <summary>Drives a stepper to its end: a number of steps, a fixed point, or a cycle.</summary>
internal static class EvolutionLoop
{
    public static Evolution Run(Func<Stepper> start, Engine engine, Lattice initial, Until until, IProgress<long>? progress, CancellationToken cancellation)
    {
        long limit = until.Limit(initial.Count);
        return until is Until.Repetition
            ? Brent(start, engine, initial, limit, progress, cancellation)
            : Straight(start(), engine, initial, limit, until is Until.Rest, progress, cancellation);
    }

    private static Evolution Straight(Stepper stepper, Engine engine, Lattice initial, long limit, bool rest, IProgress<long>? progress, CancellationToken cancellation)
    {
        Reporter reporter = new(progress, initial.Count, cancellation);
        long steps = 0;
        bool changed = true;
        // One step beyond the cap may still find that nothing changes: that is a fixed point reached in time.
        while (steps < limit || (rest && steps == limit))
        {
            reporter.Tick(steps);
            changed = stepper.Step();
            if (!changed)
                break;
            steps++;
        }

        if (rest && steps > limit)
            return Result(stepper, engine, initial, steps, Outcome.LimitReached, null);
        return changed
            ? Result(stepper, engine, initial, steps, Outcome.StepsDone, null)
            : Result(stepper, engine, initial, steps, Outcome.FixedPoint, new Attractor(1, steps));
    }

    /// <summary>Brent's search finds the period from one run; a second run from the start, with two copies a period apart, finds the transient. Every comparison is of all cells.</summary>
    private static Evolution Brent(Func<Stepper> start, Engine engine, Lattice initial, long limit, IProgress<long>? progress, CancellationToken cancellation)
    {
        Stepper stepper = start();
        Reporter reporter = new(progress, initial.Count, cancellation);
        long steps = 0;
        long power = 1;
        long period = 0;
        stepper.Mark();
        while (true)
        {
            if (steps > limit)
                return Result(stepper, engine, initial, steps, Outcome.LimitReached, null);
            reporter.Tick(steps);
            if (!stepper.Step())
                return Result(stepper, engine, initial, steps, Outcome.FixedPoint, new Attractor(1, steps));
            steps++;
            period++;
            if (stepper.IsAtMark())
                break;
            if (period == power)
            {
                stepper.Mark();
                power *= 2;
                period = 0;
            }
        }

        return CycleEntry.Find(start, engine, initial, period, stepper.CellUpdates, reporter);
    }

    internal static Evolution Result(Stepper stepper, Engine engine, Lattice initial, long steps, Outcome outcome, Attractor? attractor)
    {
        byte[] cells = new byte[initial.Count];
        stepper.CopyTo(cells);
        return new Evolution
        {
            Initial = initial,
            Final = initial.Adopt(cells),
            Steps = steps,
            Outcome = outcome,
            Attractor = attractor,
            CellUpdates = stepper.CellUpdates,
            Engine = engine,
        };
    }

    /// <summary>Reports and listens for cancellation about once in a million cell updates.</summary>
    internal sealed class Reporter(IProgress<long>? progress, int cells, CancellationToken cancellation)
    {
        private readonly long interval = Math.Max(1, (1 << 20) / cells);

        public void Tick(long steps)
        {
            if (steps % interval != 0)
                return;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(steps);
        }
    }
}
