using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Foundation.Input;

namespace Lightcone.Quadtrees;

/// <summary>Living cells on the endless plane as a tree of squares, in which equal squares are kept once (the quadtree of R. W. Gosper, Physica D 10 (1984), and of Golly's macrocell files): patterns of 10^20 cells that repeat themselves are small.</summary>
/// <remarks>
/// <para>The tree's middle is where columns -1 and 0 and rows 0 and 1 meet, as Golly places macrocell files: a tree of level L holds columns -2^(L-1) to 2^(L-1) - 1 and rows 1 - 2^(L-1) to 2^(L-1). Around it is state 0.</para>
/// <para>A tree is canonical: the smallest around its middle, without equal nodes, empty ones (those are number 0) or ones that nobody names, each node after its quarters. Two trees with the same cells have the same nodes.</para>
/// </remarks>
public sealed class Quadtree : IEquatable<Quadtree>
{
    /// <summary>The highest level of a tree, 1,024: 2^1024 cells a side.</summary>
    public const int MaxLevel = 1_024;

    /// <summary>The highest level of a tree whose cells are listed.</summary>
    internal const int MostListed = 62;

    private readonly Lazy<BigInteger> population;
    private readonly Lazy<CellBox?> bounds;

    private Quadtree(QuadtreeNodes nodes, int root, int level)
    {
        (root, level) = nodes.Trim(root, level);
        Nodes = [.. nodes.Reached(root)];
        Level = level;
        population = new(() => QuadtreeSums.Population(this));
        bounds = new(() => QuadtreeSums.Bounds(this));
    }

    /// <summary>A plane without a living cell.</summary>
    public static Quadtree Empty { get; } = new(new QuadtreeNodes(), 0, 1);

    /// <summary>The nodes; number 0 stands for every square without a living cell.</summary>
    public ImmutableArray<QuadtreeNode> Nodes { get; }

    /// <summary>The number of the whole tree's node, the last one; 0 when nothing lives.</summary>
    public int Root => Nodes.Length - 1;

    /// <summary>The level of the whole tree, 1 to <see cref="MaxLevel"/>; 1 when nothing lives.</summary>
    public int Level { get; }

    /// <summary>How many cells are not 0. Computed once, in time proportional to the nodes.</summary>
    public BigInteger Population => population.Value;

    /// <summary>The smallest rectangle around all cells that are not 0; null when there are none. Computed once, in time proportional to the nodes.</summary>
    public CellBox? Bounds => bounds.Value;

    /// <summary>The highest state that occurs, 0 to 255.</summary>
    public byte HighestState => (byte)Nodes.Where(static node => node.Level == 1).Select(static node => Math.Max(Math.Max(node.NorthWest, node.NorthEast), Math.Max(node.SouthWest, node.SouthEast))).DefaultIfEmpty().Max();

    /// <summary>The state of a cell anywhere on the plane.</summary>
    /// <param name="x">The column.</param>
    /// <param name="y">The row.</param>
    public byte this[BigInteger x, BigInteger y]
    {
        get
        {
            BigInteger half = BigInteger.One << (Level - 1);
            (x, y) = (x + half, y - 1 + half);
            if (x.Sign < 0 || y.Sign < 0 || x >= 2 * half || y >= 2 * half)
                return 0;
            int number = Root;
            for (int bit = Level - 1; bit >= 0 && number != 0; bit--)
            {
                QuadtreeNode node = Nodes[number];
                (bool east, bool south) = (!((x >> bit) & 1).IsZero, !((y >> bit) & 1).IsZero);
                number = south ? east ? node.SouthEast : node.SouthWest : east ? node.NorthEast : node.NorthWest;
            }

            return (byte)number;
        }
    }

    /// <summary>A tree from nodes in any numbering in which each comes after its quarters.</summary>
    /// <param name="nodes">The nodes; number 0 is not looked at and stands for squares without a living cell.</param>
    /// <param name="root">The number of the whole tree's node.</param>
    /// <exception cref="InputException">A quarter is none of the nodes before, or not of the level below; a state is not in 0 to 255; a level is not in 1 to <see cref="MaxLevel"/>.</exception>
    public static Quadtree FromNodes(ImmutableArray<QuadtreeNode> nodes, int root)
    {
        if (root < 0 || (root > 0 && root >= nodes.Length))
            throw new InputException($"the tree's root is node {root}; there are the nodes 0 to {nodes.Length - 1}.");
        QuadtreeNodes own = new();
        int[] renamed = new int[Math.Max(1, nodes.Length)];
        for (int number = 1; number < nodes.Length; number++)
        {
            QuadtreeNode node = nodes[number];
            if (Problem(nodes, number, node) is { } problem)
                throw new InputException($"node {number}: {problem}");
            renamed[number] = own.Add(node.Level == 1 ? node : node.Select(quarter => renamed[quarter]));
        }

        return new(own, renamed[root], root == 0 ? 1 : nodes[root].Level);
    }

