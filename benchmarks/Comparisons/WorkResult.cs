using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Comparisons;

/// <summary>What came out of a piece of work: named arrays of numbers, compared within a tolerance, and named texts (hashes, counts), compared exactly.</summary>
/// <param name="Numbers">Arrays by name.</param>
/// <param name="Texts">Texts by name.</param>
internal sealed record WorkResult(ImmutableSortedDictionary<string, double[]> Numbers, ImmutableSortedDictionary<string, string> Texts)
{
    public static WorkResult Of(params ReadOnlySpan<(string Name, double[] Values)> arrays)
    {
        ImmutableSortedDictionary<string, double[]>.Builder numbers = ImmutableSortedDictionary.CreateBuilder<string, double[]>(StringComparer.Ordinal);
        foreach ((string name, double[] values) in arrays)
            numbers.Add(name, values);
        return new(numbers.ToImmutable(), ImmutableSortedDictionary<string, string>.Empty);
    }

    /// <summary>A single text, for exact work.</summary>
    public static WorkResult Of(string name, string text) => new(ImmutableSortedDictionary<string, double[]>.Empty, ImmutableSortedDictionary<string, string>.Empty.Add(name, text));

    /// <summary>Cells, digits or packed bits, each byte a number.</summary>
    public static WorkResult Of(string name, ReadOnlySpan<byte> bytes) => Of().With(name, bytes);

    /// <summary>The same with another array of bytes.</summary>
    public WorkResult With(string name, ReadOnlySpan<byte> bytes) => this with { Numbers = Numbers.Add(name, [.. bytes.ToArray().Select(static each => (double)each)]) };

    /// <summary>Where another outcome differs from this one, in words; null when it does not.</summary>
    /// <param name="other">What somebody else found.</param>
    /// <param name="tolerance">The largest error allowed, as a share of the largest magnitude in the array.</param>
    public string? Difference(WorkResult other, double tolerance)
    {
        if (!Numbers.Keys.SequenceEqual(other.Numbers.Keys, StringComparer.Ordinal) || !Texts.Keys.SequenceEqual(other.Texts.Keys, StringComparer.Ordinal))
            return $"'{string.Join(' ', other.Numbers.Keys.Concat(other.Texts.Keys))}' came out instead of '{string.Join(' ', Numbers.Keys.Concat(Texts.Keys))}'";
        foreach ((string name, string text) in Texts)
            if (other.Texts[name] != text)
                return $"{name} is {other.Texts[name]}, expected {text}";
        foreach ((string name, double[] values) in Numbers)
            if (Difference(name, values, other.Numbers[name], tolerance) is { } difference)
                return difference;
        return null;
    }

    private static string? Difference(string name, double[] expected, double[] found, double tolerance)
    {
        if (expected.Length != found.Length)
            return $"{name} has {found.Length} numbers, expected {expected.Length}";
        double scale = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            // Written so that a NaN on either side is a difference.
            if (!(Math.Abs(found[i] - expected[i]) <= tolerance * scale))
                return string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] is {found[i]:R}, expected {expected[i]:R} (tolerance {tolerance:R} of {scale:G6})");
        return null;
    }
}
