using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>Reads an RLE file: comments, header, run lengths.</summary>
internal sealed partial class RunLengthReader
{
    /// <summary>The most cells of a pattern with all around it, and the longest side.</summary>
    public const int MaxCells = 1 << 28;

    private readonly string? file;
    private readonly List<CellRow> rows = [];
    private readonly List<string> comments = [];
    private (int X, int Y)? corner;
    private int width;
    private int height;
    private int mostX;
    private int mostY = 1;
    private BigInteger generation;
    private string? rule;
    private string? ruleText;
    private PatternGrid? grid;

    private RunLengthReader(string? file) => this.file = file;

    public static Pattern Read(string text, string? file)
    {
        RunLengthReader reader = new(file);
        Scanner cells = new(reader);
        bool isBegun = false;
        bool hasHeader = false;
        bool isOver = false;
        int number = 0;
        foreach ((int line, string content) in PatternText.Lines(text))
        {
            number = line;
            string trimmed = content.TrimStart();
            if (trimmed.StartsWith("@RULE", StringComparison.Ordinal))
            {
                reader.ruleText = string.Join('\n', PatternText.Lines(text).Skip(line - 1).Select(static each => each.Line)).TrimEnd() + "\n";
                break;
            }

            if (trimmed.Length == 0)
                continue;
            if (isOver)
                reader.comments.Add(trimmed[0] == '#' ? trimmed : PatternText.Comment(trimmed));
            else if (trimmed[0] == '#')
                reader.Comment(trimmed, line);
            else if (!isBegun && Sizes().IsMatch(trimmed))
            {
                reader.Header(trimmed, line);
                (isBegun, hasHeader) = (true, true);
            }
            else
            {
                if (!isBegun && !Bare().IsMatch(trimmed))
                    throw new InputException($"expected a header such as x = 3, y = 3, rule = B3/S23, or run lengths such as bob$2bo$3o!, found '{EditDistance.Excerpt(trimmed)}'.", new SourceLocation(file, line));
                isBegun = true;
                isOver = cells.Line(content, line);
            }
        }

        cells.End(number);
        return isBegun || hasHeader
            ? reader.ToPattern()
            : throw new InputException("no header and no cells were found. An RLE pattern begins with a line such as x = 3, y = 3, rule = B3/S23.", new SourceLocation(file, number));
    }

    private Pattern ToPattern()
    {
        (int columns, int lines) = (Math.Max(width, mostX), Math.Max(height, mostY));
        // Golly counts the middle of a grid by what the header says, and where that does not fit it begins in the corner.
        bool isMiddle = grid is not null && width > 0 && height > 0 && (width <= grid.Width || grid.Width == 0) && (height <= grid.Height || grid.Height == 0);
        (int x, int y) = corner ?? (grid is null ? (0, 0) : isMiddle ? (-(width / 2), -(height / 2)) : (-(grid.Width / 2), -(grid.Height / 2)));
        return new Pattern
        {
            Cells = Quadtree.FromRows(rows.ConvertAll(row => new CellRow(row.Y + y, row.Runs.ConvertAll(run => run with { X = run.X + x })))),
            Rule = rule,
            Grid = grid,
            Box = new(x, y, columns, lines),
            IsPlaced = corner is not null,
            Generation = generation,
            Comments = string.Join('\n', comments),
            RuleText = ruleText,
        };
    }

    private void Comment(string line, int number)
    {
        if (line.StartsWith("#CXRLE", StringComparison.Ordinal))
        {
            Place(Position().Match(line));
            if (Time().Match(line) is { Success: true } time)
                generation = PatternText.Generation(time.Groups["n"].Value, new SourceLocation(file, number));
        }
        else if (Corner().Match(line) is { Success: true } at)
            Place(at);
        else if (line.StartsWith("#r", StringComparison.Ordinal) && line.Length > 2)
            (rule, grid) = rule is null ? PatternText.Rule(line[2..], new SourceLocation(file, number)) : (rule, grid);
        else
            comments.Add(line);
    }

