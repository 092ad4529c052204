using System.Numerics;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>Lays a pattern on a lattice.</summary>
internal sealed class PatternPlacement
{
    private readonly Pattern pattern;
    private readonly SourceLocation place;
    private readonly Alphabet alphabet;
    private readonly int dimensions;
    private readonly long generation;
    private readonly bool isInverted;

    public PatternPlacement(Pattern pattern, Alphabet? alphabet, int? dimensions, string? file)
    {
        this.pattern = pattern;
        place = new(file);
        if (pattern.Grid is { Obstacle: { } obstacle } grid)
            throw new InputException($"the topology ':{grid}' is not one that a lattice has: {obstacle}. A torus :T30,20 and a plane :P30,20 are run.", place);
        if (pattern.Generation > long.MaxValue)
            throw new InputException($"generation {EditDistance.Excerpt($"{pattern.Generation}")} is beyond the numbers that are counted here, up to {long.MaxValue}.", place);
        generation = (long)pattern.Generation;
        NotedRule? noted = pattern.Rule is null ? null : RuleNotation.TryRead(pattern.Rule);
        bool isElementary = noted is { Cells.Dimensions: 1 } || pattern.Rule is ['W' or 'w', >= '0' and <= '9', ..];
        int highest = pattern.Cells.HighestState;
        this.alphabet = alphabet ?? noted?.State ?? Alphabet.Digits(Math.Max(2, highest + 1));
        if (highest >= this.alphabet.Size)
            throw new InputException($"the pattern holds state {highest}; the alphabet {this.alphabet} has no symbol of that number.", place);
        bool isRow = pattern.Box.Height <= 1;
        this.dimensions = dimensions ?? (isElementary || (isRow && pattern.Grid is { Height: 0 or 1 } && noted is not { Cells.Dimensions: 2 }) ? 1 : 2);
        if (this.dimensions == 1 && !isRow)
            throw new InputException($"this pattern has {pattern.Box.Height} rows; a one-dimensional lattice has one.", place);
        isInverted = this.alphabet.Size == 2 && BirthOnZero.IsInverted(pattern.Rule, generation);
    }

    private CellBox Box => pattern.Box;

    public RunLengthPattern On(Boundary? boundary, Shape? shape)
    {
        PatternGrid? grid = pattern.Grid;
        byte background = (byte)(isInverted ? 1 : 0);
        // Whoever names a boundary or a size wants a lattice; without, what has no end stays without.
        bool isOpen = shape is null && boundary is null;
        bool across = isOpen && grid is null or { Width: 0 };
        bool down = dimensions == 2 && isOpen && grid is null or { Height: 0 };
        Shape target = shape ?? OwnShape(across || grid is null, down || grid is null);
        BigInteger left = shape is not null ? Box.Left - (target.Width / 2) + (Box.Width / 2) : across || grid is null ? Box.Left : -(grid.Width / 2);
        BigInteger top = shape is not null ? Box.Top - (target.Height / 2) + (Box.Height / 2) : down || grid is null || dimensions == 1 ? Box.Top : -(grid.Height / 2);
        if (pattern.Cells.Bounds is { } living && (living.Left < left || living.Top < top || living.Left + living.Width > left + target.Width || living.Top + living.Height > top + target.Height))
            throw new InputException($"the pattern does not fit into {target} cells: what lives in it lies in columns {living.Left - left + 1} to {living.Left + living.Width - left} and rows {living.Top - top + 1} to {living.Top + living.Height - top} of them. Use a larger lattice.", place);
        byte[] cells = new byte[target.Count];
        if (!pattern.Cells.Nodes[pattern.Cells.Root].IsEmpty)
            pattern.Cells.CopyTo(cells, (long)left, (long)top, target.Width);
        if (isInverted)
            cells = BirthOnZero.Turn(cells);
        return new RunLengthPattern
        {
            Lattice = Lattice.Adopt(alphabet, target, Beyond(boundary, isOpen, background), cells, null),
            Rule = pattern.Rule,
            IsEndlessAcross = across,
            IsEndlessDown = down,
            Background = across || down ? background : (byte)0,
            Corner = (across || down) && pattern.IsPlaced && BigInteger.Abs(Box.Left) <= int.MaxValue && BigInteger.Abs(Box.Top) <= int.MaxValue ? ((int)Box.Left, (int)Box.Top) : null,
            Generation = generation,
            Comments = pattern.Comments,
        };
    }

    /// <summary>What lies beyond the lattice: what the suffix says, then what the caller says, then the plane's background, of which the box of an endless pattern is a part.</summary>
    private Boundary Beyond(Boundary? boundary, bool isOpen, byte background)
    {
        if (pattern.Grid is null)
            return boundary ?? (isOpen ? Boundary.Fixed(background) : Boundary.Periodic);
        if (pattern.Grid.Surface == PatternSurface.Torus)
            return Boundary.Periodic;
        // What lies outside is shown inverted with the rest: for ever the other symbol under B0 with S8, and both in turn without it.
        return BirthOnZero.Of(pattern.Rule) == false
            ? throw new InputException($"outside this plane :P Golly's cells alternate between 0 and 1, since it inverts {pattern.Rule} at odd generations; a lattice has walls that stay the same. Use a torus :T.", place)
            : Boundary.Fixed(background);
    }

    private Shape OwnShape(bool across, bool down)
    {
        BigInteger columns = across ? BigInteger.Max(1, Box.Width) : pattern.Grid!.Width;
        BigInteger rows = dimensions == 1 ? 1 : down ? BigInteger.Max(1, Box.Height) : pattern.Grid!.Height;
        if (columns < 1 || rows < 1)
            throw new InputException("a side of the bounded grid is 0, which means endless; a lattice with a boundary of its own has an end. Give it a size.", place);
        if (columns * rows > RunLengthReader.MaxCells)
            throw new InputException(FormattableString.Invariant($"the pattern has {columns} x {rows} cells, {pattern.Cells.Population:N0} of them living; a lattice that holds each of its cells has up to {RunLengthReader.MaxCells:N0} here."), place);
        return dimensions == 1 ? Shape.Row((int)columns) : Shape.Grid((int)columns, (int)rows);
    }
}
