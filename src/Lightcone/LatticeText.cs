using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>The text form of a lattice: one character a cell, or names with spaces between them; one line a row.</summary>
internal static class LatticeText
{
    public static (Shape Shape, byte[] Cells) Parse(Alphabet alphabet, string text, int dimensions, string? file)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, 2);
        List<byte> cells = [];
        int width = -1;
        int line = 0;
        int rows = 0;
        foreach (string row in text.Split('\n'))
        {
            line++;
            int column = 1;
            foreach (string part in dimensions == 2 ? row.Split('/') : [row])
            {
                string content = part.TrimEnd('\r', ' ');
                if (content.Length > 0)
                {
                    if (dimensions == 1 && rows == 1)
                        throw new InputException("a second row was found, but this rule runs on a single row. Put all cells on one line.", new SourceLocation(file, line));
                    int before = cells.Count;
                    ParseRow(alphabet, content, cells, new SourceLocation(file, line, column));
                    int found = cells.Count - before;
                    if (width >= 0 && found != width)
                        throw new InputException($"this row has {found} cells, the rows above have {width}. Make all rows equally long.", new SourceLocation(file, line));
                    width = found;
                    rows++;
                }

                column += part.Length + 1;
            }
        }

        if (rows == 0)
            throw new InputException($"no cells were found. Give at least one symbol of {alphabet}.", new SourceLocation(file, file is null ? 0 : 1));
        return (dimensions == 1 ? Shape.Row(width) : Shape.Grid(width, rows), [.. cells]);
    }

    public static string Format(Lattice lattice)
    {
        bool compact = lattice.Alphabet.IsCompact;
        StringBuilder text = new(lattice.Count + lattice.Shape.Height);
        for (int i = 0; i < lattice.Count; i++)
        {
            if (i > 0 && i % lattice.Shape.Width == 0)
                text.Append('\n');
            else if (i > 0 && !compact)
                text.Append(' ');
            text.Append(lattice.Alphabet.Names[lattice[i]]);
        }

        return text.ToString();
    }

    private static void ParseRow(Alphabet alphabet, string row, List<byte> cells, SourceLocation start)
    {
        int at = 0;
        while (at < row.Length)
        {
            if (row[at] == ' ')
            {
                at++;
                continue;
            }

            int end = at + 1;
            if (!alphabet.IsCompact)
                while (end < row.Length && row[end] != ' ')
                    end++;
            string name = row[at..end];
            if (!alphabet.TryParse(name, out byte symbol))
            {
                string advice = alphabet.IsCompact && alphabet.Size == 2 && char.IsAsciiDigit(name[0])
                    ? "For digits use the task decimal-addition."
                    : alphabet.IsCompact ? "Use only its symbols." : "Use only its symbols, with spaces between them.";
                throw new InputException($"symbol '{name}' is not in this rule's alphabet {alphabet}. {advice}", start with { Line = start.Line, Column = start.Column + at });
            }

            cells.Add(symbol);
            at = end;
        }
    }
}
