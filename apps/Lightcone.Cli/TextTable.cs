namespace Lightcone.Cli;

/// <summary>A table of text whose columns are as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>Writes it, two spaces between columns.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows, the first one the heading, all of equally many cells.</param>
    /// <param name="words">Whether all cells stand to the left, as words do; else only the first of a row does, and numbers to the right.</param>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows, bool words = false)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => words || column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
