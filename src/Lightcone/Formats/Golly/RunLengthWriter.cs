using System.Globalization;
using System.Numerics;
using System.Text;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>Writes cells as run lengths.</summary>
internal sealed class RunLengthWriter
{
    private const int LineLength = 70;

    // What a line that begins so would be read as.
    private static readonly string[] Taken = ["#CXRLE", "#P", "#R", "#r"];

    private readonly StringBuilder text = new();
    private readonly bool isBinary;
    private int column;

    private RunLengthWriter(bool isBinary) => this.isBinary = isBinary;

    /// <param name="header">The pattern, of which everything but the cells is used.</param>
    /// <param name="rows">The cells, rows and columns counted from the rectangle's first.</param>
    /// <param name="isBinary">Whether there are two states, which are written b and o.</param>
    public static string Write(Pattern header, IEnumerable<CellRow> rows, bool isBinary)
    {
        RunLengthWriter writer = new(isBinary);
        writer.Header(header);
        long row = 0;
        foreach ((long y, List<CellRun> runs) in rows)
        {
            if (y > row)
                writer.Run(y - row, "$");
            row = y;
            long x = 0;
            foreach (CellRun run in runs)
            {
                if (run.X > x)
                    writer.Run(run.X - x, writer.Symbol(0));
                writer.Run(run.Count, writer.Symbol(run.Value));
                x = run.End;
            }
        }

        writer.Run(1, "!");
        return writer.text.Append('\n').Append(header.RuleText).ToString();
    }

    private void Header(Pattern header)
    {
        foreach (string comment in PatternText.Safe(header.Comments, Taken))
            text.Append(comment).Append('\n');
        if (header.IsPlaced || !header.Generation.IsZero)
            text.Append(CultureInfo.InvariantCulture, $"#CXRLE{(header.IsPlaced ? $" Pos={header.Box.Left},{header.Box.Top}" : "")}{(header.Generation.IsZero ? "" : $" Gen={header.Generation}")}\n");
        string suffix = header.Grid is null ? "" : $":{header.Grid}";
        string rule = header.Rule is null or "" ? suffix.Length == 0 ? "" : "unknown" : header.Rule;
        text.Append(CultureInfo.InvariantCulture, $"x = {header.Box.Width}, y = {header.Box.Height}{(rule.Length + suffix.Length == 0 ? "" : $", rule = {rule}{suffix}")}\n");
    }

    private void Run(long count, string symbol)
    {
        string run = count == 1 ? symbol : $"{count}{symbol}";
        if (column + run.Length > LineLength)
        {
            text.Append('\n');
            column = 0;
        }

        text.Append(run);
        column += run.Length;
    }

    private string Symbol(int state)
    {
        if (isBinary)
            return state == 0 ? "b" : "o";
        if (state == 0)
            return ".";
        char letter = (char)('A' + ((state - 1) % 24));
        return state <= 24 ? $"{letter}" : $"{(char)('p' + ((state - 25) / 24))}{letter}";
    }
}
