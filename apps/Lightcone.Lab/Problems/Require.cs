using System.Globalization;

namespace Lightcone.Lab.Problems;

/// <summary>What a setting has to be.</summary>
internal static class Require
{
    /// <summary>A number from one to another.</summary>
    public static T Range<T>(string place, T value, T low, T high)
        where T : IComparable<T>, IFormattable =>
        value.CompareTo(low) >= 0 && value.CompareTo(high) <= 0
            ? value
            : throw ProblemException.At(place, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"), value.ToString(null, CultureInfo.InvariantCulture), "Choose one within.");

    /// <summary>One of some words.</summary>
    public static string Word(string place, string value, params IEnumerable<string> words) =>
        words.Contains(value) ? value : throw ProblemException.At(place, string.Join(", ", words), $"'{(value.Length <= 40 ? value : value[..40])}'", "Choose one of them.");

    /// <summary>A list of so many.</summary>
    public static T[] Count<T>(string place, T[] values, int low, int high) =>
        values.Length >= low && values.Length <= high ? values : throw ProblemException.At(place, string.Create(CultureInfo.InvariantCulture, $"{low} to {high} values"), string.Create(CultureInfo.InvariantCulture, $"{values.Length}"), "Leave some out, or add some.");
}
