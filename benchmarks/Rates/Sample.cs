using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;

namespace Lightcone.Rates;

/// <summary>One rule in one engine: what a cell update costs and what a step costs besides.</summary>
/// <param name="Name">The rule.</param>
/// <param name="CompiledRule">The rule, compiled.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Units">Operations or look-ups a cell, as the cost model counts them.</param>
/// <param name="Long">A start of many cells.</param>
/// <param name="Short">A start of few cells.</param>
internal sealed record Sample(string Name, CompiledRule CompiledRule, Engine Engine, double Units, Lattice Long, Lattice Short)
{
    /// <summary>Nanoseconds a cell update of many cells, and what a step of few takes besides.</summary>
    public (double Cell, double Step) Measure()
    {
        double cell = PerUpdate(Long);
        return (cell, (PerUpdate(Short) - cell) * Short.Count);
    }

    /// <summary>Nanoseconds a cell update of a run that goes on.</summary>
    private double PerUpdate(Lattice start)
    {
        Stepper stepper = Engine.Kind!.Start(CompiledRule.Forms, start, CancellationToken.None);
        return Clock.Least(() =>
        {
            long before = stepper.CellUpdates;
            for (int i = 0; i < 4; i++)
                stepper.Advance(1_024, out _);
            return stepper.CellUpdates - before;
        });
    }
}
