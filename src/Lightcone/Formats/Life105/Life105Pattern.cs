using System.Globalization;
using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Life105;

/// <summary>Life 1.05 (A. Hensel): blocks of rows of <c>.</c> and <c>*</c>, each under <c>#P x y</c>, its place on the plane; <c>#N</c> is Life, <c>#R 23/36</c> another rule with survival first, <c>#D</c> a comment.</summary>
public static class Life105Pattern
{
    /// <summary>The widest line, as the format has it.</summary>
    private const int LineLength = 80;

    /// <summary>So many empty rows are written before a block is begun anew.</summary>
    private const int Gap = 4;

    private const string Begin = "#Life 1.05";

    /// <summary>Reads a pattern. Blocks may overlap; the line <c>#Life 1.05</c> may be missing.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        CellCollection cells = new();
        List<string> comments = [];
        (string? Rule, PatternGrid? Grid) rule = default;
        bool isPlaced = false;
        bool isBegun = false;
        (long left, long y) = (0, 0);
        foreach ((int number, string line) in PatternText.Lines(text))
        {
            SourceLocation place = new(file, number);
            if (line.Length == 0)
                continue;
            isBegun |= line[0] == '#';
            if (!isBegun)
                throw new InputException($"expected {Begin}, or a block that begins with #P, found '{EditDistance.Excerpt(line)}'.", place);
            if (line.StartsWith("#Life", StringComparison.OrdinalIgnoreCase))
                continue;
            if (line == "#N")
                rule = (LifeRule.Usual, null);
            else if (line.StartsWith("#R", StringComparison.Ordinal))
                rule = Rule(line, place);
            else if (line.StartsWith("#P", StringComparison.Ordinal))
            {
                bool isSaid = line.Length > 2;
                (left, y) = isSaid ? Corner(line, place) : (0, 0);
                isPlaced |= isSaid;
            }
            else if (line[0] == '#')
                comments.Add(Comment(line));
            else
                Row(cells, line, left, y++, place);
        }

        if (!isBegun)
            throw new InputException($"the file is empty. A pattern begins with {Begin}.", new SourceLocation(file, 1));
        Quadtree tree = cells.ToTree();
        return new Pattern { Cells = tree, Rule = rule.Rule, Grid = rule.Grid, Box = tree.Bounds ?? default, IsPlaced = isPlaced || rule.Grid is not null, Comments = string.Join('\n', comments) };
    }

    /// <summary>Writes a pattern; lines of cells are at most 80 characters long. Another rule than one of birth and survival stands after <c>#R</c> as it is called, and a grid after its colon, as Golly writes them.</summary>
    /// <exception cref="InputException">The pattern has a state beyond 1, a generation, or more living cells than can be listed, 2^28.</exception>
    public static string Format(Pattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        LifeRule.RequirePlain(pattern, "Life 1.05");
        StringBuilder text = new(Begin + "\n");
        foreach (string comment in PatternText.Plain(pattern.Comments))
            text.Append(comment.Length == 0 ? "#D" : $"#D {comment}").Append('\n');
        string suffix = pattern.Grid is null ? "" : $":{pattern.Grid}";
        if ((pattern.Rule ?? (suffix.Length > 0 ? LifeRule.Usual : null)) is { } rule)
            text.Append(rule == LifeRule.Usual && suffix.Length == 0 ? "#N\n" : $"#R {LifeRule.Write(rule) ?? rule}{suffix}\n");
        long origin = pattern.Cells.Bounds is { } box ? (long)box.Left : 0;
        SortedDictionary<long, List<CellRow>> strips = [];
        foreach (CellRow row in pattern.Cells.Rows())
            Cut(strips, row, origin);
        foreach (List<CellRow> strip in strips.Values)
            Strip(text, strip);
        return text.ToString();
    }

    private static (string? Rule, PatternGrid? Grid) Rule(string line, SourceLocation place)
    {
        (string? rule, PatternGrid? grid) = PatternText.Rule(line[2..], place);
        return rule is null ? throw new InputException("expected a rule after #R, such as #R 23/36.", place) : (LifeRule.Read(rule), grid);
    }

    private static (long X, long Y) Corner(string line, SourceLocation place)
    {
        string[] words = line[2..].Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && int.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int x) && int.TryParse(words[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int y)
            ? (x, y)
            : throw new InputException($"expected #P and two whole numbers, column and row, found '{EditDistance.Excerpt(line)}'.", place);
    }

    private static string Comment(string line) => line is ['#', 'D' or 'd' or 'C' or 'c', ..] ? PatternText.Comment(line[2..].StartsWith(' ') ? line[3..] : line[2..]) : line;

    private static void Row(CellCollection cells, string line, long left, long y, SourceLocation place)
    {
        for (int x = 0; x < line.Length; x++)
        {
            if (line[x] is not ('.' or '*'))
                throw new InputException($"'{line[x]}' is no cell of Life 1.05: dead cells are . and living ones *.", place with { Column = x + 1 });
            cells.Add(left + x, y, 1, line[x] == '*' ? 1 : 0);
        }
    }

    /// <summary>Puts a row into strips as wide as a line.</summary>
    private static void Cut(SortedDictionary<long, List<CellRow>> strips, CellRow row, long origin)
    {
        foreach (CellRun run in row.Runs)
            for (long x = run.X; x < run.End;)
            {
                long strip = (x - origin) / LineLength;
                long end = Math.Min(run.End, origin + ((strip + 1) * LineLength));
                if (!strips.TryGetValue(strip, out List<CellRow>? rows))
                    strips.Add(strip, rows = []);
                if (rows.Count == 0 || rows[^1].Y != row.Y)
                    rows.Add(new(row.Y, []));
                CellRun.Add(rows[^1].Runs, x, end - x, run.Value);
                x = end;
            }
    }

    private static void Strip(StringBuilder text, List<CellRow> rows)
    {
        for (int i = 0; i < rows.Count;)
        {
            int end = i + 1;
            while (end < rows.Count && rows[end].Y - rows[end - 1].Y <= Gap)
                end++;
            long left = rows[i..end].Min(static row => row.Runs[0].X);
            text.Append(CultureInfo.InvariantCulture, $"#P {left} {rows[i].Y}\n");
            for (long y = rows[i].Y; i < end; y++)
            {
                long x = left;
                foreach (CellRun run in rows[i].Y == y ? rows[i].Runs : [])
                {
                    text.Append('.', (int)(run.X - x)).Append('*', (int)run.Count);
                    x = run.End;
                }

                text.Append(x == left ? ".\n" : "\n");
                i += rows[i].Y == y ? 1 : 0;
            }
        }
    }
}
