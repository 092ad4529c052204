using System.Numerics;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Engines.LargeLattices;

/// <summary>A space-time diagram reduced while it runs: for each block of neighboring cells and times, how many of them hold each symbol. So a history of any size fits a picture, and a single deviating cell is still seen.</summary>
/// <remarks>Blocks share cells and times as evenly as they can. <see cref="SpacetimePicture"/> draws it as it draws a <see cref="SpacetimeDiagram"/> of the same run, pixel by pixel, without the diagram.</remarks>
public sealed class SpacetimeOverview
{
    private readonly int[] counts;

    private SpacetimeOverview(PackedRow row, int times, int columns, int rows)
    {
        Alphabet = row.Alphabet;
        Length = row.Length;
        Times = times;
        Columns = columns;
        Rows = rows;
        counts = new int[rows * columns * Alphabet.Size];
    }

    /// <summary>The symbols a cell can hold.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>How many cells the row has.</summary>
    public long Length { get; }

    /// <summary>How many configurations were looked at: one for each time from 0 to the last step.</summary>
    public int Times { get; }

    /// <summary>Blocks side by side.</summary>
    public int Columns { get; }

    /// <summary>Blocks one below the other, time going down.</summary>
    public int Rows { get; }

    /// <summary>Runs a rule on a row, in place, and counts symbols.</summary>
    /// <param name="compiled">The compiled rule.</param>
    /// <param name="row">The configuration at time 0; afterwards that at the last step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="columns">The most blocks side by side, at least 1; fewer when there are fewer cells. Default 2,048.</param>
    /// <param name="rows">The most blocks one below the other, at least 1; fewer when there are fewer times. Default 1,024.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    /// <exception cref="ResourceLimitException">A block would have more cells than can be counted, or there would be more counts than <see cref="SpacetimeDiagram.MaxBytes"/> hold.</exception>
    public static SpacetimeOverview Record(CompiledRule compiled, PackedRow row, int steps, int columns = 2_048, int rows = 1_024, CancellationToken cancellation = default)
    {
        int times = PackedDiagram.Rows(row, steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        columns = (int)Math.Min(columns, row.Length);
        rows = Math.Min(rows, times);
        if ((double)((row.Length / columns) + 1) * ((times / rows) + 1) > int.MaxValue)
            throw new ResourceLimitException($"Blocks of {(row.Length / columns) + 1:N0} cells at {(times / rows) + 1:N0} times are more than can be counted. Ask for more columns or rows.");
        if ((double)columns * rows * row.Alphabet.Size * sizeof(int) > SpacetimeDiagram.MaxBytes)
            throw new ResourceLimitException($"{columns:N0} x {rows:N0} blocks of {row.Alphabet.Size} counts need more than {SpacetimeDiagram.MaxBytes >> 30} GiB. Ask for fewer columns or rows.");
        PackedRun run = new(compiled, row, null, cancellation);
        SpacetimeOverview overview = new(row, times, columns, rows);
        ulong[][] planes = [.. Enumerable.Range(0, row.Planes).Select(_ => new ulong[(row.Length + 63) / 64])];
        for (int block = 0; block < rows; block++)
        {
            (int first, int end) = Raster.Span(block, rows, times);
            for (int time = first; time < end; time++)
            {
                if (time > 0)
                    run.Advance(1, 1);
                for (int plane = 0; plane < planes.Length; plane++)
                    run.CopyTo(plane, planes[plane]);
                overview.Add(block, planes);
            }
        }

        return overview;
    }

    /// <summary>How many cells of a block hold a symbol, over all its times.</summary>
    /// <param name="row">The block's row.</param>
    /// <param name="column">The block's column.</param>
    /// <param name="symbol">The symbol.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block or symbol.</exception>
    public int Count(int row, int column, byte symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)symbol, Alphabet.Size, nameof(symbol));
        return Counts(row, column)[symbol];
    }

    /// <summary>Extent and blocks.</summary>
    public override string ToString() => $"{Times:N0} configurations of {Length:N0} cells in {Columns} x {Rows} blocks";

    /// <summary>The counts of all symbols of a block.</summary>
    internal ReadOnlySpan<int> Counts(int row, int column) => counts.AsSpan(((row * Columns) + column) * Alphabet.Size, Alphabet.Size);

    private void Add(int row, ulong[][] planes)
    {
        for (int column = 0; column < Columns; column++)
        {
            long left = (long)((Int128)column * Length / Columns);
            long right = (long)((Int128)(column + 1) * Length / Columns);
            Span<int> block = counts.AsSpan(((row * Columns) + column) * Alphabet.Size, Alphabet.Size);
            int others = (int)(right - left);
            for (int symbol = 1; symbol < block.Length; symbol++)
            {
                int found = planes.Length == 1 ? Ones(planes[0], left, right) : Ones(planes, symbol, left, right);
                block[symbol] += found;
                others -= found;
            }

            block[0] += others;
        }
    }

    private static int Ones(ulong[] plane, long left, long right)
    {
        int first = (int)(left >> 6);
        int last = (int)((right - 1) >> 6);
        ulong head = ulong.MaxValue << (int)(left & 63);
        ulong tail = ulong.MaxValue >> (int)(-right & 63);
        if (first == last)
            return BitOperations.PopCount(plane[first] & head & tail);
        int count = BitOperations.PopCount(plane[first] & head) + BitOperations.PopCount(plane[last] & tail);
        foreach (ulong word in plane.AsSpan(first + 1, last - first - 1))
            count += BitOperations.PopCount(word);
        return count;
    }

    private static int Ones(ulong[][] planes, int symbol, long left, long right)
    {
        int first = (int)(left >> 6);
        int last = (int)((right - 1) >> 6);
        int count = 0;
        for (int w = first; w <= last; w++)
        {
            ulong same = (w == first ? ulong.MaxValue << (int)(left & 63) : ulong.MaxValue) & (w == last ? ulong.MaxValue >> (int)(-right & 63) : ulong.MaxValue);
            for (int plane = 0; plane < planes.Length; plane++)
                same &= ((symbol >> plane) & 1) != 0 ? planes[plane][w] : ~planes[plane][w];
            count += BitOperations.PopCount(same);
        }

        return count;
    }
}
