using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Plaintext;

/// <summary>Plaintext, files that end in <c>.cells</c>: rows of <c>.</c> and <c>O</c>, living cells of Life, after comments that begin with an exclamation mark.</summary>
public static class PlaintextPattern
{
    private const string Name = "Name:";
    private const string Author = "Author:";

    /// <summary>Reads a pattern, which lies on the endless plane. Rows may end with their last living cell, an empty line is an empty row, and <c>*</c> is a living cell, too, as older programs write it.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">A row holds something else, or there is none; the message says where.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        CellCollection cells = new();
        List<string> comments = [];
        long y = 0;
        bool isBegun = false;
        foreach ((int number, string line) in PatternText.Lines(text))
        {
            if (line.StartsWith('!'))
            {
                comments.Add(Comment(line[1..].Trim()));
                continue;
            }

            // Blank lines between the comments and the first row are no rows.
            isBegun |= line.Length > 0;
            for (int x = 0; x < line.Length; x++)
            {
                if (line[x] is not ('.' or 'O' or '*'))
                    throw new InputException($"'{line[x]}' is no cell of plaintext: dead cells are . and living ones O. Comments begin with an exclamation mark.", new SourceLocation(file, number, x + 1));
                cells.Add(x, y, 1, line[x] == '.' ? 0 : 1);
            }

            y += isBegun ? 1 : 0;
        }

        if (!isBegun)
            throw new InputException("there is no row of cells. Write rows of . and O.", new SourceLocation(file));
        Quadtree tree = cells.ToTree();
        return new Pattern { Cells = tree, Box = tree.Bounds ?? default, Comments = string.Join('\n', comments) };
    }

    /// <summary>Writes the smallest rectangle around what lives; where on the plane it lies, the format does not say.</summary>
    /// <exception cref="InputException">The pattern has another rule than Life, a grid, a state beyond 1, a generation, or more cells than can be listed, 2^28.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        LifeRule.RequirePlain(pattern, "plaintext");
        if (pattern.Rule is { } rule && RuleNotation.TryRead(rule)?.Name != LifeRule.Usual)
            throw new InputException($"plaintext holds living cells under {LifeRule.Usual}, and this pattern's rule is {rule}. Write RLE.");
        if (pattern.Grid is not null)
            throw new InputException($"plaintext has no grid, and this pattern lies on :{pattern.Grid}. Write RLE.");
        StringBuilder text = new();
        foreach (string comment in PatternText.Plain(pattern.Comments))
            text.Append(comment.Length == 0 ? "!" : comment.StartsWith(Name, StringComparison.Ordinal) || comment.StartsWith(Author, StringComparison.Ordinal) ? $"!{comment}" : $"! {comment}").Append('\n');
        if (pattern.Cells.Bounds is not { } box)
            return text.Append(".\n").ToString();
        if (box.Width * box.Height > 1 << 28)
            throw new InputException(FormattableString.Invariant($"plaintext lists dead cells, too, and this pattern's rectangle is {box.Width} x {box.Height}. Write RLE or a macrocell file."));
        long next = (long)box.Top;
        foreach ((long y, List<CellRun> runs) in pattern.Cells.Rows())
        {
            for (; next < y; next++)
                text.Append(".\n");
            long x = (long)box.Left;
            foreach (CellRun run in runs)
            {
                text.Append('.', (int)(run.X - x)).Append('O', (int)run.Count);
                x = run.End;
            }

            text.Append('\n');
            next = y + 1;
        }

        return text.ToString();
    }

    private static string Comment(string text) =>
        text.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? $"#N {text[Name.Length..].Trim()}"
        : text.StartsWith(Author, StringComparison.OrdinalIgnoreCase) ? $"#O {text[Author.Length..].Trim()}"
        : PatternText.Comment(text);
}
