using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Imaging;

namespace Lightcone.SpacetimeDiagrams;

/// <summary>Draws space-time diagrams and grids as text: in color with two cells to a character (the upper half block on a colored background), or without color with one plain character a cell.</summary>
public sealed record TerminalPicture
{
    private const string Reset = "\u001b[0m";

    /// <summary>The widest line, in characters, at least 1; 80 when left out. Wider diagrams are reduced, a single deviating cell stays visible.</summary>
    public int MaxColumns { get; init; } = 80;

    /// <summary>The most lines of text, at least 1; 48 when left out.</summary>
    public int MaxLines { get; init; } = 48;

    /// <summary>Whether to use 24-bit color escapes (default). Turn it off when NO_COLOR is set or the text does not go to a terminal.</summary>
    public bool HasColor { get; init; } = true;

    /// <summary>The colors; null, the default, picks by the alphabet.</summary>
    public Palette? Palette { get; init; }

    /// <summary>A measured light cone: what differs is tinted, or without color marked by <c>x</c> where the undisturbed cell is 0 and <c>X</c> where it is not (in a reduced diagram: by the rarest symbol of the block).</summary>
    public LightCone? Cone { get; init; }

    /// <summary>Draws a recorded run of a row of cells with time going down; of a grid, its last configuration.</summary>
    /// <returns>Lines that each end with a line feed.</returns>
    public string Render(SpacetimeDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        return diagram.Shape.Dimensions == 2
            ? Write(diagram.Row(diagram.Count - 1), diagram.Initial, 0, diagram.LastTime)
            : Write(diagram.Cells, diagram.Initial, diagram.Stride, 0);
    }

    /// <summary>Draws a configuration as it is: a grid, or a single row.</summary>
    /// <returns>Lines that each end with a line feed.</returns>
    public string Render(Lattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        return Write(lattice.Cells, lattice, 0, 0);
    }

    private string Write(ReadOnlySpan<byte> cells, Lattice lattice, int stride, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxColumns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxLines);
        ConeOverlay? overlay = Cone is null ? null : new ConeOverlay(Cone, stride, start);
        Palette palette = Palette ?? Palette.For(lattice.Alphabet);
        ImmutableArray<Color> colors = palette.Colors(lattice.Alphabet.Size);
        Raster raster = Raster.Sample(cells, lattice.Shape.Width, overlay is null ? null : overlay.Differs, colors.AsSpan(), MaxColumns, HasColor ? 2 * MaxLines : MaxLines);
        return HasColor ? Colored(raster, palette.Accent) : Plain(raster, lattice.Alphabet);
    }

    private static string Colored(Raster raster, Color accent)
    {
        StringBuilder text = new();
        for (int y = 0; y < raster.Rows; y += 2)
        {
            (Color Upper, Color? Lower)? last = null;
            for (int x = 0; x < raster.Columns; x++)
            {
                Color upper = Shade(raster, x, y, accent);
                Color? lower = y + 1 < raster.Rows ? Shade(raster, x, y + 1, accent) : null;
                // Escapes are long: they are written only where a color changes.
                if (last?.Upper != upper)
                    text.Append(CultureInfo.InvariantCulture, $"\u001b[38;2;{upper.Red};{upper.Green};{upper.Blue}m");
                if (lower is { } below && last?.Lower != below)
                    text.Append(CultureInfo.InvariantCulture, $"\u001b[48;2;{below.Red};{below.Green};{below.Blue}m");
                text.Append('▀');
                last = (upper, lower);
            }

            text.Append(Reset).Append('\n');
        }

        return text.ToString();
    }

    private static Color Shade(Raster raster, int x, int y, Color accent) => raster.IsMarked(x, y) ? raster.ColorAt(x, y).Mix(accent, 0.72) : raster.ColorAt(x, y);

    private static string Plain(Raster raster, Alphabet alphabet)
    {
        StringBuilder text = new();
        for (int y = 0; y < raster.Rows; y++)
        {
            for (int x = 0; x < raster.Columns; x++)
                text.Append(raster.IsMarked(x, y) ? raster.SymbolAt(x, y) == 0 ? 'x' : 'X' : Letter(alphabet, raster.SymbolAt(x, y)));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Two symbols are a dot and a hash; more are their own names where these are single characters, else letters by rank.</summary>
    private static char Letter(Alphabet alphabet, byte symbol) => alphabet switch
    {
        { Size: <= 2 } => symbol == 0 ? '.' : '#',
        { IsCompact: true } => alphabet.Names[symbol][0],
        _ => ".123456789abcdefghijklmnopqrstuvwyz"[symbol * 34 / (alphabet.Size - 1)],
    };
}
