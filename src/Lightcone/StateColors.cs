using System.Collections.Immutable;
using Lightcone.Foundation.Imaging;

namespace Lightcone;

/// <summary>Colors that a rule's author chose for its symbols, one for each. Immutable; equal when all colors are.</summary>
public sealed class StateColors : IEquatable<StateColors>
{
    private StateColors(ImmutableArray<Color> colors) => Colors = colors;

    /// <summary>The colors, by the symbols' numbers.</summary>
    public ImmutableArray<Color> Colors { get; }

    /// <summary>One color for each symbol, in the order of their numbers.</summary>
    /// <exception cref="ArgumentException">There is no color, or there are more than an alphabet has symbols.</exception>
    public static StateColors Of(params ReadOnlySpan<Color> colors) => colors.Length is >= 1 and <= Alphabet.MaxSize
        ? new([.. colors])
        : throw new ArgumentException($"An alphabet has 1 to {Alphabet.MaxSize} symbols; these are {colors.Length} colors.", nameof(colors));

    /// <inheritdoc/>
    public bool Equals(StateColors? other) => other is not null && Colors.AsSpan().SequenceEqual(other.Colors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateColors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Colors.Length, Colors[0], Colors[^1]);

    /// <summary>The colors as 0xRRGGBB are written on pages: #303030 #0080ff.</summary>
    public override string ToString() => string.Join(' ', Colors.Select(static color => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}"));
}
