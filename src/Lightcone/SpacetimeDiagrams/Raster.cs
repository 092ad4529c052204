using Lightcone.Foundation.Imaging;

namespace Lightcone.SpacetimeDiagrams;

/// <summary>
/// A field of symbols reduced to fewer samples: each stands for a block of cells. A block of one symbol has its color. A mixed block is the most frequent symbol's color mixed with the average of the others,
/// by their share but never by less than <see cref="LeastShare"/>: a single deviating cell stays visible however large the block. A block with a marked cell is marked.
/// </summary>
internal sealed class Raster
{
    /// <summary>How strongly the rarer symbols of a block show at least.</summary>
    public const double LeastShare = 0.35;

    private readonly byte[] symbols;
    private readonly Color[] colors;
    private readonly bool[] marks;

    private Raster(int columns, int rows)
    {
        Columns = columns;
        Rows = rows;
        symbols = new byte[columns * rows];
        colors = new Color[columns * rows];
        marks = new bool[columns * rows];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <param name="cells">The symbols, row by row.</param>
    /// <param name="width">Cells in a row.</param>
    /// <param name="isMarked">Whether the cell at a column and a row is marked; null when none is.</param>
    /// <param name="palette">One color for each symbol.</param>
    /// <param name="maxColumns">The most samples in a row.</param>
    /// <param name="maxRows">The most rows of samples.</param>
    public static Raster Sample(ReadOnlySpan<byte> cells, int width, Func<int, int, bool>? isMarked, ReadOnlySpan<Color> palette, int maxColumns, int maxRows)
    {
        int height = cells.Length / width;
        int columns = Math.Min(width, maxColumns);
        int rows = Math.Min(height, maxRows);
        Raster raster = new(columns, rows);
        int[] counts = new int[palette.Length];
        for (int y = 0; y < rows; y++)
        {
            (int top, int bottom) = Span(y, rows, height);
            for (int x = 0; x < columns; x++)
            {
                (int left, int right) = Span(x, columns, width);
                Array.Clear(counts);
                bool marked = false;
                for (int v = top; v < bottom; v++)
                {
                    foreach (byte symbol in cells.Slice((v * width) + left, right - left))
                        counts[symbol]++;
                    for (int u = left; u < right && isMarked is not null && !marked; u++)
                        marked = isMarked(u, v);
                }

                int at = (y * columns) + x;
                raster.marks[at] = marked;
                (raster.symbols[at], raster.colors[at]) = Blend(counts, palette, (right - left) * (bottom - top));
            }
        }

        return raster;
    }

    /// <summary>A field whose blocks are counted already.</summary>
    /// <param name="columns">Samples in a row.</param>
    /// <param name="rows">Rows of samples.</param>
    /// <param name="counts">How often each symbol is in a block, given its row and column.</param>
    /// <param name="palette">One color for each symbol.</param>
    public static Raster OfCounts(int columns, int rows, Func<int, int, int[]> counts, ReadOnlySpan<Color> palette)
    {
        Raster raster = new(columns, rows);
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
            {
                int[] block = counts(y, x);
                int at = (y * columns) + x;
                (raster.symbols[at], raster.colors[at]) = Blend(block, palette, block.Sum());
            }

        return raster;
    }

    /// <summary>The first cell of block <paramref name="index"/> and the first after it, when <paramref name="count"/> blocks share <paramref name="length"/> cells as evenly as they can.</summary>
    public static (int First, int End) Span(int index, int count, int length) => ((int)((long)index * length / count), (int)((long)(index + 1) * length / count));

    public Color ColorAt(int x, int y) => colors[(y * Columns) + x];

    /// <summary>The symbol that stands for a block where there is no color: the rarest one in it.</summary>
    public byte SymbolAt(int x, int y) => symbols[(y * Columns) + x];

    public bool IsMarked(int x, int y) => marks[(y * Columns) + x];

    private static (byte Symbol, Color Color) Blend(ReadOnlySpan<int> counts, ReadOnlySpan<Color> palette, int total)
    {
        int most = 0;
        for (int i = 1; i < counts.Length; i++)
            if (counts[i] > counts[most])
                most = i;
        int rarest = -1;
        for (int i = 0; i < counts.Length; i++)
            if (i != most && counts[i] > 0 && (rarest < 0 || counts[i] < counts[rarest]))
                rarest = i;
        int others = total - counts[most];
        if (others == 0)
            return ((byte)most, palette[most]);
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = 0; i < counts.Length; i++)
            if (i != most)
            {
                red += (long)counts[i] * palette[i].Red;
                green += (long)counts[i] * palette[i].Green;
                blue += (long)counts[i] * palette[i].Blue;
            }

        Color average = new((byte)(red / others), (byte)(green / others), (byte)(blue / others));
        return ((byte)rarest, palette[most].Mix(average, Math.Max(LeastShare, (double)others / total)));
    }
}
