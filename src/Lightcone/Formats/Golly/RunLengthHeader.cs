using System.Globalization;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>Says in a file's words how a lattice lies on the plane.</summary>
internal static class RunLengthHeader
{
    /// <summary>The pattern without its cells.</summary>
    /// <exception cref="InputException">No file says it.</exception>
    public static Pattern Of(RunLengthPattern pattern)
    {
        (Lattice lattice, Shape shape) = (pattern.Lattice, pattern.Lattice.Shape);
        if (lattice.Input is not null)
            throw new InputException("a pattern's file has one field of cells, and this lattice has a frozen input beside its state. Choose one.", default, new Setting("part", "state or input"));
        RunLengthText.RequireName(pattern.Rule);
        if (pattern.Rule is ['W' or 'w', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number % 2 != 0)
            throw new InputException($"Golly has no rule {pattern.Rule}: of Wolfram's numbers it knows the even ones alone, since an odd one fills its empty plane. Write the rule as a Golly table under another name, and name the pattern's rule after it.");
        PatternGrid? grid = Grid(pattern, pattern.IsInverted && lattice.Alphabet.Size == 2);
        int left = grid is null ? pattern.Corner?.X ?? 0 : grid.Width == 0 ? pattern.Corner?.X ?? -(shape.Width / 2) : -(shape.Width / 2);
        int top = grid is null ? pattern.Corner?.Y ?? 0 : grid.Height == 0 ? pattern.Corner?.Y ?? -(shape.Height / 2) : -(shape.Height / 2);
        return new Pattern
        {
            Cells = Quadtree.Empty,
            Rule = pattern.Rule,
            Grid = grid,
            Box = new(left, top, shape.Width, shape.Height),
            IsPlaced = pattern.Corner is not null,
            Generation = pattern.Generation,
            Comments = pattern.Comments,
        };
    }

    /// <summary>The boundary as a grid; null for the endless plane.</summary>
    private static PatternGrid? Grid(RunLengthPattern pattern, bool isInverted)
    {
        (Lattice lattice, Shape shape) = (pattern.Lattice, pattern.Lattice.Shape);
        byte outside = (byte)(isInverted ? 1 : 0);
        if (pattern.IsEndless && pattern.Background != outside)
            throw new InputException($"around an RLE pattern without a grid is symbol {lattice.Alphabet.Names[outside]}{(isInverted ? " (its rule's files are inverted)" : "")}; around this one is {lattice.Alphabet.Names[pattern.Background]}. Give it a grid.");
        if (pattern.IsEndlessAcross && (pattern.IsEndlessDown || shape.Dimensions == 1))
            return null;
        if (lattice.Boundary is Boundary.FixedBoundary && BirthOnZero.Of(pattern.Rule) == false)
            throw new InputException($"Golly inverts {pattern.Rule} at odd generations, and what lies outside a plane :P with it: walls that stay the same cannot be said of a rule with B0 and without S8. Use a torus, or write the rule as a Golly table under a name of its own.");
        PatternSurface surface = lattice.Boundary switch
        {
            Boundary.PeriodicBoundary => PatternSurface.Torus,
            Boundary.FixedBoundary wall when wall.Symbol == outside => PatternSurface.Plane,
            Boundary.FixedBoundary wall => throw new InputException($"outside an RLE pattern is symbol {lattice.Alphabet.Names[outside]}{(isInverted ? $" under {pattern.Rule}, whose files are inverted" : "")}; this lattice has walls of symbol {lattice.Alphabet.Names[wall.Symbol]}."),
            _ => throw new InputException("an RLE pattern can be a torus or lie between walls of symbol 0; it has no reflecting boundary."),
        };
        // A row of a table is a grid of one row. Golly's own Wolfram rules write their history downward and need the room; on a height of 1 they would lay it over the row.
        int height = pattern.IsEndlessDown || (shape.Dimensions == 1 && IsWolfram(pattern.Rule)) ? 0 : shape.Height;
        return new PatternGrid { Surface = surface, Width = pattern.IsEndlessAcross ? 0 : shape.Width, Height = height };
    }

    private static bool IsWolfram(string? rule) => rule is ['W' or 'w', .. var digits] && digits.Length > 0 && digits.All(char.IsAsciiDigit);
}
