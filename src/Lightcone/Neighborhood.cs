using System.Collections.Immutable;

namespace Lightcone;

/// <summary>An ordered list of distinct offsets: which cells a rule reads, and in which order they stand in its table.</summary>
/// <example>
/// <code>
/// Neighborhood three = Neighborhood.Radius(1);                // left, own, right
/// Neighborhood nine = Neighborhood.Moore();                   // and their rows above and below
/// Neighborhood knight = Neighborhood.OfGrid(new Offset(1, 2), new Offset(2, 1));
/// </code>
/// </example>
public sealed class Neighborhood : IEquatable<Neighborhood>
{
    private Neighborhood(ImmutableArray<Offset> offsets, int dimensions)
    {
        if (offsets.Distinct().Count() != offsets.Length)
            throw new ArgumentException("The offsets of a neighborhood are distinct.", nameof(offsets));
        if (offsets.Any(static offset => offset.Reach > MaxReach))
            throw new ArgumentException($"An offset reaches at most {MaxReach} cells.", nameof(offsets));
        Offsets = offsets;
        Dimensions = dimensions;
    }

    /// <summary>The farthest a neighborhood can reach, in cells.</summary>
    public const int MaxReach = 64;

    /// <summary>No cells at all: the neighborhood of a frozen field that is absent.</summary>
    public static Neighborhood None { get; } = new([], 1);

    /// <summary>Only the cell itself.</summary>
    public static Neighborhood Own { get; } = new([new Offset(0)], 1);

    /// <summary>The offsets, in the order of the table's index: the first is most significant.</summary>
    public ImmutableArray<Offset> Offsets { get; }

    /// <summary>1 for a row of cells, 2 for a grid.</summary>
    public int Dimensions { get; }

    /// <summary>How many cells are read.</summary>
    public int Count => Offsets.Length;

    /// <summary>How far influence travels, in cells a step: the speed of light of a rule that reads these cells.</summary>
    public int Reach => Offsets.Length == 0 ? 0 : Offsets.Max(static offset => offset.Reach);

    /// <summary>The 2r + 1 cells of a row up to <paramref name="radius"/> away, left to right. Radius 1 is the neighborhood of the elementary rules.</summary>
    public static Neighborhood Radius(int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        return new([.. Enumerable.Range(-radius, (2 * radius) + 1).Select(static x => new Offset(x))], 1);
    }

    /// <summary>Any cells of a row, in the order given.</summary>
    /// <param name="offsets">Distinct offsets; negative ones lie to the left.</param>
    /// <exception cref="ArgumentException">An offset is repeated or reaches farther than <see cref="MaxReach"/>.</exception>
    public static Neighborhood Of(params ReadOnlySpan<int> offsets)
    {
        ImmutableArray<Offset>.Builder builder = ImmutableArray.CreateBuilder<Offset>(offsets.Length);
        foreach (int x in offsets)
            builder.Add(new Offset(x));
        return new(builder.ToImmutable(), 1);
    }

    /// <summary>Any cells of a grid, in the order given.</summary>
    /// <exception cref="ArgumentException">An offset is repeated or reaches farther than <see cref="MaxReach"/>.</exception>
    public static Neighborhood OfGrid(params ReadOnlySpan<Offset> offsets) => new([.. offsets], 2);

    /// <summary>The square of side 2r + 1 around a cell of a grid, row by row from the top left. Radius 1 is the neighborhood of Life.</summary>
    public static Neighborhood Moore(int radius = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        int side = (2 * radius) + 1;
        return new([.. Enumerable.Range(0, side * side).Select(i => new Offset((i % side) - radius, (i / side) - radius))], 2);
    }

    /// <summary>The cells of a grid at most <paramref name="radius"/> moves away by rows and columns, row by row from the top.</summary>
    public static Neighborhood VonNeumann(int radius = 1) =>
        new([.. Moore(radius).Offsets.Where(offset => Math.Abs(offset.X) + Math.Abs(offset.Y) <= radius)], 2);

    /// <inheritdoc/>
    public bool Equals(Neighborhood? other) => other is not null && Dimensions == other.Dimensions && Offsets.AsSpan().SequenceEqual(other.Offsets.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Neighborhood);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimensions, Count, Reach);

    /// <summary>The offsets in brackets: [-1 0 1], for grids [(0,-1) (-1,0) (0,0) (1,0) (0,1)].</summary>
    public override string ToString() => "[" + string.Join(' ', Offsets.Select(offset => Dimensions == 1 ? $"{offset.X}" : $"({offset.X},{offset.Y})")) + "]";

    /// <summary>The same cells, of a grid whose rows are this row: how a one-dimensional frozen field is told apart from none.</summary>
    internal Neighborhood In(int dimensions) => Dimensions == dimensions ? this : new(Offsets, dimensions);
}
