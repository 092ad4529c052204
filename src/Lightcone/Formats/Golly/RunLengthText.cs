using System.Numerics;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>Golly's extended RLE as text: <c>x = 3, y = 3, rule = B3/S23</c>, then run lengths of <c>b</c> and <c>o</c>, or of <c>.</c> and <c>A</c> to <c>yO</c> for more states (docs/rule-files.md).</summary>
/// <remarks>The header may be missing; lines may end as on any system; <c>#CXRLE Pos= Gen=</c>, <c>#P x y</c>, <c>#R x y</c> and <c>#r RULE</c> are read; a rule file may follow the cells. Cells are as they stand in the file, which for rules with B0 is their complement (<see cref="RunLengthPattern.IsInverted"/>).</remarks>
public static class RunLengthText
{
    /// <summary>Reads a pattern of up to 2^28 columns and rows.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RunLengthReader.Read(text, file);
    }

    /// <summary>Writes a pattern; lines of cells are at most 70 characters long.</summary>
    /// <exception cref="InputException">There are more living cells than can be listed, 2^28, a rule's name holds a colon or a line break, or the cells do not lie where the grid has the file put them.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        PatternText.RequireListable(pattern, "RLE");
        RequireName(pattern.Rule);
        CellBox box = pattern.Cells.Bounds is not { } living ? pattern.Box : pattern.Box.Area.IsZero ? living : pattern.Box.Around(living);
        // What a grid cannot be asked to put in its middle says where it is.
        bool isMiddle = pattern.Grid is { } grid && box.Left == -(box.Width / 2) && box.Top == -(box.Height / 2) && (box.Width <= grid.Width || grid.Width == 0) && (box.Height <= grid.Height || grid.Height == 0);
        bool isPlaced = pattern.Grid is null ? pattern.IsPlaced || !box.Left.IsZero || !box.Top.IsZero : !isMiddle;
        if (box.Width > RunLengthReader.MaxCells || box.Height > RunLengthReader.MaxCells)
            throw new InputException(FormattableString.Invariant($"an RLE file is read of up to {RunLengthReader.MaxCells:N0} columns and rows; the pattern has {pattern.Cells}. Write a macrocell file."));
        return RunLengthWriter.Write(
            pattern with { Box = box, IsPlaced = isPlaced },
            pattern.Cells.Rows().Select(row => new CellRow(row.Y - (long)box.Top, row.Runs.ConvertAll(run => run with { X = run.X - (long)box.Left }))),
            pattern.Cells.HighestState < 2 && IsBinary(pattern.Rule));
    }

    /// <summary>Refuses what would be read as something else.</summary>
    internal static void RequireName(string? rule)
    {
        if (rule is not null && (rule.Contains(':', StringComparison.Ordinal) || rule.Any(char.IsControl)))
            throw new InputException($"'{rule}' cannot be the name of a rule in a pattern's file: a colon begins the boundary.");
    }

    /// <summary>Whether a rule is known to have two states.</summary>
    internal static bool IsBinary(string? rule) => rule is null || RuleNotation.TryRead(rule) is null or { State.Size: 2 };
}
