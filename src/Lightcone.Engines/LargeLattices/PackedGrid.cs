using System.Security.Cryptography;
using Lightcone.Engines.Grid;
using Lightcone.Engines.Lanes;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Tiles;
using Lightcone.Formats.Golly;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.LargeLattices;

/// <summary>
/// A grid of a two-state rule that stays in bits from one call to the next: some 10^9 cells in less than a gigabyte, without a byte a cell in between. What it holds changes as it runs; a <see cref="Lattice"/> does not.
/// </summary>
/// <remarks>
/// <para>The rule is any whose cells have two states and read cells at most one column and one row away: <c>B3/S23</c> and its family, or a learned table on 3 x 3 cells.</para>
/// <para>With a rule compiled for <see cref="Engine.Auto"/> the run changes between the dense engine (<see cref="Engine.Grid"/>) and tiles (<see cref="Engine.Tiles"/>) by how many tiles are active; the cells are the same whichever runs. Not safe for use by several
/// threads at once.</para>
/// </remarks>
public sealed class PackedGrid
{
    /// <summary>Both fields of the dense engine, the tiles and what is kept of their changes, with margins.</summary>
    private const double BytesPerCell = 0.85;

    private readonly CompiledRule compiled;
    private readonly BitRows row;
    private readonly BitGridStepper run;

