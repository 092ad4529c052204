using Lightcone.Engines.ActiveCells;
using Lightcone.Engines.Additive;
using Lightcone.Engines.Bits;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.HashLife;
using Lightcone.Engines.Network;
using Lightcone.Engines.Scan;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Table;
using Lightcone.Engines.Tiles;
using Lightcone.Engines.Wavefront;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines;

/// <summary>Which engines can run a rule, which one a run gets, and the steppers that belong to them.</summary>
internal static class EngineChoice
{
    /// <summary>Up to this many cells the table engine's step is as cheap as any other's, and nothing has to be built for it.</summary>
    public const int SmallLattice = 512;

    /// <summary>Up to this many states the maps that the one-way engine keeps for a number of steps are small.</summary>
    private const int FewStates = 16;

    /// <summary>Below this length single steps of the byte engine spend more on the ends of its lanes than inside them.</summary>
    public const int LongRow = 1 << 14;

    /// <summary>Steps of an affine rule from which leaps are faster than any dense engine.</summary>
    public const long LeapSteps = 256;

    /// <summary>Predicted seconds that runs have to last before passes and networks are made for them, just to know whether they would be faster.</summary>
    public const double WorthASearch = 0.05;

    /// <summary>Refuses an engine that can never run this rule.</summary>
    /// <exception cref="ArgumentException">The engine needs something that the rule lacks.</exception>
    public static void Require(CompiledRule kernel, Engine engine)
    {
        if (Refusal(kernel, engine) is { } refusal)
            throw new ArgumentException(refusal, nameof(engine));
    }

    /// <summary>Why an engine can never run this rule, and what to do instead; null when it can.</summary>
    public static string? Refusal(CompiledRule kernel, Engine engine) => engine switch
    {
        Engine.Network when kernel.Network is null => "The reference engine runs the network itself; this rule is a table without one. Learn it first, or choose another engine.",
        Engine.Bits when kernel.Compiled.Circuit is null => $"The bit-sliced engine would need more than {Circuit.MaxSize:N0} multiplexers for this rule, slower than looking it up. Use the table engine.",
        Engine.Wavefront when kernel.Compiled.Wavefront is null && kernel.Compiled.Grid is null => kernel.Rule.Dimensions == 1
            ? "The wavefront engine would need too large a circuit for this rule. Use the table engine."
            : "In two dimensions the wavefront engine runs rules of two states that read cells at most one column and one row away and no frozen field. Use the table engine.",
        Engine.Bytes when kernel.Compiled.Bytes is null => $"The byte engine runs rules in one dimension that tell apart at most {ByteForm.MostCodes} neighborhoods, or up to {ByteForm.MostPages} times as many when one position picks among tables of that size. Use the table engine.",
        Engine.Additive when kernel.Compiled.Affine is null => "The affine engine runs rules of two states in one dimension whose next state is a sum modulo 2 of states and of a constant for each frozen context. Use the table engine.",
        Engine.HashLife when kernel.Compiled.HashCells is null => $"The hash engine runs rules in one dimension with at most {HashCells.MostPairs} pairs of a state and a class of frozen contexts. Use the table engine.",
        Engine.Tiles when kernel.Compiled.Grid is null => "The engine of tiles runs rules in two dimensions, of two states, that read cells at most one column and one row away and no frozen field. Use the table engine.",
        Engine.Scan when kernel.Compiled.OneWay is null => "The one-pass engine runs rules in one dimension that depend on their state at exactly one other cell. Use the table engine or the frontier.",
        _ => null,
    };

    /// <summary>Why an engine that can run this rule cannot run it on this lattice; null when it can.</summary>
    public static string? Refusal(CompiledRule kernel, Engine engine, Lattice initial) => engine switch
    {
        Engine.Scan when !OneWayForm.FitsBoundary(initial) => $"The one-pass engine begins at a wall; this lattice is {initial.Boundary}. Use a fixed boundary or another engine.",
        Engine.Additive => kernel.Compiled.Affine!.Refusal(initial.Boundary),
        _ => null,
    };

