using Lightcone.Engines.Bytes;
using Lightcone.Engines.Grid;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines;

/// <summary>
/// What engines cost, in nanoseconds, on one core of a machine of 2025 with 512-bit vectors. Measured once; predictions and choices use these figures and no clock, so that a run is the same everywhere.
/// They are for telling seconds from hours, not for benchmarks.
/// </summary>
internal static class EngineRates
{
    /// <summary>One evaluation of the network at a cell: some forty multiplications and an argmax.</summary>
    public const double Reference = 55;

    /// <summary>One cell that the frontier evaluates.</summary>
    public const double Event = 5;

    /// <summary>One cell of the frontier's first step, which looks at all of them.</summary>
    public const double FirstLook = 3;

    /// <summary>One input or multiplexer of the bit-sliced engine, per cell.</summary>
    private const double Gate = 0.003;

    /// <summary>One cell of the table engine: its neighbors are summed to a number, 32 cells at a time, and looked up one by one.</summary>
    public static double Table(EssentialTable table) => 0.7 + (0.08 * table.StateOffsets.Length);

    /// <summary>What a step costs however few cells there are: calls and edges of single steps, and ends of lanes.</summary>
    public static double Step(Engine engine, int dimensions) => engine switch
    {
        Engine.Scan or Engine.Additive or Engine.HashLife => 0,
        Engine.Bytes => 20,
        Engine.Wavefront => dimensions == 1 ? 35 : 700,
        Engine.Bits => dimensions == 1 ? 50 : 300,
        _ => 50,
    };

    /// <summary>One cell of the bit-sliced engine.</summary>
    public static double BitSliced(Circuit circuit) => Gate * (circuit.Inputs + circuit.Outputs.Length + circuit.Size);

    /// <summary>One cell of the one-way sweep: of two states one is to be followed, of more several.</summary>
    public static double OnePass(int states) => states == 2 ? 4 : 8 + (1.25 * Math.Min(states, 16));

    /// <summary>One cell of the wavefront engine: one look-up in three inputs takes an eighth of a nanosecond for 512 cells.</summary>
    public static double Wavefront(LookupNetwork network) => 0.0003 * (network.Gates.Length + 1);

    /// <summary>One cell of the byte engine: two to three instructions a cycle on 64 cells; tables of many pages are read from memory again and again.</summary>
    public static double Bytes(ByteForm form) => CompiledBytePass.IsAvailable ? (form.Pages == 1 ? 0.0019 : 0.0033) * form.Operations : 0.02 * ((form.Codes / 16.0) + form.Operations);

    /// <summary>One step by itself. A row of bytes goes through the cache for each.</summary>
    public static double SingleStep(CompiledRule kernel, Engine engine, int cells) =>
        Step(engine, kernel.Rule.Dimensions) + (cells * (engine == Engine.Bytes ? Math.Max(Bytes(kernel.Compiled.Bytes!.Form), 0.03) : Of(kernel, engine)));

    /// <summary>One cell of a shifted row that the affine engine adds.</summary>
    public const double Affine = 0.01;

    /// <summary>One cell of HashLife at its worst, when nothing repeats itself.</summary>
    public const double Hash = 4;

    /// <summary>One cell of the wavefront engine in two dimensions: look-ups as in one, and as much again for the ends of rows and for memory.</summary>
    public static double Wavefront(GridKernels kernels) => 0.0003 * (kernels.Circuit.Size + 2);

    /// <summary>One tile and generation, its neighbors' share included.</summary>
    public const double Tile = 35;

    /// <summary>What one cell update of an engine costs for this rule.</summary>
    public static double Of(CompiledRule kernel, Engine engine) => engine switch
    {
        Engine.Network => Reference,
        Engine.Bits => BitSliced(kernel.Compiled.Circuit!),
        Engine.ActiveCells => Event,
        Engine.Wavefront => kernel.Compiled.Grid is { } grid ? Wavefront(grid) : Wavefront(kernel.Compiled.Lookups!),
        Engine.HashLife => Hash,
        Engine.Additive => Affine * (kernel.Compiled.Affine!.Offsets.Length + 2),
        Engine.Bytes => Bytes(kernel.Compiled.Bytes!.Form),
        Engine.Tiles => Tile / (Tiles.TileGeometry.Side * Tiles.TileGeometry.Side),
        Engine.Scan => OnePass(kernel.Rule.State.Size),
        _ => Table(kernel.Compiled.Table),
    };
}
