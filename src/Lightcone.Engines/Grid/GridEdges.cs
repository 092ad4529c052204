using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Grid;

/// <summary>Fills what lies around the blocks of a grid: the columns beside a row, anew in every generation, and the rows above and below, once for several.</summary>
internal sealed unsafe class GridEdges
{
    private readonly GridGeometry geometry;
    private readonly bool isTorus;
    private readonly bool isMirror;
    private readonly ulong wall;
    private readonly Vector512<ulong> used;
    private readonly Vector512<ulong> shortStrips;
    private readonly Vector512<ulong> firstStrip;
    private readonly Vector512<ulong> lastStrip;
    private readonly Vector512<ulong> nextWord;
    private readonly Vector512<ulong> previousWord;
    private readonly int carry;
    private readonly int columns;
    private readonly bool isPlain;

    public GridEdges(GridGeometry geometry, Boundary boundary)
    {
        this.geometry = geometry;
        isTorus = boundary is Boundary.PeriodicBoundary;
        isMirror = boundary is Boundary.ReflectingBoundary;
        wall = boundary is Boundary.FixedBoundary { Symbol: 1 } ? ulong.MaxValue : 0;
        used = Vector512.Create(geometry.Used);
        shortStrips = Vector512.Create(geometry.ShortStrips);
        ulong[] first = new ulong[8], last = new ulong[8], next = new ulong[8], previous = new ulong[8];
        for (int word = 0; word < 8; word++)
        {
            int begin = word / geometry.GroupWords * geometry.GroupWords;
            int inGroup = word - begin;
            next[word] = (ulong)(begin + ((inGroup + 1) % geometry.GroupWords));
            previous[word] = (ulong)(begin + ((inGroup + geometry.GroupWords - 1) % geometry.GroupWords));
            first[word] = inGroup == 0 ? 1UL : 0;
            last[word] = inGroup == (geometry.Strips - 1) >> 6 ? 1UL << ((geometry.Strips - 1) & 63) : 0;
        }

        (firstStrip, lastStrip, nextWord, previousWord) = (Vector512.Create(first), Vector512.Create(last), Vector512.Create(next), Vector512.Create(previous));
        carry = (geometry.Strips - 1) & 63;
        columns = geometry.Columns;
        isPlain = isTorus && !geometry.HasShortStrips && geometry.Strips == geometry.Group;
    }

    /// <summary>Whether rows beyond the grid stay as they are, so that several generations can go by before they are filled again: not so before a mirror.</summary>
    public bool RowsLast => !isMirror;

    /// <summary>Fills the columns before the first and after the last of a row, and the last one of the strips that end before it.</summary>
    /// <param name="row">Column 0.</param>
    /// <param name="number">Its number within the bands; beyond a wall all of the row is part of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillColumns(Vector512<ulong>* row, int number)
    {
        Vector512<ulong> first = row[0];
        Vector512<ulong> last = row[columns - 1];
        if (isPlain)
        {
            row[columns] = (first >>> 1) | (Vector512.Shuffle(first, nextWord) << 63);
            row[-1] = (last << 1) | (Vector512.Shuffle(last, previousWord) >>> 63);
            return;
        }

        Vector512<ulong> after = Next(first);
        if (!isTorus)
            after = Vector512.ConditionalSelect(lastStrip, isMirror ? last : Vector512.Create(wall), after);
        row[columns] = after;
        Vector512<ulong> own = last;
        if (geometry.HasShortStrips)
        {
            row[columns - 1] = Vector512.ConditionalSelect(shortStrips, after, last);
            own = Vector512.ConditionalSelect(shortStrips, row[columns - 2], last);
        }

        Vector512<ulong> before = Previous(own);
        if (!isTorus)
            before = Vector512.ConditionalSelect(firstStrip, isMirror ? first : Vector512.Create(wall), before);
        row[-1] = before;
        if (!isTorus && !isMirror && (number < 0 || number >= geometry.Rows))
            FillWall((ulong*)(row - 1), number < 0 ? 0 : geometry.Bands - 1);
    }

    /// <summary>Fills so many rows above and below the bands from those that their neighbors own. The field's rows have their columns filled.</summary>
    public void FillRows(GridField field, int count)
    {
        int rows = geometry.Rows;
        // What a short band shows as its last row.
        for (int band = 0; band < geometry.Bands; band++)
            if (geometry.RowsOf(band) < rows)
                Copy(field, rows - 1, band, 0, band + 1);
        for (int k = 0; k < count; k++)
            for (int band = 0; band < geometry.Bands; band++)
            {
                int above = (band + geometry.Bands - 1) % geometry.Bands;
                int below = (band + 1) % geometry.Bands;
                if (band == 0 && !isTorus)
                    Show(field, -1 - k, band, 0);
                else
                    Copy(field, -1 - k, band, geometry.RowsOf(above) - 1 - k, above);
                // Short bands hold their neighbor's first row as their last, so the next one is one row farther.
                if (band == geometry.Bands - 1 && !isTorus)
                    Show(field, rows + k, band, rows - 1);
                else
                    Copy(field, rows + k, band, rows - geometry.RowsOf(band) + k, below);
            }
    }

    /// <summary>Beyond a wall there is the wall, beyond a mirror the row before it.</summary>
    private void Show(GridField field, int target, int band, int mirrored)
    {
        if (isMirror)
            Copy(field, target, band, mirrored, band);
        else
            FillWall((ulong*)(field.Row(target) - 1), band);
    }

    private void FillWall(ulong* row, int band)
    {
        for (long x = 0; x < geometry.Columns + 2; x++)
            for (int w = band * geometry.GroupWords; w < (band + 1) * geometry.GroupWords; w++)
                row[(8 * x) + w] = wall;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(GridField field, int target, int band, int source, int sourceBand)
    {
        int words = geometry.GroupWords;
        ulong* to = (ulong*)(field.Row(target) - 1) + (band * words);
        ulong* from = (ulong*)(field.Row(source) - 1) + (sourceBand * words);
        for (long x = 0; x < geometry.Columns + 2; x++, to += 8, from += 8)
            for (int w = 0; w < words; w++)
                to[w] = from[w];
    }

    /// <summary>Each lane gets what the next strip of its band has; the last strip what the first has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ulong> Next(Vector512<ulong> lanes)
    {
        Vector512<ulong> clean = lanes & used;
        return (clean >>> 1) | (Vector512.Shuffle(clean, nextWord) << carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ulong> Previous(Vector512<ulong> lanes)
    {
        Vector512<ulong> clean = lanes & used;
        return (clean << 1) | (Vector512.Shuffle(clean, previousWord) >>> carry);
    }
}
