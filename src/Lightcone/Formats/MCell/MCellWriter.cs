using System.Globalization;
using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.MCell;

/// <summary>Writes a file of MCell.</summary>
internal sealed class MCellWriter
{
    private const int LineLength = 76;

    // What a line that begins so would be read as.
    private static readonly string[] Taken = ["#L", "#GAME", "#RULE", "#GOLLY", "#BOARD", "#WRAP", "#SPEED", "#CCOLORS", "#COLORING", "#PALETTE", "#D"];

    private readonly StringBuilder text = new("#MCell 4.20\n");
    private int column;

    public static string Write(Pattern pattern)
    {
        MCellWriter writer = new();
        writer.text.Append(MCellGame.Write(pattern.Rule));
        (long left, long top) = writer.Board(pattern);
        foreach (string comment in PatternText.Safe(pattern.Comments, Taken))
            writer.text.Append(comment.StartsWith("#C", StringComparison.Ordinal) ? $"#D{comment[2..]}" : comment).Append('\n');
        writer.Cells(pattern.Cells, left, top);
        return writer.text.ToString();
    }

    /// <summary>Says the board.</summary>
    /// <returns>The plane's column and row of the first cell of the lines.</returns>
    private (long Left, long Top) Board(Pattern pattern)
    {
        if (pattern.Grid is not { } grid)
            return pattern.IsPlaced && pattern.Cells.Bounds is { } box && (box.Left.Sign < 0 || box.Top.Sign < 0)
                ? throw new InputException($"without a board MCell's format begins at column 0 and row 0, and this pattern at column {box.Left}, row {box.Top}. Write RLE.")
                : (0, 0);
        if (grid.Obstacle is not null || grid.Width == 0 || grid.Height == 0)
            throw new InputException($"MCell's board is a torus or a plane between walls, with sides that end; this pattern lies on :{grid}. Write RLE.");
        text.Append(CultureInfo.InvariantCulture, $"#BOARD {grid.Width}x{grid.Height}\n#WRAP {(grid.Surface == PatternSurface.Torus ? 1 : 0)}\n");
        if (pattern.Cells.Bounds is not { } living)
            return (0, 0);
        (long left, long top) = ((long)MCellReader.Start(grid.Width, living.Width), (long)MCellReader.Start(grid.Height, living.Height));
        return living.Left < left || living.Top < top
            ? throw new InputException($"MCell puts a pattern in the middle of its board, where its first column is {left} and its first row {top}; this one begins at column {living.Left}, row {living.Top}. Write RLE.")
            : (left, top);
    }

    private void Cells(Quadtree cells, long left, long top)
    {
        long row = top;
        foreach ((long y, List<CellRun> runs) in cells.Rows())
        {
            Run(y - row, "$");
            row = y;
            long x = left;
            foreach (CellRun run in runs)
            {
                Run(run.X - x, ".");
                Run(run.Count, Symbol(run.Value));
                x = run.End;
            }
        }

        if (column > 0)
            text.Append('\n');
    }

    private void Run(long count, string symbol)
    {
        if (count == 0)
            return;
        string run = count == 1 ? symbol : $"{count}{symbol}";
        if (column > 0 && column + run.Length > LineLength)
        {
            text.Append('\n');
            column = 0;
        }

        if (column == 0)
        {
            text.Append("#L ");
            column = 3;
        }

        text.Append(run);
        column += run.Length;
    }

    private static string Symbol(int state)
    {
        char letter = (char)('A' + ((state - 1) % 24));
        return state <= 24 ? $"{letter}" : $"{(char)('a' + ((state - 25) / 24))}{letter}";
    }
}
