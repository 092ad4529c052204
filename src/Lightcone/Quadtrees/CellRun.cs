namespace Lightcone.Quadtrees;

/// <summary>Equal neighbors in a row: of cells, then the value is their state, or of squares of a quadtree, then it is their node.</summary>
/// <param name="X">The first column, counted in squares.</param>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Value">State or node, not 0.</param>
internal readonly record struct CellRun(long X, long Count, int Value)
{
    public long End => X + Count;

    /// <summary>Adds equal neighbors to a row, as one run with the last where the two touch and are equal; nothing for the value 0.</summary>
    public static void Add(List<CellRun> row, long x, long count, int value)
    {
        if (value == 0 || count == 0)
            return;
        if (row.Count > 0 && row[^1] is var last && last.End == x && last.Value == value)
            row[^1] = last with { Count = last.Count + count };
        else
            row.Add(new(x, count, value));
    }
}

/// <summary>A row of cells, or of squares of one level.</summary>
/// <param name="Y">The row, counted in squares.</param>
/// <param name="Runs">What is in it and not 0, from left to right.</param>
internal readonly record struct CellRow(long Y, List<CellRun> Runs);
