namespace Lightcone.Cli;

/// <summary>A table of text whose columns are as wide as their widest cell: the first to the left, the others to the right.</summary>
internal static class TextTable
{
    /// <summary>Writes it, two spaces between columns.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows, the first one the heading, all of equally many cells.</param>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
