using System.Numerics;
using Lightcone.Engines.HashLife;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Engines.LargeLattices;

/// <summary>
/// A row between walls that HashLife keeps as pieces, equal ones once (R. W. Gosper 1984), and carries on 2^k steps at a time: up to 2^60 cells, as long as they repeat themselves. 1...1 + 1 with 2^50 digits
/// and its 2^50 steps of carrying take microseconds.
/// </summary>
/// <remarks>Not immutable, and not safe to use from several threads at once. Memory grows with the number of different pieces, to some 400 MB at most.</remarks>
public sealed class HashedRow
{
    /// <summary>The most cells.</summary>
    public const long MaxLength = 1L << 60;

    private readonly HashCells cells;
    private readonly HashNodes nodes;
    private readonly Dictionary<int, long>[] counts;
    private HashRow now;

    /// <param name="compiled">The rule, compiled for any engine; it reads no frozen field.</param>
    /// <param name="wall">The symbol beyond both ends.</param>
    /// <param name="runs">Symbols and how often each is repeated, from the first cell on.</param>
    /// <exception cref="ArgumentException">The rule is no rule on rows, has more than 127 states or reads a frozen field; or a symbol is not in its alphabet, a count is negative, or there is no cell at all.</exception>
    /// <exception cref="ResourceLimitException">There are more than <see cref="MaxLength"/> cells, or too many different pieces.</exception>
    public HashedRow(CompiledRule compiled, byte wall, params ReadOnlySpan<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        CompiledRule = compiled;
        if (compiled.Rule.Frozen is not null || HashCells.Of(compiled.Forms) is not { } found)
            throw new ArgumentException($"A hashed row is carried on by a rule in one dimension with at most {HashCells.MostPairs} states that reads no frozen field. Use a Lattice and Evolve.", nameof(compiled));
        foreach ((byte symbol, long count) in runs)
        {
            if (symbol >= compiled.Rule.State.Size || count < 0)
                throw new ArgumentException($"{count} times symbol {symbol}: expected a symbol of {compiled.Rule.State} and a count that is not negative.", nameof(runs));
            Length = count > MaxLength - Length ? MaxLength + 1 : Length + count;
        }

        if (wall >= compiled.Rule.State.Size)
            throw new ArgumentException($"The wall's symbol {wall} is not in {compiled.Rule.State}.", nameof(wall));
        if (Length == 0)
            throw new ArgumentException("A row has at least one cell.", nameof(runs));
        if (Length > MaxLength)
            throw new ResourceLimitException($"A hashed row has at most {MaxLength:N0} cells. Use a shorter one.");
        cells = found.WithWall(wall);
        nodes = new HashNodes(cells, HashStepper.MostNodes);
        counts = [.. Enumerable.Range(0, compiled.Rule.State.Size).Select(static _ => new Dictionary<int, long>())];
        int level = 0;
        while ((long)nodes.LeafCells << level < Length)
            level++;
        now = HashRow.Walled(nodes, new HashedRuns(nodes, cells, runs).Piece(level, 0), level);
        if (now.Pieces[0] < 0)
            throw TooLarge();
    }

    /// <summary>The rule.</summary>
    public CompiledRule CompiledRule { get; }

    /// <summary>How many cells there are.</summary>
    public long Length { get; }

    /// <summary>Different pieces in memory, those of earlier steps included.</summary>
    public int Pieces => nodes.Count;

    /// <summary>The symbol of a cell. Costs one step for each doubling of the length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public byte this[long cell]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cell);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, Length);
            int node = now.Pieces[0];
            for (int level = now.Level; level > 0; level--)
                node = ((cell / nodes.LeafCells) >> (level - 1) & 1) == 0 ? nodes.Left(node) : nodes.Right(node);
            return cells.State(nodes.Cells(node)[(int)(cell % nodes.LeafCells)]);
        }
    }

    /// <summary>How many cells hold a symbol. Costs one addition for each different piece.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symbol.</exception>
    public long Count(byte symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(symbol, counts.Length);
        return Count(symbol, now.Pieces[0], now.Level);
    }

    /// <summary>Repeats the rule on all cells at once, exactly so many times.</summary>
    /// <param name="steps">How many; does one jump for each bit of the number.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ResourceLimitException">The row repeats itself too little; it is then somewhere on the way.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for; the row is then somewhere on the way.</exception>
    public void Advance(long steps, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        nodes.Cancellation = cancellation;
        try
        {
            while (steps > 0)
            {
                int exponent = BitOperations.Log2((ulong)steps);
                now = now.Advance(exponent) ?? throw TooLarge();
                steps -= 1L << exponent;
            }
        }
        finally
        {
            nodes.Cancellation = default;
        }
    }

    /// <summary>Whether another step changes nothing.</summary>
    /// <exception cref="ResourceLimitException">The row repeats itself too little.</exception>
    public bool IsFixedPoint() => (now.Advance(0) ?? throw TooLarge()).IsSame(now);

    private long Count(byte symbol, int node, int level)
    {
        if (counts[symbol].TryGetValue(node, out long count))
            return count;
        if (level > 0)
            count = Count(symbol, nodes.Left(node), level - 1) + Count(symbol, nodes.Right(node), level - 1);
        else
            foreach (byte code in nodes.Cells(node))
                count += code != cells.Wall && cells.State(code) == symbol ? 1 : 0;
        counts[symbol].Add(node, count);
        return count;
    }

    private ResourceLimitException TooLarge() =>
        new($"this row of {Length:N0} cells repeats itself too little: HashLife needs more than the {nodes.Most:N0} pieces it may remember. Use a PackedRow and the wavefront engine.");

    /// <summary>Equal cells side by side.</summary>
    /// <param name="Symbol">Their symbol.</param>
    /// <param name="Count">How many there are.</param>
    public readonly record struct Run(byte Symbol, long Count);
}