    /// <summary>Runs with the engine asked for, or with the one picked for this run.</summary>
    public static Evolution Evolve(CompiledRule kernel, Lattice initial, Until until, IProgress<long>? progress, CancellationToken cancellation)
    {
        (Engine engine, bool adaptive) = Pick(kernel, initial, until);
        kernel.Compiled.History.Add(engine, until is Until.StepCount count ? EngineCosts.Seconds(kernel, engine, initial.Count, count.Count) : 0);
        if (engine == Engine.Scan)
            return OneWayRun.Run(kernel.Compiled.OneWay!, initial, until, cancellation);
        Stepper run = adaptive ? Adaptive(kernel, initial, engine)
            : kernel.Engine == Engine.Auto && engine == Engine.Wavefront && kernel.Compiled.Grid is not null ? AdaptiveGrid(kernel.Compiled, initial)
            : Stepper(kernel, initial, engine, cancellation);
        return new EvolutionLoop(initial, run, engine, again => Stepper(kernel, initial, again, cancellation), new Reporter(progress, cancellation)).Run(until);
    }

    /// <summary>The engine for a run; <c>Adaptive</c> says that it gives way to the frontier while few cells change.</summary>
    /// <exception cref="ArgumentException">The engine asked for cannot run on this lattice: no wall for the one-pass engine, or a boundary at which sums have no powers.</exception>
    public static (Engine Engine, bool Adaptive) Pick(CompiledRule kernel, Lattice initial, Until until)
    {
        if (Refusal(kernel, kernel.Engine, initial) is { } refusal)
            throw new ArgumentException(refusal, nameof(initial));
        if (kernel.Engine != Engine.Auto)
            return (kernel.Engine, false);
        bool small = initial.Count <= SmallLattice;
        MachineRates rates = kernel.Compiled.Rates;
        if (!(small && until is Until.StepCount) && SweepFits(kernel, initial)
            && (until is not Until.StepCount count || (kernel.Rule.State.Size <= FewStates && count.Count * EngineRates.Table(rates, kernel.Compiled.Table) > EngineRates.OnePass(rates, kernel.Rule.State.Size))))
            return (Engine.Scan, false);
        return until is Until.StepCount steps ? (LongRun(kernel, initial, steps.Count), false) : (SingleSteps(kernel, initial), !small);
    }

    /// <summary>Whether one sweep gives the fixed point of this rule on this lattice.</summary>
    public static bool SweepFits(CompiledRule kernel, Lattice initial) => OneWayForm.FitsBoundary(initial) && kernel.Compiled.OneWay is not null;

    /// <summary>The engine for recording a run step by step.</summary>
    public static Engine ForRecording(CompiledRule kernel, Lattice initial) =>
        kernel.Engine is Engine.Auto or Engine.Scan ? (initial.Count <= SmallLattice ? Engine.Table : Dense(kernel)) : kernel.Engine;

    /// <summary>A run of one engine.</summary>
    /// <param name="kernel">The rule.</param>
    /// <param name="initial">The start.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellation">Ends a leap that would take long; runs of other engines come back after every stretch.</param>
    public static Stepper Stepper(CompiledRule kernel, Lattice initial, Engine engine, CancellationToken cancellation = default) => engine switch
    {
        Engine.Network => new NetworkStepper(kernel.Network!, initial),
        Engine.HashLife => new HashStepper(kernel.Compiled, initial, cancellation: cancellation),
        Engine.Additive => new AdditiveStepper(kernel.Compiled, initial),
        _ => Reloadable(kernel.Compiled, initial, engine),
    };

    /// <summary>The faster of the two engines that evaluate every cell.</summary>
    public static Engine Dense(CompiledRule kernel) => kernel.Compiled.SmallCircuit is null ? Engine.Table : Engine.Bits;

