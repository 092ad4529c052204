using System.Globalization;
using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Life106;

/// <summary>Life 1.06: a line <c>x y</c>, column and row, for each living cell of Life.</summary>
public static class Life106Pattern
{
    /// <summary>The farthest column and row, 2^60.</summary>
    private const long Farthest = 1L << 60;

    private const string Begin = "#Life 1.06";

    /// <summary>Reads a pattern. Cells may come in any order and more than once; lines that begin with # are comments.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        CellCollection cells = new();
        List<string> comments = [];
        bool isBegun = false;
        foreach ((int number, string line) in PatternText.Lines(text))
        {
            if (line.Length == 0)
                continue;
            if (!isBegun && !line.StartsWith("#Life", StringComparison.OrdinalIgnoreCase))
                throw new InputException($"expected {Begin}, found '{EditDistance.Excerpt(line)}'.", new SourceLocation(file, number));
            if (isBegun && line[0] == '#')
                comments.Add(line is ['#', 'D', ' ', ..] ? PatternText.Comment(line[3..]) : line == "#D" ? "#C" : line);
            else if (isBegun)
            {
                (long x, long y) = Cell(line, new SourceLocation(file, number));
                cells.Add(x, y, 1, 1);
            }

            isBegun = true;
        }

        if (!isBegun)
            throw new InputException($"the file is empty. A pattern begins with {Begin}.", new SourceLocation(file, 1));
        Quadtree tree = cells.ToTree();
        return new Pattern { Cells = tree, Box = tree.Bounds ?? default, IsPlaced = true, Comments = string.Join('\n', comments) };
    }

    /// <summary>Writes a pattern.</summary>
    /// <exception cref="InputException">The pattern has another rule than Life, a grid, a state beyond 1, a generation, or more living cells than can be listed, 2^28.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        LifeRule.RequirePlain(pattern, "Life 1.06", Farthest + 1);
        if (pattern.Rule is { } rule && RuleNotation.TryRead(rule)?.Name != LifeRule.Usual)
            throw new InputException($"Life 1.06 holds coordinates of living cells under {LifeRule.Usual}, and this pattern's rule is {rule}. Write RLE.");
        if (pattern.Grid is not null)
            throw new InputException($"Life 1.06 has no grid, and this pattern lies on :{pattern.Grid}. Write RLE.");
        StringBuilder text = new(Begin + "\n");
        foreach (string comment in PatternText.Plain(pattern.Comments))
            text.Append(comment.Length == 0 ? "#D" : $"#D {comment}").Append('\n');
        foreach ((long y, List<CellRun> runs) in pattern.Cells.Rows())
            foreach (CellRun run in runs)
                for (long x = run.X; x < run.End; x++)
                    text.Append(CultureInfo.InvariantCulture, $"{x} {y}\n");
        return text.ToString();
    }

    private static (long X, long Y) Cell(string line, SourceLocation place)
    {
        string[] words = line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && IsPlace(words[0], out long x) && IsPlace(words[1], out long y)
            ? (x, y)
            : throw new InputException(FormattableString.Invariant($"expected two whole numbers, column and row, each up to {Farthest:N0} from the middle, found '{EditDistance.Excerpt(line)}'."), place);
    }

    private static bool IsPlace(string word, out long value) => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value is >= -Farthest and <= Farthest;
}
