using System.Numerics;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Quadtrees;

namespace Lightcone.Engines.Plane;

/// <summary>
/// The endless plane: a finite pattern on a background that never ends, carried on by HashLife (R. W. Gosper 1984, Physica D 10, 75-80) any number of steps, 2^100 if need be. Equal squares of the plane have equal futures, and each is computed once.
/// </summary>
/// <remarks>
/// <para>The rule is any in two dimensions without a frozen field that reads cells at most one column and one row away, of up to 256 states. The background is one state everywhere; where the rule changes it (births on 0 neighbors), it
/// changes at every step, and cells are what the rule means at each of them.</para>
/// <para>Patterns that repeat themselves in space and time take microseconds for 10^9 steps; random ones are far slower than on dense engines. What it holds changes as it runs. Not safe for use by several threads at once.</para>
/// </remarks>
/// <example>
/// <code>
/// CompiledRule life = LocalRule.Parse("B3/S23").Compile();
/// Universe plane = Universe.Start(life, Lattice.Parse(Alphabet.Binary, "010/001/111", Boundary.Fixed(), 2));
/// plane.Advance(BigInteger.Pow(10, 30));     // plane.Bounds: 3x3 at column 25 x 10^28
/// </code>
/// </example>
public sealed class Universe : IDisposable
{
    /// <summary>The most memory that squares may take when nobody says how much: 4 GB, or half of what the machine has.</summary>
    public static long UsualMemory => Math.Min(4L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>The least memory that squares may be given, in bytes: 4 MB.</summary>
    public const long LeastMemory = 4 << 20;

    private const int MostLevels = 100;

    /// <summary>Steps at a time, and coordinates, have at most so many bits.</summary>
    private const int MostBits = 112;

    private readonly CompiledRule compiled;
    private readonly PlaneForm form;
    private readonly NodeStore store;
    private readonly Future future;
    private readonly SquareReader reader;
    private readonly BigInteger middleRow;
    private int square;
    private int level;

    private Universe(CompiledRule compiled, byte background, long memory, int middleRow = 0)
    {
        this.middleRow = middleRow;
        ArgumentNullException.ThrowIfNull(compiled);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, LeastMemory);
        if (background >= compiled.Rule.State.Size)
            throw new ArgumentException($"The background {background} is no symbol of {compiled.Rule.State}.", nameof(background));
        if (PlaneForm.Refusal(compiled.Forms) is { } refusal)
            throw new ArgumentException(refusal, nameof(compiled));
        this.compiled = compiled;
        form = PlaneForm.Of(compiled.Forms);
        Background = background;
        MemoryBudget budget = new(memory);
        store = new NodeStore(form.Leaves(budget), budget);
        future = new Future(store);
        reader = new SquareReader(store);
    }

    /// <summary>The rule.</summary>
    public LocalRule Rule => compiled.Rule;

    /// <summary>How many steps were done so far.</summary>
    public BigInteger Generation { get; private set; }

    /// <summary>The state all around at present.</summary>
    public byte Background { get; private set; }

    /// <summary>Bytes that squares may take.</summary>
    public long MemoryLimit => store.Limit;

    /// <summary>Bytes that they take.</summary>
    public long MemoryUsed => store.Used;

    /// <summary>How many different squares are remembered.</summary>
    public long Squares => store.Count;

    /// <summary>How often squares were forgotten because the memory was full.</summary>
    public int Collections => store.Collections;

    /// <summary>How many cells are not background: with background 0, those that are not 0. Costs a look at each different square of the present plane.</summary>
    public BigInteger Population
    {
        get
        {
            BigInteger population = reader.CountOthers(square, level, Background);
            GC.KeepAlive(this);
            return population;
        }
    }

    /// <summary>The smallest rectangle that holds all cells that are not background; null when there is none.</summary>
    public CellBox? Bounds
    {
        get
        {
            if (reader.Distance(square, level, Background, 0) is not { } left)
                return null;
            BigInteger half = BigInteger.One << (level - 1);
            Int128 right = reader.Distance(square, level, Background, 1)!.Value;
            Int128 top = reader.Distance(square, level, Background, 2)!.Value;
            Int128 bottom = reader.Distance(square, level, Background, 3)!.Value;
            GC.KeepAlive(this);
            return new CellBox((BigInteger)left - half, (BigInteger)top - half + middleRow, (2 * half) - left - right, (2 * half) - top - bottom);
        }
    }

    /// <summary>The state of a cell.</summary>
    /// <param name="x">Its column.</param>
    /// <param name="y">Its row, counted downwards.</param>
    public byte this[BigInteger x, BigInteger y] => Read(x, y, 1, 1)[0];

