using Lightcone.Formats.Golly;

namespace Lightcone.Oracles.Tests;

/// <summary>A run of bgolly on a pattern. It trims its result to the rectangle around the cells that are not 0, so both sides are compared as such rectangles.</summary>
internal static class GollyRun
{
    /// <summary>Runs a pattern; rules of its own lie in the folder.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="pattern">The pattern's text.</param>
    /// <param name="steps">The generation to reach.</param>
    /// <param name="alphabet">The symbols of what comes out.</param>
    /// <param name="algorithm">Golly's algorithm.</param>
    /// <returns>The rows of what came out.</returns>
    public static string Of(TemporaryFolder folder, string pattern, long steps, Alphabet alphabet, string algorithm)
    {
        File.WriteAllText(folder.File("start.rle"), pattern);
        File.Delete(folder.File("end.rle"));
        OutsideJudge.Golly.Run(folder.Path, ["-a", algorithm, "-q", "-q", "-s", folder.Path + "/", "-m", $"{steps}", "-o", "end.rle", "start.rle"]);
        string header = File.ReadAllText(folder.File("end.rle"));
        // The header's grid is larger than the trimmed cells; only the cells count here.
        int rule = header.IndexOf(", rule", StringComparison.Ordinal);
        string bare = header[..rule] + header[header.IndexOf('\n', rule)..];
        return bare.StartsWith("x = 0", StringComparison.Ordinal) ? "" : Rows(RunLengthPattern.Parse(bare, alphabet, 2).Lattice);
    }

    /// <summary>The cells of the smallest rectangle around those that are not 0, a row a line.</summary>
    public static string Rows(Lattice lattice)
    {
        int width = lattice.Shape.Width;
        byte[][] rows = [.. lattice.Cells.ToArray().Chunk(width)];
        int top = Array.FindIndex(rows, static row => row.Any(static c => c != 0));
        if (top < 0)
            return "";
        int bottom = Array.FindLastIndex(rows, static row => row.Any(static c => c != 0));
        int left = Enumerable.Range(0, width).First(x => rows.Any(row => row[x] != 0));
        int right = Enumerable.Range(0, width).Last(x => rows.Any(row => row[x] != 0));
        return string.Join('\n', rows[top..(bottom + 1)].Select(row => string.Join(' ', row[left..(right + 1)])));
    }
}
