using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;

namespace Lightcone.Engines;

/// <summary>Drives a stepper to its end: a number of steps, a fixed point, or a cycle. Only steps that change something are counted.</summary>
/// <param name="initial">The start.</param>
/// <param name="stepper">The run, at its start.</param>
/// <param name="engine">The engine that was chosen for it.</param>
/// <param name="again">Begins another run of the engine named.</param>
/// <param name="reporter">Progress and cancellation.</param>
internal sealed class EvolutionLoop(Lattice initial, Stepper stepper, EngineKind engine, Func<EngineKind, Stepper> again, Reporter reporter)
{
    /// <summary>Runs until the aim or the cap is reached.</summary>
    public Evolution Run(Until until)
    {
        long limit = until.Limit(initial.Count);
        return until is Until.ToCycle && !stepper.AlwaysConverges ? Brent(limit) : Straight(limit, until is Until.StepCount);
    }

    private Evolution Straight(long limit, bool countOnly)
    {
        for (long steps = 0; steps < limit;)
        {
            reporter.Tick(steps, stepper.CellUpdates);
            steps += stepper.Advance(limit - steps, out bool settled);
            if (settled)
                return Converged(steps);
        }

        return countOnly ? Result(Present(), limit, Outcome.StepsDone, null) : AtCap(limit);
    }

    /// <summary>
    /// Brent's search (1980, BIT 20, 176-184) finds the period from one run: the state is marked after 0, 1, 3, 7, ... steps and every later one compared with the mark, in all cells.
    /// So a cycle of period p entered after m steps is found after s + p steps, s being the first of these numbers that is at least m and at least p - 1.
    /// </summary>
    private Evolution Brent(long limit)
    {
        long power = 1;
        long period = 0;
        stepper.Mark();
        for (long steps = 0; steps < limit; steps++)
        {
            reporter.Tick(steps, stepper.CellUpdates);
            if (!stepper.Step())
                return Converged(steps);
            period++;
            if (stepper.IsAtMark())
                return Entry(steps + 1, period);
            if (period < power)
                continue;
            stepper.Mark();
            power *= 2;
            period = 0;
        }

        return AtCap(limit);
    }

    /// <summary>At the cap one more step may show that nothing changes any more. A changed state lies beyond the cap and is not returned.</summary>
    private Evolution AtCap(long limit)
    {
        byte[] last = Present();
        return stepper.Step() ? Result(last, limit, Outcome.LimitReached, null) : Converged(limit);
    }

    private Evolution Entry(long searched, long period)
    {
        // The search may have changed engines; both runs below use the one it ended with, so that they can be compared.
        EngineKind last = stepper is ITakesTurns turns ? turns.Active : engine;
        CycleEntry entry = new(again(last), again(last), period, reporter, searched, stepper.CellUpdates);
        (Attractor attractor, byte[] cells) = entry.Find(initial.Count);
        return Result(cells, attractor.Transient + period, Outcome.Cycle, attractor) with { CellUpdates = entry.CellUpdates };
    }

    private Evolution Converged(long steps) => Result(Present(), steps, Outcome.FixedPoint, new Attractor(1, steps));

    private byte[] Present()
    {
        byte[] cells = new byte[initial.Count];
        stepper.CopyTo(cells);
        return cells;
    }

    private Evolution Result(byte[] cells, long steps, Outcome outcome, Attractor? attractor) => new()
    {
        Initial = initial,
        Final = initial.Adopt(cells),
        Steps = steps,
        Outcome = outcome,
        Attractor = attractor,
        CellUpdates = stepper.CellUpdates,
        Engine = (stepper is ITakesTurns turns ? turns.Main : engine).Name,
    };
}
