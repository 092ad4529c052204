using Lightcone.Kernels;

namespace Lightcone.Rates;

/// <summary>One rule in one engine: what a cell update costs and what a step costs besides.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Kernel">The rule, compiled.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Units">Operations or look-ups a cell, as the cost model counts them.</param>
/// <param name="Long">A start of many cells.</param>
/// <param name="Short">A start of few cells.</param>
internal sealed record Sample(string Name, Kernel Kernel, Engine Engine, double Units, Lattice Long, Lattice Short)
{
    /// <summary>Nanoseconds a cell update, and nanoseconds a step besides.</summary>
    public (double Cell, double Step) Measure()
    {
        double large = PerStep(Long);
        double small = PerStep(Short);
        double cell = (large - small) / (Long.Count - Short.Count);
        return (cell, small - (cell * Short.Count));
    }

    /// <summary>Nanoseconds a step of a run that goes on: the least of several times.</summary>
    private double PerStep(Lattice start)
    {
        Stepper stepper = EngineChoice.Stepper(Kernel, start, Engine);
        return Clock.Least(() =>
        {
            long done = 0;
            for (int i = 0; i < 4; i++)
                done += stepper.Advance(1_024, out _);
            return done;
        });
    }
}
