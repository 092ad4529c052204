using System.Collections.Immutable;
using Lightcone.Engines.ActiveCells;
using Lightcone.Engines.Additive;
using Lightcone.Engines.Bits;
using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.HashLife;
using Lightcone.Engines.Network;
using Lightcone.Engines.Scan;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Table;
using Lightcone.Engines.Tiles;
using Lightcone.Engines.Wavefront;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Engines;

/// <summary>How a rule is run. Every engine gives the same bytes; they differ in speed and in what they can run.</summary>
/// <remarks>This is the one list of engines. What an engine can run, what it costs and how it starts is described in its own folder.</remarks>
public sealed class Engine
{
    private static readonly List<Engine> Listed = [];

    internal Engine(EngineKind? kind) => Kind = kind;

    /// <summary>The engine is picked for each run by the rule, the length and the aim.</summary>
    public static Engine Auto { get; } = new(null);

    /// <summary>The network itself: local convolution, argmax, repeat. The object of the paper (arXiv 2602.01651), and the slowest; needs a <see cref="NeuralRule"/>.</summary>
    public static Engine Network { get; } = List(new NetworkEngine());

    /// <summary>One table look-up a cell and step. Runs every rule on every lattice.</summary>
    public static Engine Table { get; } = List(new TableEngine());

    /// <summary>Many cells at once: symbols as planes of bits, the table as a circuit of logical operations on whole words.</summary>
    public static Engine Bits { get; } = List(new BitsEngine());

    /// <summary>Only cells whose neighborhood changed are looked at: work is proportional to what happens, not to length times steps.</summary>
    public static Engine ActiveCells { get; } = List(new ActiveCellsEngine());

    /// <summary>For one-way rules behind a wall: one pass along the direction of influence gives the fixed point, and counts the steps that synchronous updating would take, exactly.</summary>
    public static Engine Scan { get; } = List(new ScanEngine());

    /// <summary>Rows of at least 512 cells, cut into 512 lanes, symbols as planes of bits, several generations in one pass: the fastest dense engine for long rows and many steps, for any rule whose circuit is small enough.</summary>
    public static Engine Wavefront { get; } = List(new WavefrontEngine());

    /// <summary>Grids of rules of two states that read cells at most one column and one row away, in lanes of bits, several generations in one pass: the fastest for large grids where much happens.</summary>
    public static Engine Grid { get; } = List(new GridEngine());

    /// <summary>The same grids in tiles of some 50 x 50 cells: tiles in and around which nothing happens, or only what repeats after 1, 2, 3 or 6 steps, are left out.</summary>
    public static Engine Tiles { get; } = List(new TilesEngine());

    /// <summary>Rows of at least 256 cells, cut into 64 lanes, a byte a cell, the table in registers and looked up for 64 cells at once: the fastest dense engine where circuits are large, as for random tables of four symbols and more.</summary>
    public static Engine Bytes { get; } = List(new BytesEngine());

    /// <summary>HashLife in one dimension: equal parts of the row have equal futures, and each is computed once, 2^k steps at a time. Rows that repeat themselves go any number of steps in the time of a few; random rows are far slower than on dense engines.</summary>
    public static Engine HashLife { get; } = List(new HashLifeEngine());

    /// <summary>Rules of two states in one dimension that add states modulo 2 (60, 90, 102, 105, 150, 165, 170 and their like): 2^k steps are a single pass over the bits, so that any number of steps takes no more passes than it has binary digits.</summary>
    public static Engine Additive { get; } = List(new AdditiveEngine());

    /// <summary>All engines, <see cref="Auto"/> left out, which is none.</summary>
    public static ImmutableArray<Engine> All { get; } = [.. Listed];

    /// <summary>The name on the command line and in <see cref="Evolution.Engine"/>.</summary>
    public string Name => Kind?.Name ?? "auto";

    /// <summary>What it does, in one line.</summary>
    public string Summary => Kind?.Summary ?? "the cheapest for the rule, the length and the aim";

    /// <summary>What the engine is; null for <see cref="Auto"/>.</summary>
    internal EngineKind? Kind { get; }

    /// <summary>The engine of a name; null when there is none.</summary>
    /// <param name="name">The name, with or without its hyphens.</param>
    public static Engine? Find(string name) =>
        All.Prepend(Auto).FirstOrDefault(engine => engine.Name == name || engine.Name.Replace("-", "", StringComparison.Ordinal) == name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Engine List(EngineKind kind)
    {
        Engine engine = new(kind);
        Listed.Add(engine);
        return engine;
    }
}
