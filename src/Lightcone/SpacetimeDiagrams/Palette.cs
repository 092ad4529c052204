using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Imaging;

namespace Lightcone.SpacetimeDiagrams;

/// <summary>Colors for symbols, safe for color-blind readers, with an accent that stands out from all of them.</summary>
/// <remarks>
/// <see cref="Categorical"/> is for symbols without an order and for two symbols: paper, ink, then the colors of Okabe and Ito ("Color universal design", 2008). The first nine can be told apart by everyone;
/// beyond them the hues come again darker and lighter, all different, but no longer all easy to tell apart.
/// <see cref="Sequential"/> is for ordered symbols: it follows viridis (van der Walt and Smith, matplotlib, 2015, public domain), whose lightness grows evenly, so that it can be read without any hue.
/// </remarks>
public sealed class Palette
{
    private static readonly int[] OkabeIto = [0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7];
    private static readonly int[] Viridis = [0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725];

    private readonly Func<int, int, Color> color;

    private Palette(string name, Func<int, int, Color> color, int accent)
    {
        Name = name;
        this.color = color;
        Accent = Color.FromRgb(accent);
    }

    /// <summary>For symbols without an order, and for two symbols.</summary>
    public static Palette Categorical { get; } = new("categorical", static (symbol, _) => Category(symbol), 0xD55E00);

    /// <summary>For ordered symbols, dark to light.</summary>
    public static Palette Sequential { get; } = new("sequential", static (symbol, size) => Ramp(size < 2 ? 0 : symbol / (double)(size - 1)), 0xD55E00);

    /// <summary>The white of paper, a little warm: the first symbol of <see cref="Categorical"/> and the background of pictures.</summary>
    public static Color Paper { get; } = Color.FromRgb(0xFAF9F5);

    /// <summary>The black of ink, a little blue.</summary>
    public static Color Ink { get; } = Color.FromRgb(0x1B1E2B);

    /// <summary>The palette's name, as the command line knows it.</summary>
    public string Name { get; }

    /// <summary>The color that marks what differs.</summary>
    public Color Accent { get; }

    /// <summary>The palette that suits an alphabet: <see cref="Sequential"/> for more than two ordered symbols, else <see cref="Categorical"/>.</summary>
    public static Palette For(Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        return alphabet.IsOrdinal && alphabet.Size > 2 ? Sequential : Categorical;
    }

    /// <summary>The colors that a rule's author chose; <see cref="Categorical"/>'s beyond them.</summary>
    public static Palette From(StateColors colors)
    {
        ArgumentNullException.ThrowIfNull(colors);
        return new("the rule's own", (symbol, size) => symbol < colors.Colors.Length ? colors.Colors[symbol] : Categorical.Of((byte)symbol, size), 0xD55E00);
    }

    /// <summary>The color of one of <paramref name="size"/> symbols.</summary>
    /// <param name="symbol">The symbol's number, below <paramref name="size"/>.</param>
    /// <param name="size">The size of the alphabet, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is no symbol, or the size no alphabet's.</exception>
    public Color Of(byte symbol, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Alphabet.MaxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)symbol, size, nameof(symbol));
        return color(symbol, size);
    }

    /// <summary>The colors of all <paramref name="size"/> symbols, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is no alphabet's.</exception>
    public ImmutableArray<Color> Colors(int size) => [.. Enumerable.Range(0, size).Select(symbol => Of((byte)symbol, size))];

    /// <summary>The palette's name.</summary>
    public override string ToString() => Name;

    private static Color Category(int symbol)
    {
        if (symbol < 2)
            return symbol == 0 ? Paper : Ink;
        int round = (symbol - 2) / OkabeIto.Length;
        Color hue = Color.FromRgb(OkabeIto[(symbol - 2) % OkabeIto.Length]);
        // Later rounds go alternately toward black and white, by amounts that never repeat: 37 rounds make 256 symbols.
        return round == 0 ? hue : hue.Mix(round % 2 == 1 ? Ink : Paper, 0.36 + (0.014 * round));
    }

    private static Color Ramp(double place)
    {
        double at = place * (Viridis.Length - 1);
        int below = Math.Min((int)at, Viridis.Length - 2);
        return Color.FromRgb(Viridis[below]).Mix(Color.FromRgb(Viridis[below + 1]), at - below);
    }
}
