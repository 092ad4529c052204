namespace Lightcone.Engines.Tiles;

/// <summary>
/// How a grid is cut into tiles of at most 52 x 52 cells. A tile is carried six generations on inside a window of 64 x 64 that holds it and six cells of its neighbors on every side. A tile's next state is a function
/// of its window alone: where the window is what it was six generations before, the tile is left as it is. So what stands still, and what repeats with a period of 1, 2, 3 or 6, costs nothing.
/// </summary>
internal sealed class TileGeometry
{
    /// <summary>Generations that are carried at once, and the cells of its neighbors that a window shows.</summary>
    public const int Reach = 6;

    /// <summary>Columns and rows of the largest tile.</summary>
    public const int Side = 64 - (2 * Reach);

    /// <summary>Words of a tile: one for each row, cell x being bit x, and some more so that rows can be read eight at a time.</summary>
    public const int Words = 64;

    /// <param name="shape">The grid.</param>
    public TileGeometry(Shape shape)
    {
        Shape = shape;
        Columns = (shape.Width + Side - 1) / Side;
        Rows = (shape.Height + Side - 1) / Side;
    }

    /// <summary>The grid.</summary>
    public Shape Shape { get; }

    /// <summary>Tiles side by side.</summary>
    public int Columns { get; }

    /// <summary>Tiles one below the other.</summary>
    public int Rows { get; }

    /// <summary>How many tiles there are.</summary>
    public int Count => Columns * Rows;

    /// <summary>Whether a grid can be run in tiles: what a mirror shows changes within six generations, and a torus has to be as wide as what a window shows of a neighbor.</summary>
    public static bool Fits(Shape shape, Boundary boundary) =>
        boundary is Boundary.FixedBoundary || (boundary is Boundary.PeriodicBoundary && shape.Width >= Reach && shape.Height >= Reach);

    /// <summary>The first column of a column of tiles.</summary>
    public int X(int column) => (int)((long)column * Shape.Width / Columns);

    /// <summary>The first row of a row of tiles.</summary>
    public int Y(int row) => (int)((long)row * Shape.Height / Rows);

    /// <summary>Columns of the tiles of a column.</summary>
    public int Width(int column) => X(column + 1) - X(column);

    /// <summary>Rows of the tiles of a row.</summary>
    public int Height(int row) => Y(row + 1) - Y(row);
}