    /// <summary>The cells of a lattice that are not 0.</summary>
    /// <param name="lattice">The cells; boundary and frozen input are not looked at.</param>
    /// <param name="left">The column of the plane where the lattice's first column lies.</param>
    /// <param name="top">The row where its first row lies.</param>
    public static Quadtree FromLattice(Lattice lattice, long left, long top)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        return FromRows([.. RowsOf(lattice).Select(row => new CellRow(row.Y + top, row.Runs.ConvertAll(run => run with { X = run.X + left })))]);
    }

    /// <summary>Writes a rectangle of the plane, row by row.</summary>
    /// <remarks>Costs time in proportion to the rectangle, whatever lies around it.</remarks>
    /// <param name="cells">Where to, all 0 so far; width x height of them.</param>
    /// <param name="left">The first column.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">Columns; the rows follow from the number of cells.</param>
    /// <exception cref="InputException">The tree is larger than 2^62 cells a side.</exception>
    public void CopyTo(Span<byte> cells, long left, long top, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        QuadtreeWindow window = new(this, left, top, width, cells.Length / width);
        window.Fill(cells);
    }

    /// <summary>Equal cells at equal places.</summary>
    public bool Equals(Quadtree? other) => ReferenceEquals(this, other) || (other is not null && Level == other.Level && Nodes.AsSpan().SequenceEqual(other.Nodes.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Quadtree);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Level, Nodes.Length, Nodes[^1]);

    /// <summary>Population and extent.</summary>
    public override string ToString() => FormattableString.Invariant($"{Population:N0} cells in {Bounds ?? default}");

    /// <summary>A tree of nodes that were made for it.</summary>
    internal static Quadtree Of(QuadtreeNodes nodes, int root, int level) => new(nodes, root, level);

    /// <summary>The nodes of the same tree, number 0 for nothing and the whole last, with empty space around it up to a level at least.</summary>
    internal IReadOnlyList<QuadtreeNode> Widened(int least)
    {
        if (Root == 0 || Level >= least)
            return Nodes;
        QuadtreeNodes nodes = new();
        foreach (QuadtreeNode node in Nodes)
            nodes.Add(node);
        int root = Root;
        for (int level = Level; level < least; level++)
        {
            QuadtreeNode node = nodes[root];
            root = nodes.Add(new(
                level + 1,
                nodes.Add(new(level, 0, 0, 0, node.NorthWest)), nodes.Add(new(level, 0, 0, node.NorthEast, 0)),
                nodes.Add(new(level, 0, node.SouthWest, 0, 0)), nodes.Add(new(level, node.SouthEast, 0, 0, 0))));
        }

        return nodes.Reached(root);
    }

    /// <summary>A tree from rows of the plane, from the top down.</summary>
    internal static Quadtree FromRows(List<CellRow> rows)
    {
        (QuadtreeNodes nodes, int root, int level) = QuadtreeRows.Join([.. rows.Where(static row => row.Runs.Count > 0).Select(static row => row with { Y = row.Y - 1 })]);
        return new(nodes, root, level);
    }

    /// <summary>The rows of the plane with something in them, from the top down.</summary>
    /// <exception cref="InputException">The tree is larger than 2^62 cells a side.</exception>
    internal IEnumerable<CellRow> Rows() => Level > MostListed
        ? throw TooLarge()
        : QuadtreeRows.Split(this).Select(static row => row with { Y = row.Y + 1 });

    /// <summary>The rows of a lattice with something in them, counted from its first.</summary>
    internal static IEnumerable<CellRow> RowsOf(Lattice lattice)
    {
        int width = lattice.Shape.Width;
        for (int y = 0; y < lattice.Shape.Height; y++)
        {
            ReadOnlySpan<byte> cells = lattice.Cells.Slice(y * width, width);
            List<CellRun> runs = [];
            for (int x = 0; x < width;)
            {
                int next = cells[x..].IndexOfAnyExcept(cells[x]);
                int count = next < 0 ? width - x : next;
                CellRun.Add(runs, x, count, cells[x]);
                x += count;
            }

            if (runs.Count > 0)
                yield return new(y, runs);
        }
    }

    /// <summary>The refusal of a tree whose columns and rows are not counted in 64 bits.</summary>
    internal InputException TooLarge() => new($"the pattern lies in a square of 2^{Level} cells a side; cells are listed of squares of up to 2^{MostListed}.");

    private static string? Problem(ImmutableArray<QuadtreeNode> nodes, int number, QuadtreeNode node)
    {
        if (node.Level is < 1 or > MaxLevel)
            return $"level {node.Level} is not in 1 to {MaxLevel:N0}.";
        foreach (int quarter in (int[])[node.NorthWest, node.NorthEast, node.SouthWest, node.SouthEast])
        {
            if (node.Level == 1 && quarter is < 0 or > 255)
                return $"state {quarter} is not in 0 to 255.";
            if (node.Level > 1 && (quarter < 0 || quarter >= number))
                return $"its quarter {quarter} is none of the nodes before it.";
            if (node.Level > 1 && quarter > 0 && nodes[quarter].Level != node.Level - 1)
                return $"its quarter {quarter} is of level {nodes[quarter].Level}, and it is of level {node.Level}, so that its quarters are of level {node.Level - 1}.";
        }

        return null;
    }
}
