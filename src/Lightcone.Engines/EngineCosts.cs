using System.Collections.Immutable;
using Lightcone.Tasks;

namespace Lightcone.Engines;

/// <summary>The cost model: what a run takes in each engine, from the rule's circuits and tables, the length and the horizon. How much happens is not known before a run, so every figure is that of the worst case.</summary>
internal static class EngineCosts
{
    /// <summary>Every engine, cheapest first; those whose cost depends on what happens next, then those that cannot run this.</summary>
    /// <param name="kernel">The rule.</param>
    /// <param name="initial">The start.</param>
    /// <param name="steps">The most steps that the aim allows.</param>
    /// <param name="settles">Whether the aim is a fixed point, which a sweep gives.</param>
    public static ImmutableArray<RunPlan.EngineCost> All(CompiledRule kernel, Lattice initial, long steps, bool settles) =>
        [.. Enum.GetValues<Engine>().Where(static engine => engine != Engine.Auto).Select(engine => Cost(kernel, initial, engine, steps, settles)).OrderBy(static cost => (cost.Refusal is not null, cost.Seconds ?? double.MaxValue))];

    /// <summary>Predicted seconds, those until a kernel is ready included unless it has run with this engine before.</summary>
    public static double Seconds(CompiledRule kernel, Engine engine, int cells, long steps)
    {
        double updates = (double)cells * (engine switch { Engine.Scan => 1, Engine.Additive => MostLeaps(steps), _ => steps });
        double conversion = EngineRates.Conversion(kernel.Compiled.Rates, engine) * cells;
        return Preparation(kernel, engine) + (1e-9 * (conversion + (updates * EngineRates.Of(kernel, engine)) + (steps * EngineRates.Step(kernel, engine))));
    }

    /// <summary>The most passes of leaps: one for each binary digit of the steps, twice over when the run comes to rest, and one for the constants.</summary>
    public static long MostLeaps(long steps) => 3 * (System.Numerics.BitOperations.Log2((ulong)steps | 1) + 1L);

    /// <summary>Seconds until a rule is ready for its first run with an engine: tables, circuits and networks are searched, passes compiled, and the engine's own code too. Later runs of the same kernel do without.</summary>
    public static double Preparation(CompiledRule kernel, Engine engine) => engine switch
    {
        _ when kernel.Compiled.History.Has(engine) => 0,
        Engine.Wavefront => 0.04,
        Engine.Bytes => 0.015,
        Engine.Bits => 0.01,
        _ => 0.003,
    };

    private static RunPlan.EngineCost Cost(CompiledRule kernel, Lattice initial, Engine engine, long steps, bool settles)
    {
        if ((EngineChoice.Refusal(kernel, engine) ?? EngineChoice.Refusal(kernel, engine, initial)) is { } refusal)
            return new(engine, null, refusal);
        return new(engine, engine == Engine.ActiveCells ? null : Seconds(kernel, engine, initial.Count, steps) * (engine == Engine.Scan && !settles ? 2 : 1), null);
    }
}