    /// <summary>Begins with a pattern.</summary>
    /// <param name="compiled">The rule; which engine it was compiled for does not matter.</param>
    /// <param name="pattern">The cells; their boundary does not matter.</param>
    /// <param name="left">The column of the first cell, 0 by default.</param>
    /// <param name="top">The row of the first cell, 0 by default.</param>
    /// <param name="background">The state all around, 0 by default.</param>
    /// <param name="memory">Bytes that squares may take, at least <see cref="LeastMemory"/>; null for <see cref="UsualMemory"/>.</param>
    /// <exception cref="ArgumentException">The rule is none that runs on the plane, or the pattern holds other symbols.</exception>
    /// <exception cref="ResourceLimitException">The pattern alone takes more memory than that.</exception>
    public static Universe Start(CompiledRule compiled, Lattice pattern, int left = 0, int top = 0, byte background = 0, long? memory = null)
    {
        Universe universe = new(compiled, background, memory ?? UsualMemory);
        compiled.Rule.Require(pattern);
        (universe.square, universe.level) = new SquareBuilder(universe.store, background).Around(pattern, left, top);
        return universe;
    }

    /// <summary>Begins with single cells.</summary>
    /// <param name="compiled">The rule; which engine it was compiled for does not matter.</param>
    /// <param name="cells">Column, row (counted downwards) and state of each, up to 2^40 from the origin; of a cell named twice the last state counts.</param>
    /// <param name="background">The state all around, 0 by default.</param>
    /// <param name="memory">Bytes that squares may take, at least <see cref="LeastMemory"/>; null for <see cref="UsualMemory"/>.</param>
    /// <exception cref="ArgumentException">The rule is none that runs on the plane, or a cell is too far or has a state that is no symbol.</exception>
    /// <exception cref="ResourceLimitException">The pattern alone takes more memory than that.</exception>
    public static Universe Start(CompiledRule compiled, IEnumerable<(long X, long Y, byte State)> cells, byte background = 0, long? memory = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Universe universe = new(compiled, background, memory ?? UsualMemory);
        (universe.square, universe.level) = new SquareBuilder(universe.store, background).Around(cells.Select(Checked));
        return universe;

        (long X, long Y, byte State) Checked((long X, long Y, byte State) cell) =>
            Math.Abs(cell.X) <= 1L << 40 && Math.Abs(cell.Y) <= 1L << 40 && cell.State < compiled.Rule.State.Size
                ? cell
                : throw new ArgumentException($"The cell at column {cell.X}, row {cell.Y} of state {cell.State} is farther than 2^40 from the origin, or its state is no symbol of {compiled.Rule.State}.", nameof(cells));
    }

