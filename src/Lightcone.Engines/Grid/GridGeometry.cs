namespace Lightcone.Engines.Grid;

/// <summary>
/// How a grid is dealt out to the 512 lanes of a vector. Its columns are cut into strips and its rows into bands; lane number band * <see cref="Group"/> + strip owns one such block. Vector (x, y) holds the cell
/// at column x, row y of every block, so a cell's neighbors are in neighboring vectors and nothing is shifted but at the ends of a row. Strips own N or N - 1 columns, bands M or M - 1 rows: every width and height is
/// exact. A group is a whole number of words, so that bands never share a word.
/// </summary>
internal sealed class GridGeometry
{
    /// <summary>Bits of a vector.</summary>
    public const int Lanes = 512;

    /// <summary>Columns that a row of vectors should have at most: fewer cost more at the ends of rows, more leave the cache.</summary>
    private const int GoodColumns = 64;

    /// <summary>The fewest columns worth a strip of its own.</summary>
    private const int LeastColumns = 4;

    /// <summary>The fewest rows worth a band of their own: at its ends some are computed twice.</summary>
    private const int LeastRows = 24;

    /// <param name="shape">The grid.</param>
    public GridGeometry(Shape shape)
    {
        Shape = shape;
        Group = 64;
        while (Group < Lanes && shape.Width > Group * GoodColumns)
            Group *= 2;
        Strips = Math.Clamp(shape.Width / LeastColumns, 1, Group);
        Bands = Math.Clamp(shape.Height / LeastRows, 1, Lanes / Group);
        Columns = (shape.Width + Strips - 1) / Strips;
        Rows = (shape.Height + Bands - 1) / Bands;
        for (int strip = 0; strip < Strips; strip++)
            for (int band = 0; band < Lanes / Group; band++)
            {
                int lane = (band * Group) + strip;
                Used[lane >> 6] |= (band < Bands ? 1UL : 0) << (lane & 63);
                ShortStrips[lane >> 6] |= (ColumnStart(strip + 1) - ColumnStart(strip) < Columns ? 1UL : 0) << (lane & 63);
            }
    }

    /// <summary>The grid.</summary>
    public Shape Shape { get; }

    /// <summary>Lanes of a band: 64, 128, 256 or 512.</summary>
    public int Group { get; }

    /// <summary>Words of a band.</summary>
    public int GroupWords => Group / 64;

    /// <summary>Strips of columns, at most <see cref="Group"/>; as many wherever the group is more than a word.</summary>
    public int Strips { get; }

    /// <summary>Bands of rows.</summary>
    public int Bands { get; }

    /// <summary>Columns of the widest strip.</summary>
    public int Columns { get; }

    /// <summary>Rows of the highest band.</summary>
    public int Rows { get; }

    /// <summary>The lanes that own cells.</summary>
    public ulong[] Used { get; } = new ulong[Lanes / 64];

    /// <summary>The lanes whose strip has one column less.</summary>
    public ulong[] ShortStrips { get; } = new ulong[Lanes / 64];

    /// <summary>Whether any strip has one column less.</summary>
    public bool HasShortStrips => Shape.Width % Strips != 0;

    /// <summary>The column where a strip begins.</summary>
    public int ColumnStart(int strip) => (int)((long)strip * Shape.Width / Strips);

    /// <summary>The row where a band begins.</summary>
    public int RowStart(int band) => (int)((long)band * Shape.Height / Bands);

    /// <summary>Rows that a band owns.</summary>
    public int RowsOf(int band) => RowStart(band + 1) - RowStart(band);

    /// <summary>The band that owns a row.</summary>
    public int BandOf(int row) => (int)(((((long)row + 1) * Bands) - 1) / Shape.Height);

    /// <summary>512 x 512 in 64 strips of 8 columns, 8 bands of 64 rows.</summary>
    public override string ToString() => $"{Shape} in {Strips} strips of {Columns} columns, {Bands} bands of {Rows} rows";
}
