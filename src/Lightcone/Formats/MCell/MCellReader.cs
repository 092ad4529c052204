using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.MCell;

/// <summary>Reads a file of MCell line by line.</summary>
internal sealed partial class MCellReader(string? file)
{
    private const int MaxCells = 1 << 28;

    private static readonly string[] Window = ["#SPEED", "#CCOLORS", "#COLORING", "#PALETTE"];

    private readonly List<CellRow> rows = [];
    private readonly List<string> comments = [];
    private List<CellRun> runs = [];
    private string? game;
    private string? rule;
    private string? golly;
    private (int Width, int Height)? board;
    private bool isTorus;
    private long x;
    private long y;
    private int number;

    private SourceLocation Place => new(file, number);

    public Pattern Read(string text)
    {
        foreach ((int at, string line) in PatternText.After(text, "#MCell", "a file of MCell", file))
        {
            number = at;
            Line(line);
        }

        EndRow();
        return ToPattern();
    }

    /// <summary>Where the first column or row of cells lies on a board: Golly puts what lives in the middle and moves it by the empty cells before it.</summary>
    public static BigInteger Start(int side, BigInteger extent) => -(side / 2) + BigInteger.Max(0, (side + 1 - extent) / 2);

    private Pattern ToPattern()
    {
        Quadtree tree = Quadtree.FromRows(rows);
        PatternGrid? grid = board is not { } size ? null : new PatternGrid { Surface = isTorus ? PatternSurface.Torus : PatternSurface.Plane, Width = size.Width, Height = size.Height };
        if (grid is not null && tree.Bounds is { } living)
        {
            (long left, long top) = ((long)Start(grid.Width, living.Width), (long)Start(grid.Height, living.Height));
            tree = Quadtree.FromRows(rows.ConvertAll(row => new CellRow(row.Y + top, row.Runs.ConvertAll(run => run with { X = run.X + left }))));
        }

        return new Pattern { Cells = tree, Rule = MCellGame.Read(game, rule, golly), Grid = grid, Box = tree.Bounds ?? default, IsPlaced = grid is not null, Comments = string.Join('\n', comments) };
    }

    private void Line(string line)
    {
        if (line[0] != '#')
            throw new InputException($"expected a line that begins with #, such as #L with cells, found '{EditDistance.Excerpt(line)}'.", Place);
        string word = line.Split([' ', '\t'], 2)[0];
        string rest = line[word.Length..].Trim();
        if (word == "#L")
            Cells(line);
        else if (word == "#GAME")
            game = rest;
        else if (word == "#RULE")
            rule += rest;
        else if (word == "#GOLLY")
            golly = rest.Length > 0 ? rest : throw new InputException("expected the name of a rule after #GOLLY.", Place);
        else if (word == "#BOARD")
            Board(rest);
        else if (word == "#WRAP")
            isTorus = rest switch
            {
                "0" => false,
                "1" => true,
                _ => throw new InputException($"expected #WRAP 1, a torus, or #WRAP 0, a plane between walls, found '{EditDistance.Excerpt(rest)}'.", Place),
            };
        else if (word == "#D")
            comments.Add(PatternText.Comment(line.Length > 3 ? line[3..] : ""));
        else if (!Window.Contains(word))
            comments.Add(line);
    }

    private void Board(string text)
    {
        Match match = Sides().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["w"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int width) || !int.TryParse(match.Groups["h"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            || width is < 1 or > MaxCells || height is < 1 or > MaxCells)
            throw new InputException(FormattableString.Invariant($"expected #BOARD and two sides such as 80x60, each from 1 to {MaxCells:N0}, found '{EditDistance.Excerpt(text)}'."), Place);
        board = (width, height);
    }

    private void Cells(string line)
    {
        long count = -1;
        int prefix = 0;
        for (int i = 2; i < line.Length; i++)
        {
            char c = line[i];
            SourceLocation place = Place with { Column = i + 1 };
            if (char.IsAsciiDigit(c) && prefix == 0)
            {
                count = (10 * Math.Max(0, count)) + (c - '0');
                if (count > MaxCells)
                    throw new InputException(FormattableString.Invariant($"a run of {count} is longer than {MaxCells:N0}."), place);
            }
            else if (c is >= 'a' and <= 'j' && prefix == 0)
                prefix = 24 * (c - 'a' + 1);
            else if (c is not (' ' or '\t'))
            {
                Take(c, prefix, Math.Max(1, count), place);
                (count, prefix) = (-1, 0);
            }
        }

        if (count >= 0 || prefix > 0)
            throw new InputException("the line ends within a run: a count is followed by a state or $, and a to j by A to X.", Place with { Column = line.Length });
    }

    private void Take(char c, int prefix, long count, SourceLocation place)
    {
        if (c == '$' && prefix == 0)
        {
            EndRow();
            (x, y) = (0, y + count);
            return;
        }

        int state = c switch
        {
            '.' when prefix == 0 => 0,
            >= 'A' and <= 'X' => prefix + c - 'A' + 1,
            _ => throw new InputException($"'{c}' is no state of a file of MCell. Dead cells are ., living ones A to X, aA to aX and so on to jO; rows end with $.", place),
        };
        if (state > 255)
            throw new InputException("a state is beyond 255, the highest.", place);
        if (x + count > MaxCells || y >= MaxCells)
            throw new InputException(FormattableString.Invariant($"the pattern has more than {MaxCells:N0} cells in a row or column."), place);
        CellRun.Add(runs, x, count, state);
        x += count;
    }

    private void EndRow()
    {
        if (runs.Count > 0)
            rows.Add(new(y, runs));
        runs = [];
    }

    [GeneratedRegex(@"^(?<w>\d+)\s*[xX]\s*(?<h>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sides();
}