    /// <summary>Begins with a tree of squares, of any size, as macrocell files hold them; around it is state 0.</summary>
    /// <param name="compiled">The rule; which engine it was compiled for does not matter.</param>
    /// <param name="pattern">The cells, at their own columns and rows.</param>
    /// <param name="memory">Bytes that squares may take, at least <see cref="LeastMemory"/>; null for <see cref="UsualMemory"/>.</param>
    /// <exception cref="ArgumentException">The rule is none that runs on the plane, or the pattern holds other symbols or is wider than 2^100 cells.</exception>
    /// <exception cref="ResourceLimitException">The pattern alone takes more memory than that.</exception>
    public static Universe Start(CompiledRule compiled, Quadtree pattern, long? memory = null)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.HighestState >= compiled.Rule.State.Size)
            throw new ArgumentException($"The pattern holds state {pattern.HighestState}, which is no symbol of {compiled.Rule.State}.", nameof(pattern));
        if (pattern.Level > MostLevels)
            throw new ArgumentException($"The pattern is 2^{pattern.Level} cells wide; the plane takes 2^{MostLevels}.", nameof(pattern));
        return Start(compiled, [.. pattern.Nodes.Select(static node => (node.Level, node.NorthWest, node.NorthEast, node.SouthWest, node.SouthEast))], pattern.Root, middleRow: 1, memory);
    }

    /// <summary>Begins with a tree of squares on a background of 0: see <see cref="SquareBuilder"/>. Its middle is where columns -1 and 0 meet, and rows <paramref name="middleRow"/> - 1 and <paramref name="middleRow"/>.</summary>
    internal static Universe Start(CompiledRule compiled, IReadOnlyList<(int Level, int NW, int NE, int SW, int SE)> nodes, int root, int middleRow = 0, long? memory = null)
    {
        Universe universe = new(compiled, 0, memory ?? UsualMemory, middleRow);
        (universe.square, universe.level) = new SquareBuilder(universe.store, 0).Around(nodes, root);
        return universe;
    }

    /// <summary>Goes so many steps on.</summary>
    /// <param name="steps">At least 0 and below 2^112. Each power of two of which it is the sum is one leap.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>; the plane is then as it was after the last leap, at <see cref="Generation"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative or too large.</exception>
    /// <exception cref="ResourceLimitException">What has to be kept for a leap takes more than the memory; the plane is as it was after the last leap.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public void Advance(BigInteger steps, CancellationToken cancellation = default)
    {
        if (steps.Sign < 0 || steps.GetBitLength() > MostBits)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "Between 0 and 2^112 steps can be done at a time.");
        store.Cancellation = cancellation;
        // Small leaps first, while the plane is small.
        for (int exponent = 0; exponent < (int)steps.GetBitLength(); exponent++)
            if (((steps >> exponent) & 1) == 1)
                Leap(exponent);
        GC.KeepAlive(this);
    }

    /// <summary>Goes on step by step until a pattern has been before since the call, here or elsewhere: oscillators and spaceships, and what settles to some that all move alike.</summary>
    /// <param name="steps">The most steps, at least 0.</param>
    /// <param name="mostCells">The most cells that are looked at, of all patterns together; 2^26 by default.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Since when it repeats, its period and how far it moves meanwhile; null when nothing came back within the steps, or there were more cells than that; <see cref="Generation"/> says how far it went.</returns>
    /// <remarks>Patterns are the same when the SHA-256 of their cells is, counted from the corner of <see cref="Bounds"/>.</remarks>
    /// <exception cref="ResourceLimitException">A step takes more than the memory.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public Recurrence? FindRecurrence(int steps, long mostCells = 1 << 26, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        store.Cancellation = cancellation;
        BigInteger start = Generation;
        RecurrenceSearch search = new(mostCells);
        for (int step = 0; ; step++)
        {
            (int Step, BigInteger X, BigInteger Y)? before = search.Add(reader, square, level, Background, Bounds is { } box ? box with { Top = box.Top - middleRow } : null);
            if (before is { } found)
                return new Recurrence(start + found.Step, step - found.Step, found.X, found.Y);
            if (search.IsTooLarge || step == steps)
                return null;
            Leap(0);
        }
    }

    /// <summary>The cells of a rectangle as a lattice between walls of the background.</summary>
    /// <param name="left">Its first column.</param>
    /// <param name="top">Its first row.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public Lattice Read(BigInteger left, BigInteger top, int width, int height)
    {
        Shape shape = Shape.Grid(width, height);
        byte[] cells = new byte[shape.Count];
        Array.Fill(cells, Background);
        BigInteger half = BigInteger.One << (level - 1);
        top -= middleRow;
        // What lies beyond the square is background.
        if (left + width > -half && top + height > -half && left < half && top < half)
            reader.Read(square, level, (Int128)(-half - left), (Int128)(-half - top), cells, width);
        GC.KeepAlive(this);
        return Lattice.Adopt(Rule.State, shape, Boundary.Fixed(Background), cells, null);
    }

    /// <summary>A cell that is not background, wherever there are some: of each square one of the quarters that have some is taken.</summary>
    /// <param name="stream">The choice.</param>
    /// <returns>Its column and row; null when all is background.</returns>
    public (BigInteger X, BigInteger Y)? PickCell(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (square == store.Uniform(level, Background))
            return null;
        BigInteger half = BigInteger.One << (level - 1);
        (Int128 x, Int128 y) = reader.Pick(square, level, Background, stream);
        GC.KeepAlive(this);
        return ((BigInteger)x - half, (BigInteger)y - half + middleRow);
    }

    /// <summary>Why a rule cannot run on the plane; null when it can.</summary>
    public static string? Refusal(CompiledRule compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        return PlaneForm.Refusal(compiled.Forms);
    }

    /// <summary>Gives the memory back at once; nothing can be asked afterwards. Without it the memory comes back when nobody holds the plane any more.</summary>
    public void Dispose() => store.Dispose();

    /// <summary>Generation, population and rule.</summary>
    public override string ToString() => $"generation {Generation}, {Population} cells on a background of {Rule.State.Names[Background]}: {Rule}";

    private unsafe void Leap(int exponent)
    {
        store.Roots.Keep(0);
        int* root = store.Roots.Push();
        root[0] = square;
        store.Restore();
        (int from, int height) = (square, level);
        // A middle half as wide as the square comes out: what lies in its inner half, and grows by at most so many cells, must fit.
        while (height < exponent + 4 || !reader.IsFramed(from, height, Background))
        {
            if (height > MostBits + 4)
                throw new ResourceLimitException($"the plane would reach farther than 2^{MostBits} cells.");
            from = Framed(from, height++);
            root[1] = from;
        }

        from = Framed(from, height++);
        root[1] = from;
        square = future.Of(from, height, exponent);
        level = height - 1;
        Background = form.Uniform(Background, exponent);
        Generation += BigInteger.One << exponent;
        Shrink();
    }

    /// <summary>A square of twice the side around the same middle.</summary>
    private unsafe int Framed(int middle, int height)
    {
        int empty = store.Uniform(height - 1, Background);
        Node node = *store.At(middle);
        return store.Make(
            store.Make(empty, empty, empty, node.NW, height), store.Make(empty, empty, node.NE, empty, height), store.Make(empty, node.SW, empty, empty, height), store.Make(node.SE, empty, empty, empty, height), height + 1);
    }

    /// <summary>Leaves away what is background all around.</summary>
    private unsafe void Shrink()
    {
        while (level > store.Leaves.Level + 3 && reader.IsFramed(square, level, Background))
        {
            Node node = *store.At(square);
            square = store.Make(store.At(node.NW)->SE, store.At(node.NE)->SW, store.At(node.SW)->NE, store.At(node.SE)->NW, level - 1);
            level--;
        }
    }
}
