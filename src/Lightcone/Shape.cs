namespace Lightcone;

/// <summary>The extent of a lattice: a row of cells, or a grid stored row by row.</summary>
/// <example>
/// <code>
/// Shape row = Shape.Row(12), grid = Shape.Grid(width: 8, height: 8);
/// </code>
/// </example>
public readonly record struct Shape
{
    private Shape(int width, int height, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(width), $"{(long)width * height:N0} cells are more than one lattice holds ({Array.MaxLength:N0}).");
        Width = width;
        Height = height;
        Dimensions = dimensions;
    }

    /// <summary>Cells in a row, at least 1.</summary>
    public int Width { get; }

    /// <summary>Rows; 1 in one dimension.</summary>
    public int Height { get; }

    /// <summary>1 for a row, 2 for a grid.</summary>
    public int Dimensions { get; }

    /// <summary>How many cells there are.</summary>
    public int Count => Width * Height;

    /// <summary>A row of <paramref name="length"/> cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    public static Shape Row(int length) => new(length, 1, 1);

    /// <summary>A grid of <paramref name="width"/> columns and <paramref name="height"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the cells are more than an array holds.</exception>
    public static Shape Grid(int width, int height) => new(width, height, 2);

    /// <summary>The length, or width x height.</summary>
    public override string ToString() => Dimensions == 1 ? $"{Width}" : $"{Width}x{Height}";
}
