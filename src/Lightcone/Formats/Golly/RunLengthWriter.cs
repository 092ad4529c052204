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
        string suffix = lattice.Boundary switch
        {
            Boundary.PeriodicBoundary => ":T",
            Boundary.FixedBoundary { Symbol: 0 } => ":P",
            Boundary.FixedBoundary wall => throw new InputException($"outside an RLE pattern is symbol {lattice.Alphabet.Names[0]}; this lattice has walls of symbol {lattice.Alphabet.Names[wall.Symbol]}."),
            _ => throw new InputException("an RLE pattern can be a torus or lie between walls of symbol 0; it has no reflecting boundary."),
        };
        if (pattern.Rule is { } name && (name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl)))
            throw new InputException($"'{name}' cannot be the name of a rule in an RLE pattern: a colon begins the boundary.");
        StringBuilder text = new();
        text.Append($"x = {shape.Width}, y = {shape.Height}, rule = {(pattern.Rule is null or "" ? "unknown" : pattern.Rule)}{suffix}{shape.Width},{(shape.Dimensions == 1 ? 0 : shape.Height)}\n");
        int column = 0;
        int ends = 0;
        for (int y = 0; y < shape.Height; y++)
        {
            ReadOnlySpan<byte> row = lattice.Cells.Slice(y * shape.Width, shape.Width);
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