    /// <summary>
    /// The cheapest engine for a number of steps. Where the run, or all that this kernel has run so far, is so long that searching a network and compiling it is little beside what they save, those that need it are tried;
    /// what was run before counts against their preparation, so that many short runs of one kernel are served as one long one.
    /// </summary>
    private static Engine LongRun(CompiledRule kernel, Lattice initial, long steps)
    {
        double before = kernel.Compiled.History.Seconds;
        Engine best = SingleSteps(kernel, initial);
        double least = Cost(best);
        if (steps >= LeapSteps)
            Consider(Engine.Additive);
        // Small lattices have less than a cell a lane.
        if (least + before > WorthASearch && initial.Count > SmallLattice)
        {
            Consider(Engine.Table);
            Consider(Dense(kernel));
            Consider(Engine.Bytes);
            Consider(Engine.Wavefront);
        }

        return best;

        double Cost(Engine engine) => EngineCosts.Seconds(kernel, engine, initial.Count, steps) - Math.Min(before, EngineCosts.Preparation(kernel, engine));

        void Consider(Engine engine)
        {
            if ((Refusal(kernel, engine) ?? Refusal(kernel, engine, initial)) is null && Cost(engine) < least)
                (best, least) = (engine, Cost(engine));
        }
    }

    /// <summary>The fastest dense engine when it goes step by step: of those that need no network, bytes on long rows, whose passes are made in some milliseconds.</summary>
    private static Engine SingleSteps(CompiledRule kernel, Lattice initial)
    {
        if (initial.Count <= SmallLattice)
            return Engine.Table;
        Engine best = Engine.Table;
        Consider(Dense(kernel));
        if (initial.Shape.Dimensions == 1 && initial.Count >= LongRow && kernel.Compiled.Bytes is not null)
            Consider(Engine.Bytes);
        return best;

        void Consider(Engine engine)
        {
            if (EngineRates.SingleStep(kernel, engine, initial.Count) < EngineRates.SingleStep(kernel, best, initial.Count))
                best = engine;
        }
    }

    private static ReloadableStepper Reloadable(RuleForms compiled, Lattice initial, Engine engine) => engine switch
    {
        Engine.Bits => new BitSlicedStepper(compiled.Table, compiled.Circuit!, initial),
        Engine.ActiveCells => new ActiveCellsStepper(compiled.Table, initial),
        Engine.Wavefront when compiled.Grid is { } grid => new GridStepper(grid, initial),
        Engine.Tiles => TileGeometry.Fits(initial.Shape, initial.Boundary) ? new TileStepper(compiled.Tiles!, initial) : new GridStepper(compiled.Grid!, initial),
        // With less than one cell a lane there is nothing to slice.
        Engine.Bytes when initial.Count >= ByteStepper.FewestCells => new ByteStepper(compiled, initial),
        Engine.Wavefront when initial.Count >= LaneGeometry.Lanes => new WavefrontStepper(compiled, initial),
        _ => new TableStepper(compiled.Table, initial),
    };

    /// <summary>A run of a two-state rule on a grid of zeros that changes between all cells and tiles.</summary>
    /// <param name="compiled">The rule, which has such kernels.</param>
    /// <param name="shape">The grid.</param>
    /// <param name="boundary">What lies beyond it.</param>
    /// <param name="threads">Threads of the dense engine.</param>
    /// <param name="startsInTiles">Whether the run begins in tiles.</param>
    public static BitGridStepper AdaptiveGrid(RuleForms compiled, Shape shape, Boundary boundary, int threads, bool startsInTiles)
    {
        GridStepper dense = new(compiled.Grid!, shape, boundary, threads);
        return TileGeometry.Fits(shape, boundary)
            ? new AdaptiveGridStepper(dense, EngineRates.Wavefront(compiled.Rates, compiled.Grid!) / threads, EngineRates.Tile(compiled.Rates, compiled.Grid!), startsInTiles, () => new TileStepper(compiled.Tiles!, shape, boundary))
            : dense;
    }

    private static BitGridStepper AdaptiveGrid(RuleForms compiled, Lattice initial)
    {
        BitGridStepper run = AdaptiveGrid(compiled, initial.Shape, initial.Boundary, 1, false);
        run.Load(initial.Cells);
        return run;
    }

    private static AdaptiveStepper Adaptive(CompiledRule kernel, Lattice initial, Engine dense) =>
        new(Reloadable(kernel.Compiled, initial, dense), dense, EngineRates.SingleStep(kernel, dense, initial.Count), () => Reloadable(kernel.Compiled, initial, Engine.ActiveCells), kernel.Compiled.Rates, initial.Count);
}
