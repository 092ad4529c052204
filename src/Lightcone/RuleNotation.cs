using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>Short names of rules, as people who study cellular automata write them.</summary>
/// <remarks>
/// Read are Wolfram numbers (<c>W110</c>), totalistic codes (<c>T777</c>, <c>k4 r1 code 12345</c>), birth and survival (<c>B3/S23</c>, <c>23/3</c>) with Hensel's letters (<c>B2-a/S12</c>), on four or six neighbors
/// (<c>B13/S012V</c>, <c>B2/S34H</c>), with dying states (Generations: <c>345/2/4</c>, <c>B2/S/3</c>), second order in time (<c>W90R</c>, <c>B1/SR</c>), MAP strings, and names (<c>Brian's Brain</c>).
/// </remarks>
public static partial class RuleNotation
{
    internal static LocalRule Parse(string text) => Read(text).ToRule();

    /// <summary>Whether the text begins like a notation, so that its errors are those of <see cref="Read"/> and not of an unknown file.</summary>
    internal static bool Claims(string text) =>
        text is ['W' or 'w', >= '0' and <= '9', ..] or ['W' or 'w', '-', ..] || Numbered().IsMatch(text) || LifeNotation.Claims(text) || MapNotation.Claims(text) || TotalisticNotation.Claims(text) || RuleNames.Find(text) is not null;

    /// <summary>The rule that a text means.</summary>
    /// <exception cref="InputException">It is no notation that is read; the message points at the character, or names the family.</exception>
    internal static NotedRule Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Numbered().Match(text) is { Success: true } numbered)
            text = $"W{numbered.Groups["number"].Value}";
        if (RuleFamily.Refusal(text) is { } refusal)
            throw new InputException(refusal);
        if (RuleNames.Find(text) is { } known)
            return LifeNotation.Parse(known);
        if (text is ['W' or 'w', ..])
        {
            bool second = text is [.., 'R' or 'r'];
            NotedRule rule = Elementary(ParseWolfram(second ? text[..^1] : text));
            return second ? rule.OfSecondOrder() : rule;
        }

        if (MapNotation.Claims(text))
            return MapNotation.Parse(text);
        if (TotalisticNotation.Claims(text))
            return TotalisticNotation.Parse(text);
        if (text is ['B' or 'b', ..] || LifeNotation.Claims(text))
            return LifeNotation.Parse(text);
        throw new InputException($"'{text}' is neither a Wolfram number (W0 to W255) nor B/S notation (B3/S23), nor one of the others that are read (345/2/4, B2-a/S12, B2/S34H, T777, MAP...).");
    }

    /// <summary>The rule of a text, or null when it is none.</summary>
    internal static NotedRule? TryRead(string text)
    {
        try
        {
            return Claims(text) ? Read(text) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>The short name of a rule: W0 to W255, B/S notation with what it needs of letters and suffixes, a rule of Generations, or a MAP string; null when it has none.</summary>
    public static string? NameOf(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!rule.Signature.Equals(LocalRule.Elementary(0).Signature))
            return LifeNotation.Recognize(rule)?.Name;
        int number = 0;
        for (int i = 0; i < rule.Table.Length; i++)
            number |= rule.Table[i] << i;
        return $"W{number}";
    }

    /// <summary>The family of a notation that is not read here, with an article, such as "a rule of Larger than Life"; null for what is read and for what has no known form.</summary>
    /// <param name="notation">The text, for instance the rule in the header of a pattern.</param>
    public static string? UnreadFamily(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return RuleFamily.NameOf(notation);
    }

    internal static int ParseWolfram(string text)
    {
        if (!int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 255)
            throw new InputException($"'{text}' is not an elementary rule: the number after W goes from 0 to 255. Try W110.");
        return number;
    }

    /// <summary>Rule 30, in words.</summary>
    [GeneratedRegex("^(elementary )?(rule|wolfram|eca)[ _-]?(?<number>[0-9]{1,9}R?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();

    private static NotedRule Elementary(int number) => new($"W{number}", $"elementary rule {number}", Alphabet.Binary, Neighborhood.Radius(1), n => (byte)((number >> ((4 * n[0]) + (2 * n[1]) + n[2])) & 1));
}