    private void Place(Match match)
    {
        if (match.Success && int.TryParse(match.Groups["x"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int x)
            && int.TryParse(match.Groups["y"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int y))
            corner = (x, y);
    }

    private void Header(string line, int number)
    {
        Match match = HeaderForm().Match(line);
        if (!match.Success || !int.TryParse(match.Groups["x"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out width)
            || !int.TryParse(match.Groups["y"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out height) || width > MaxCells || height > MaxCells)
            throw new InputException($"expected a header such as x = 3, y = 3, rule = B3/S23, found '{EditDistance.Excerpt(line)}'.", new SourceLocation(file, number));
        if (match.Groups["rule"].Success)
            (rule, grid) = PatternText.Rule(match.Groups["rule"].Value, new SourceLocation(file, number));
    }

    [GeneratedRegex(@"^x\s*=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sizes();

    /// <summary>Cells without a header: run lengths, of which there is at least one letter or row end.</summary>
    [GeneratedRegex(@"^(?=.*[bo.A-X$!])[0-9bo.A-Xp-y$ \t]*(!.*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^x\s*=\s*(?<x>\d+)\s*,\s*y\s*=\s*(?<y>\d+)[\s,]*(?<=[\s,0-9])(rule\s*=\s*(?<rule>\S.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeaderForm();

    [GeneratedRegex(@"\bGen\s*=\s*(?<n>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"\bPos\s*=\s*(?<x>-?\d+)\s*,\s*(?<y>-?\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();

    /// <summary>XLife's way to say the corner.</summary>
    [GeneratedRegex(@"^#[PR]\s+(?<x>-?\d+)\s+(?<y>-?\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Corner();

    /// <summary>Reads the run lengths, line by line; a count may stand at the end of one line and its symbol on the next.</summary>
    private sealed class Scanner(RunLengthReader reader)
    {
        private List<CellRun> runs = [];
        private long count = -1;
        private int prefix;
        private int x;
        private int y;

        /// <returns>Whether the pattern has ended.</returns>
        public bool Line(string line, int number)
        {
            for (int i = 0; i < line.Length; i++)
            {
                char c = line[i];
                SourceLocation place = new(reader.file, number, i + 1);
                if (char.IsAsciiDigit(c) && prefix == 0)
                    count = (10 * Math.Max(0, count)) + (c - '0');
                else if (c is >= 'p' and <= 'y' && prefix == 0)
                    prefix = 24 * (c - 'p' + 1);
                else if (c is not (' ' or '\t'))
                {
                    if (c == '!' && prefix == 0)
                    {
                        if (line[(i + 1)..].Trim() is { Length: > 0 } rest)
                            reader.comments.Add(PatternText.Comment(rest));
                        return true;
                    }

                    Take(c, place);
                    continue;
                }

                if (count > MaxCells)
                    throw new InputException($"a run of {count} is longer than {MaxCells:N0}.", place);
            }

            return false;
        }

        /// <summary>The file is over.</summary>
        /// <param name="number">Its last line.</param>
        public void End(int number)
        {
            if (count >= 0 || prefix > 0)
                throw new InputException("the pattern ends within a run: a count is followed by a state or $, and p to y by A to X.", new SourceLocation(reader.file, number));
            Row();
        }

        private void Row()
        {
            if (runs.Count > 0)
                reader.rows.Add(new(y, runs));
            runs = [];
        }

        private void Take(char c, SourceLocation place)
        {
            int times = count < 0 ? 1 : (int)count;
            count = -1;
            if (c == '$' && prefix == 0)
            {
                if (times > 0)
                    Row();
                y = (int)Math.Min((long)y + times, MaxCells);
                x = times == 0 ? x : 0;
                return;
            }

            int state = c switch
            {
                'b' or '.' when prefix == 0 => 0,
                'o' when prefix == 0 => 1,
                >= 'A' and <= 'X' => prefix + c - 'A' + 1,
                _ => throw new InputException($"'{c}' is no state of an RLE pattern. Two states are b and o; more are ., A to X, pA to pX and so on to yO; rows end with $.", place),
            };
            prefix = 0;
            if (state > 255)
                throw new InputException("a state is beyond 255, the highest.", place);
            if ((long)x + times > MaxCells || y >= MaxCells)
                throw new InputException($"the pattern has more than {MaxCells:N0} cells in a row or column.", place);
            CellRun.Add(runs, x, times, state);
            x += times;
            reader.mostX = Math.Max(reader.mostX, x);
            reader.mostY = Math.Max(reader.mostY, y + 1);
        }
    }
}
