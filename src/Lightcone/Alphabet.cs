using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone;

/// <summary>A finite ordered set of at most 256 symbols with names. A cell holds the number of its symbol, 0 to <see cref="Size"/> - 1.</summary>
/// <remarks>A product alphabet, made by <see cref="Product"/>, packs several tracks into one symbol, the first track most significant. Two alphabets are equal when their names, tracks and order kind are.</remarks>
/// <example>
/// <code>
/// Alphabet trits = Alphabet.Digits(3);                        // 0 1 2: numbers in order
/// Alphabet traffic = Alphabet.Of("red", "green");             // names without an order
/// Alphabet cell = Alphabet.Product(new("car", Alphabet.Binary), new("light", traffic));
/// </code>
/// </example>
public sealed class Alphabet : IEquatable<Alphabet>
{
    /// <summary>The most symbols an alphabet can have: a cell is one byte.</summary>
    public const int MaxSize = 256;

    private readonly Dictionary<string, byte> byName;

    private Alphabet(ImmutableArray<string> names, bool ordinal, ImmutableArray<Track> tracks)
    {
        if (names.Length is 0 or > MaxSize)
            throw new ArgumentException($"An alphabet has 1 to {MaxSize} symbols, not {names.Length}.", nameof(names));
        Names = names;
        IsOrdinal = ordinal;
        Tracks = tracks;
        byName = new Dictionary<string, byte>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
            if (names[i].Length == 0 || names[i].Any(char.IsWhiteSpace) || !byName.TryAdd(names[i], (byte)i))
                throw new ArgumentException($"Symbol names are distinct, not empty and without spaces; '{names[i]}' is not.", nameof(names));
    }

    /// <summary>The two symbols 0 and 1.</summary>
    public static Alphabet Binary { get; } = Digits(2);

    /// <summary>The ten digits 0 to 9.</summary>
    public static Alphabet Decimal { get; } = Digits(10);

    /// <summary>How many symbols there are, 1 to 256.</summary>
    public int Size => Names.Length;

    /// <summary>The symbols' names, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether the order of the symbols means something, as with digits; a network then reads a symbol as a number instead of as a name.</summary>
    public bool IsOrdinal { get; }

    /// <summary>The tracks of a product alphabet, first most significant; a plain alphabet has none.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Whether every name is a single character, so that a row of cells can be written without spaces.</summary>
    public bool IsCompact => Names.All(static name => name.Length == 1);

    /// <summary>The numbers 0 to <paramref name="count"/> - 1, named 0 to 9, then a to z while that suffices, else by their decimal numerals.</summary>
    /// <param name="count">How many, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside 1 to 256.</exception>
    public static Alphabet Digits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxSize);
        return new([.. Enumerable.Range(0, count).Select(i => count <= 36 ? $"{"0123456789abcdefghijklmnopqrstuvwxyz"[i]}" : $"{i}")], true, []);
    }

    /// <summary>Symbols without an order, by name.</summary>
    /// <param name="names">1 to 256 distinct names without spaces.</param>
    /// <exception cref="ArgumentException">A name is empty, repeated or has a space, or there are too many.</exception>
    public static Alphabet Of(params ReadOnlySpan<string> names) => new([.. names], false, []);

    /// <summary>Symbols in a meaningful order, by name, for instance "-1", "0", "1".</summary>
    /// <param name="names">1 to 256 distinct names without spaces, smallest first.</param>
    /// <exception cref="ArgumentException">A name is empty, repeated or has a space, or there are too many.</exception>
    public static Alphabet Ordered(params ReadOnlySpan<string> names) => new([.. names], true, []);

    /// <summary>All combinations of one symbol from each track; the first track is most significant, so with tracks of sizes m and n symbol (i, j) is number i n + j.</summary>
    /// <param name="tracks">Two or more named tracks.</param>
    /// <exception cref="ArgumentException">There are fewer than two tracks, or more than 256 combinations.</exception>
    public static Alphabet Product(params ReadOnlySpan<Track> tracks)
    {
        if (tracks.Length < 2)
            throw new ArgumentException("A product has at least two tracks.", nameof(tracks));
        int size = 1;
        foreach (Track track in tracks)
            size = Math.Min(size * track.Alphabet.Size, MaxSize + 1);
        if (size > MaxSize)
            throw new ArgumentException($"The product has more than {MaxSize} symbols.", nameof(tracks));
        string[] names = [""];
        bool compact = tracks.ToArray().All(static track => track.Alphabet.IsCompact);
        foreach (Track track in tracks)
            names = [.. names.SelectMany(head => track.Alphabet.Names.Select(tail => compact || head.Length == 0 ? head + tail : head + "," + tail))];
        return new([.. names], false, [.. tracks]);
    }

    /// <summary>The part of <paramref name="symbol"/> that belongs to track number <paramref name="track"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such track.</exception>
    public byte Part(byte symbol, int track)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(track, Tracks.Length);
        int value = symbol;
        for (int i = Tracks.Length - 1; i > track; i--)
            value /= Tracks[i].Alphabet.Size;
        return (byte)(value % Tracks[track].Alphabet.Size);
    }

    /// <summary>The number of the symbol named <paramref name="name"/>. The binary alphabet also reads <c>.</c> as 0 and <c>O</c>, <c>#</c>, <c>*</c> as 1, the marks of Life's plain text.</summary>
    /// <returns>Whether there is such a symbol.</returns>
    public bool TryParse(string name, out byte symbol)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (byName.TryGetValue(name, out symbol))
            return true;
        if (Equals(Binary) && name is "." or "O" or "#" or "*")
        {
            symbol = (byte)(name == "." ? 0 : 1);
            return Equals(Binary);
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(Alphabet? other) =>
        ReferenceEquals(this, other)
        || (other is not null && IsOrdinal == other.IsOrdinal && Names.SequenceEqual(other.Names, StringComparer.Ordinal) && Tracks.SequenceEqual(other.Tracks));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Alphabet);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, IsOrdinal, Names[0].GetHashCode(StringComparison.Ordinal));

    /// <summary>The set in braces, shortened in the middle when it is long: {0,1}.</summary>
    public override string ToString() =>
        Size <= 12 ? "{" + string.Join(',', Names) + "}" : "{" + string.Join(',', Names.Take(4)) + ",...," + Names[^1] + "}";

    /// <summary>One named component of a product alphabet.</summary>
    /// <param name="Name">The track's name, for instance "carry".</param>
    /// <param name="Alphabet">The track's own symbols.</param>
    public sealed record Track(string Name, Alphabet Alphabet);

    /// <summary>How many bits a symbol of an alphabet of <paramref name="size"/> takes: 0 for a single symbol.</summary>
    internal static int BitsOf(int size) => size <= 1 ? 0 : 32 - int.LeadingZeroCount(size - 1);
}