    private PackedGrid(CompiledRule compiled, Shape shape, Boundary boundary, int threads, bool startsInTiles)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        ArgumentNullException.ThrowIfNull(boundary);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Require(shape, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.85);
        if (Engine.Grid.Kind!.RefusalOfRule(compiled.Forms) is { } refusal)
            throw new ArgumentException(refusal, nameof(compiled));
        this.compiled = compiled;
        Shape = shape;
        Boundary = boundary;
        Threads = threads;
        row = new BitRows(shape.Width);
        run = Make(compiled, shape, boundary, threads, startsInTiles);
    }

    /// <summary>The rule.</summary>
    public LocalRule Rule => compiled.Rule;

    /// <summary>Columns and rows.</summary>
    public Shape Shape { get; }

    /// <summary>What lies beyond the edges.</summary>
    public Boundary Boundary { get; }

    /// <summary>Threads that the dense engine may use; tiles use one.</summary>
    public int Threads { get; }

    /// <summary>How many steps were asked for so far; steps after the last change are counted too.</summary>
    public long Generation { get; private set; }

    /// <summary>How many times a cell was evaluated so far.</summary>
    public long CellUpdates => run.CellUpdates;

    /// <summary>The engine that did most steps so far.</summary>
    public Engine Engine
    {
        get
        {
            EngineKind main = run is ITakesTurns turns ? turns.Main : run is TileStepper ? Engine.Tiles.Kind! : Engine.Grid.Kind!;
            return Engine.All.First(engine => engine.Kind == main);
        }
    }

    /// <summary>Look-ups in three bits that the dense engine's circuit takes for a cell, one instruction for 512 cells where the processor has such vectors.</summary>
    public int LookupsPerCell => GridForm.Of(compiled.Forms)!.Circuit.Size;

    /// <summary>How many cells are 1. Costs one pass over the bits.</summary>
    public long Population => run.Population;

    /// <summary>The same SHA-256 that <see cref="Lattice.Hash"/> gives for the same cells. Costs a pass over the cells at each call, at some two gigabytes a second.</summary>
    public string Hash
    {
        get
        {
            using IncrementalHash hash = CellHash.Begin(Shape, Rule.State.Size);
            byte[] cells = new byte[Shape.Width];
            for (int y = 0; y < Shape.Height; y++)
            {
                run.ReadRow(y, row.Bits);
                row.CopyTo(cells);
                hash.AppendData(cells);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The cell at column <paramref name="x"/> of row <paramref name="y"/>, 0 or 1. Costs reading the row; for more cells than one use <see cref="ReadRow"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public byte this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Shape.Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Shape.Height, nameof(y));
            run.ReadRow(y, row.Bits);
            return (byte)((row.Bits[x >> 6] >> (x & 63)) & 1);
        }
    }

    /// <summary>Begins with a lattice.</summary>
    /// <param name="compiled">The rule, compiled once for any number of runs: for <see cref="Engine.Auto"/>, or for one of the two engines.</param>
    /// <param name="initial">The start.</param>
    /// <param name="threads">Threads that the dense engine may use, at least 1 (the default). The cells are the same for any number.</param>
    /// <exception cref="ArgumentException">The rule or the engine is none of those that grids run on, or the lattice does not fit it.</exception>
    /// <exception cref="ResourceLimitException">So many cells do not fit into memory.</exception>
    public static PackedGrid Start(CompiledRule compiled, Lattice initial, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        compiled.Rule.Require(initial);
        PackedGrid run = new(compiled, initial.Shape, initial.Boundary, threads, false);
        run.run.Load(initial.Cells);
        return run;
    }

    /// <summary>Begins with zeros; patterns are put in by <see cref="Place(Lattice, int, int)"/>.</summary>
    /// <param name="compiled">The rule, compiled once for any number of runs: for <see cref="Engine.Auto"/>, or for one of the two engines.</param>
    /// <param name="shape">Columns and rows, up to some 10^9 cells.</param>
    /// <param name="boundary">What lies beyond the edges.</param>
    /// <param name="threads">Threads that the dense engine may use, at least 1 (the default).</param>
    /// <exception cref="ArgumentException">The rule or the engine is none of those that grids run on.</exception>
    /// <exception cref="ResourceLimitException">So many cells do not fit into memory.</exception>
    public static PackedGrid Empty(CompiledRule compiled, Shape shape, Boundary boundary, int threads = 1) => new(compiled, shape, boundary, threads, true);

    /// <summary>Begins with independent fair coins, the same cells that <see cref="Lattice.Random"/> gives.</summary>
    /// <param name="compiled">The rule, compiled once for any number of runs: for <see cref="Engine.Auto"/>, or for one of the two engines.</param>
    /// <param name="shape">Columns and rows, up to some 10^9 cells.</param>
    /// <param name="boundary">What lies beyond the edges.</param>
    /// <param name="stream">The numbers.</param>
    /// <param name="threads">Threads that the dense engine may use, at least 1 (the default).</param>
    /// <exception cref="ArgumentException">The rule or the engine is none of those that grids run on.</exception>
    /// <exception cref="ResourceLimitException">So many cells do not fit into memory.</exception>
    public static PackedGrid Random(CompiledRule compiled, Shape shape, Boundary boundary, RandomStream stream, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PackedGrid run = new(compiled, shape, boundary, threads, false);
        CoinRows coins = new(stream);
        for (int y = 0; y < shape.Height; y++)
        {
            coins.Fill(run.row.Bits, shape.Width);
            run.run.WriteRow(y, run.row.Bits);
        }

        run.run.Written();
        return run;
    }

    /// <summary>Goes so many steps on.</summary>
    /// <param name="steps">At least 0.</param>
    /// <param name="progress">Receives the generation from time to time.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>; the grid is then at the generation reached.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public void Advance(long steps, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Reporter reporter = new(progress, cancellation);
        bool settled = false;
        while (steps > 0 && !settled)
        {
            reporter.Tick(Generation, run.CellUpdates);
            long done = run.Advance(steps, out settled);
            Generation += done;
            steps -= done;
        }

        Generation += steps;
    }

    /// <summary>Writes a pattern over the cells from column <paramref name="x"/> of row <paramref name="y"/> on.</summary>
    /// <exception cref="ArgumentException">The pattern has other symbols, or reaches beyond the grid.</exception>
    public void Place(Lattice pattern, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (!pattern.Alphabet.Equals(Rule.State))
            throw new ArgumentException($"The pattern holds symbols of {pattern.Alphabet}; the rule's state is {Rule.State}.", nameof(pattern));
        if (x < 0 || y < 0 || x > Shape.Width - pattern.Shape.Width || y > Shape.Height - pattern.Shape.Height)
            throw new ArgumentException($"A pattern of {pattern.Shape} cells at column {x}, row {y} reaches beyond a grid of {Shape}.", nameof(pattern));
        for (int dy = 0; dy < pattern.Shape.Height; dy++)
        {
            run.ReadRow(y + dy, row.Bits);
            for (int dx = 0; dx < pattern.Shape.Width; dx++)
            {
                int at = x + dx;
                row.Bits[at >> 6] = (row.Bits[at >> 6] & ~(1UL << (at & 63))) | ((ulong)pattern[dx, dy] << (at & 63));
            }

            run.WriteRow(y + dy, row.Bits);
        }

        run.Written();
    }

    /// <summary>Writes a pattern from a file in RLE over the cells from column <paramref name="x"/> of row <paramref name="y"/> on; the file's own rule and boundary are not looked at.</summary>
    /// <exception cref="ArgumentException">The pattern has other symbols, or reaches beyond the grid.</exception>
    public void Place(RunLengthPattern pattern, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Place(pattern.Lattice, x, y);
    }

    /// <summary>Reads a row as bits.</summary>
    /// <param name="y">Its number.</param>
    /// <param name="bits">Receives cell 64 w + j as bit j of word w; (width + 63) / 64 words, bits beyond the width are 0.</param>
    /// <exception cref="ArgumentException">There is no such row, or the span is too short.</exception>
    public void ReadRow(int y, Span<ulong> bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Shape.Height, nameof(y));
        int words = (Shape.Width + 63) / 64;
        if (bits.Length < words)
            throw new ArgumentException($"A row of {Shape.Width} cells takes {words} words, not {bits.Length}.", nameof(bits));
        run.ReadRow(y, bits[..words]);
    }

    /// <summary>The cells as a lattice, a byte each.</summary>
    public Lattice ToLattice()
    {
        byte[] cells = new byte[Shape.Count];
        run.CopyTo(cells);
        return Lattice.Adopt(Rule.State, Shape, Boundary, cells, null);
    }

    /// <summary>Grid, generation and rule.</summary>
    public override string ToString() => $"{Shape} {Boundary} at generation {Generation}: {Rule}";

    private static BitGridStepper Make(CompiledRule compiled, Shape shape, Boundary boundary, int threads, bool startsInTiles)
    {
        RuleForms forms = compiled.Forms;
        bool fitsTiles = TileGeometry.Fits(shape, boundary);
        if (compiled.Engine == Engine.Grid || (compiled.Engine == Engine.Auto && !fitsTiles))
            return new GridStepper(GridForm.Of(forms)!, shape, boundary, threads);
        if (compiled.Engine == Engine.Auto)
            return ((TilesEngine)Engine.Tiles.Kind!).StartTurns(Engine.Grid.Kind!, forms, shape, boundary, threads, startsInTiles);
        if (compiled.Engine == Engine.Tiles && fitsTiles)
            return new TileStepper(TileForm.Of(forms)!, shape, boundary);
        throw new ArgumentException($"A packed grid runs on {Engine.Auto}, {Engine.Grid} or {Engine.Tiles}, the last not before a mirror nor on a torus narrower than {TileGeometry.Reach} cells; this rule was compiled for {compiled.Engine}.", nameof(compiled));
    }

    /// <summary>Refuses a grid that takes more than so many bytes.</summary>
    internal static void Require(Shape shape, double limit)
    {
        double needed = ((double)shape.Width * shape.Height * BytesPerCell) + (1 << 20);
        if (needed > limit)
            throw new ResourceLimitException(FormattableString.Invariant($"a grid of {shape} cells needs {needed / (1 << 30):F2} GiB, over the limit of {limit / (1 << 30):F2} GiB. Use fewer cells."));
    }
}
