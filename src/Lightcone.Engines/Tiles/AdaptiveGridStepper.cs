using Lightcone.Engines.Grid;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Formats;

namespace Lightcone.Engines.Tiles;

/// <summary>
/// All cells first, then tiles for as long as so few of them are active that they are cheaper. How many cells differ from those some generations ago tells at little cost when it is not worth a try; a try costs a
/// dozen dense generations, so the time between two of them doubles whenever one was in vain.
/// The decisions count tiles and read no clock: the same run makes the same ones.
/// </summary>
internal sealed class AdaptiveGridStepper : BitGridStepper, ITakesTurns
{
    /// <summary>Dense generations before the first look.</summary>
    private const long FirstSpan = 192;

    /// <summary>Cells that differ in an active tile, from which up a try is certain to be in vain.</summary>
    private const long BusyTile = 24;

    private readonly GridStepper dense;
    private readonly (EngineKind Dense, EngineKind Tiles) kinds;
    private readonly Func<TileStepper> makeTiles;
    private readonly double densePerGeneration;
    private readonly double perTile;
    private TileStepper? tiles;
    private BitGridStepper active;
    private long span = FirstSpan;
    private long left;
    private long denseSteps;
    private long tileSteps;

    /// <param name="kinds">The two engines.</param>
    /// <param name="dense">The dense engine at the start of the run.</param>
    /// <param name="denseCell">What it costs, in nanoseconds a cell.</param>
    /// <param name="perTile">What a tile costs, in nanoseconds a generation.</param>
    /// <param name="startsInTiles">Whether the run begins in tiles, as one does of which most cells are 0.</param>
    /// <param name="makeTiles">Makes the tiles when they are first needed.</param>
    public AdaptiveGridStepper((EngineKind Dense, EngineKind Tiles) kinds, GridStepper dense, double denseCell, double perTile, bool startsInTiles, Func<TileStepper> makeTiles)
        : base(dense.Shape)
    {
        this.kinds = kinds;
        this.dense = dense;
        this.makeTiles = makeTiles;
        densePerGeneration = denseCell * dense.Shape.Count;
        this.perTile = perTile;
        active = dense;
        left = startsInTiles ? 0 : span;
    }

    public EngineKind Main => tileSteps > denseSteps ? kinds.Tiles : kinds.Dense;

    public EngineKind Active => active == dense ? kinds.Dense : kinds.Tiles;

    public override long Population => active.Population;

    public override bool Step() => Advance(1, out _) > 0;

    public override long Advance(long count, out bool settled)
    {
        if (active == dense && left <= 0)
        {
            long busy = (long)(BusyTile * densePerGeneration / perTile);
            if (dense.Differences(TileGeometry.Reach, busy) > busy)
            {
                left = FirstSpan;
            }
            else
            {
                tiles ??= makeTiles();
                ChangeTo(tiles);
            }
        }

        long before = active.CellUpdates;
        long steps = active.Advance(active == dense ? Math.Min(count, Math.Max(1, left)) : count, out settled);
        CellUpdates += active.CellUpdates - before;
        if (active == dense)
        {
            left -= steps;
            denseSteps += steps;
            return steps;
        }

        tileSteps += steps;
        if (!settled && tiles!.ActiveTiles * perTile > densePerGeneration && count >= TileGeometry.Reach)
        {
            span *= 2;
            left = span;
            ChangeTo(dense);
        }

        return steps;
    }

    public override void ReadRow(int y, Span<ulong> bits) => active.ReadRow(y, bits);

    public override void WriteRow(int y, ReadOnlySpan<ulong> bits) => active.WriteRow(y, bits);

    public override void Written() => active.Written();

    public override void Mark() => throw new NotSupportedException("Runs that look for cycles do not change engines.");

    public override bool IsAtMark() => throw new NotSupportedException("Runs that look for cycles do not change engines.");

    private void ChangeTo(BitGridStepper other)
    {
        other.Load(active);
        active = other;
    }
}
