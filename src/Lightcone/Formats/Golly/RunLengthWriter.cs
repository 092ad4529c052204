using System.Globalization;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>Writes the cells of a lattice as run lengths.</summary>
internal static class RunLengthWriter
{
    private const int LineLength = 70;

    public static string Write(RunLengthPattern pattern)
    {
        Lattice lattice = pattern.Lattice;
        if (lattice.Input is not null)
            throw new InputException("an RLE pattern has one field of cells, and this lattice has a frozen input beside its state. Choose one.", default, new Setting("part", "state or input"));
        Shape shape = lattice.Shape;
        if (pattern.Rule is { } name && (name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl)))
            throw new InputException($"'{name}' cannot be the name of a rule in an RLE pattern: a colon begins the boundary.");
        if (pattern.Rule is ['W' or 'w', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number % 2 != 0)
            throw new InputException($"Golly has no rule {pattern.Rule}: of Wolfram's numbers it knows the even ones alone, since an odd one fills its empty plane. Write the rule as a Golly table under another name, and name the pattern's rule after it.");
        bool inverted = pattern.IsInverted && lattice.Alphabet.Size == 2;
        string suffix = Suffix(pattern, inverted);
        StringBuilder text = new();
        if (pattern.Corner is not null || pattern.Generation != 0)
            text.Append(CultureInfo.InvariantCulture, $"#CXRLE{(pattern.Corner is { } at ? $" Pos={at.X},{at.Y}" : "")}{(pattern.Generation == 0 ? "" : $" Gen={pattern.Generation}")}\n");
        string rule = pattern.Rule is null or "" ? suffix.Length == 0 ? "" : "unknown" : pattern.Rule;
        text.Append(CultureInfo.InvariantCulture, $"x = {shape.Width}, y = {shape.Height}{(rule.Length + suffix.Length == 0 ? "" : $", rule = {rule}{suffix}")}\n");
        int column = 0;
        int ends = 0;
        for (int y = 0; y < shape.Height; y++)
        {
            ReadOnlySpan<byte> row = lattice.Cells.Slice(y * shape.Width, shape.Width);
            if (inverted)
                row = BirthOnZero.Turn(row);
            int length = row.LastIndexOfAnyExcept((byte)0) + 1;
            for (int x = 0; x < length;)
            {
                int next = row[x..length].IndexOfAnyExcept(row[x]);
                int count = next < 0 ? length - x : next;
                if (ends > 0)
                    Run(ends, "$");
                ends = 0;
                Run(count, Symbol(row[x], lattice.Alphabet.Size));
                x += count;
            }

            ends++;
        }

        Run(1, "!");
        return text.Append('\n').ToString();

        void Run(int count, string symbol)
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
    }

    /// <summary>The boundary as Golly writes it; nothing for the endless plane.</summary>
    private static string Suffix(RunLengthPattern pattern, bool inverted)
    {
        (Lattice lattice, Shape shape) = (pattern.Lattice, pattern.Lattice.Shape);
        if (pattern.IsEndless && pattern.Background != (inverted ? 1 : 0))
            throw new InputException($"around an RLE pattern without a grid is symbol {lattice.Alphabet.Names[inverted ? 1 : 0]}{(inverted ? " (its rule's files are inverted)" : "")}; around this one is {lattice.Alphabet.Names[pattern.Background]}. Give it a grid.");
        if (pattern.IsEndlessAcross && (pattern.IsEndlessDown || shape.Dimensions == 1))
            return "";
        if (lattice.Boundary is Boundary.FixedBoundary && BirthOnZero.Of(pattern.Rule) == false)
            throw new InputException($"Golly inverts {pattern.Rule} at odd generations, and what lies outside a plane :P with it: walls that stay the same cannot be said of a rule with B0 and without S8. Use a torus, or write the rule as a Golly table under a name of its own.");
        byte outside = (byte)(inverted ? 1 : 0);
        char kind = lattice.Boundary switch
        {
            Boundary.PeriodicBoundary => 'T',
            Boundary.FixedBoundary wall when wall.Symbol == outside => 'P',
            Boundary.FixedBoundary wall => throw new InputException($"outside an RLE pattern is symbol {lattice.Alphabet.Names[outside]}{(inverted ? $" under {pattern.Rule}, whose files are inverted" : "")}; this lattice has walls of symbol {lattice.Alphabet.Names[wall.Symbol]}."),
            _ => throw new InputException("an RLE pattern can be a torus or lie between walls of symbol 0; it has no reflecting boundary."),
        };
        // A row of a table is a grid of one row. Golly's own Wolfram rules write their history downward and need the room; on a height of 1 they would lay it over the row.
        int height = pattern.IsEndlessDown || (shape.Dimensions == 1 && IsWolfram(pattern.Rule)) ? 0 : shape.Height;
        return string.Create(CultureInfo.InvariantCulture, $":{kind}{(pattern.IsEndlessAcross ? 0 : shape.Width)},{height}");
    }

    private static bool IsWolfram(string? rule) => rule is ['W' or 'w', .. var digits] && digits.Length > 0 && digits.All(char.IsAsciiDigit);

    private static string Symbol(byte state, int states)
    {
        if (states <= 2)
            return state == 0 ? "b" : "o";
        if (state == 0)
            return ".";
        char letter = (char)('A' + ((state - 1) % 24));
        return state <= 24 ? $"{letter}" : $"{(char)('p' + ((state - 25) / 24))}{letter}";
    }
}
