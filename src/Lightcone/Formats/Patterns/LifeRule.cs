using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Patterns;

/// <summary>Rules of birth and survival in the older formats, which write survival first, as digits: 23/36 is B36/S23.</summary>
internal static partial class LifeRule
{
    /// <summary>Life, which formats mean by no rule.</summary>
    public const string Usual = "B3/S23";

    /// <summary>The rule of digits, and of births alone, B234, under which nothing survives; any other text as it stands.</summary>
    public static string Read(string text) =>
        Digits().Match(text) is { Success: true } match ? $"B{match.Groups["b"].Value}/S{match.Groups["s"].Value}" : Births().IsMatch(text) ? $"{text}/S" : text;

    /// <summary>The digits of a rule, null where it is none of birth and survival alone.</summary>
    public static string? Write(string rule) => RuleNotation.TryRead(rule) is { Name: var name } && Notation().Match(name) is { Success: true } match ? $"{match.Groups["s"].Value}/{match.Groups["b"].Value}" : null;

    /// <summary>Refuses what a format for cells of Life cannot say.</summary>
    /// <exception cref="InputException">There are more than two states, or a generation.</exception>
    public static void RequirePlain(Pattern pattern, string format, long farthest = int.MaxValue)
    {
        if (pattern.Cells.HighestState > 1)
            throw new InputException($"{format} has living and dead cells, and this pattern holds state {pattern.Cells.HighestState}. Write RLE.");
        RequireStart(pattern, format);
        PatternText.RequireListable(pattern, format, farthest);
    }

    /// <exception cref="InputException">The pattern has a generation.</exception>
    public static void RequireStart(Pattern pattern, string format)
    {
        if (!pattern.Generation.IsZero)
            throw new InputException($"{format} has no place for a generation, and this pattern is of generation {EditDistance.Excerpt($"{pattern.Generation}")}. Write RLE.");
        if (pattern.Rule is { } rule && (rule.Contains(':', StringComparison.Ordinal) || rule.Any(char.IsControl)))
            throw new InputException($"'{rule}' cannot be the name of a rule in a pattern's file: a colon begins the boundary.");
    }

    [GeneratedRegex("^(?<s>[0-8]*)/(?<b>[0-8]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex("^B[0-8]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Births();

    [GeneratedRegex("^B(?<b>[0-8]*)/S(?<s>[0-8]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notation();
}
