using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>Short names of rules: Wolfram numbers and B/S notation.</summary>
public static partial class RuleNotation
{
    internal static LocalRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            ['W' or 'w', ..] => LocalRule.Elementary(ParseWolfram(text)),
            ['B' or 'b', ..] => LocalRule.LifeLike(text),
            _ when Claims(text) => LocalRule.LifeLike(text),
            _ => throw new InputException(RuleFamily.Refusal(text) ?? $"'{text}' is neither a Wolfram number (W0 to W255) nor B/S notation (B3/S23)."),
        };
    }

    /// <summary>The short name of a rule, W0 to W255 or B/S notation, or null when it has none.</summary>
    public static string? NameOf(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Signature.Equals(LocalRule.Elementary(0).Signature))
        {
            int number = 0;
            for (int i = 0; i < rule.Table.Length; i++)
                number |= rule.Table[i] << i;
            return $"W{number}";
        }

        if (!rule.Signature.Equals(LocalRule.LifeLike("B/S").Signature))
            return null;
        // The first neighborhoods that have n living neighbors, without and with the own cell, decide; the whole table must agree.
        string[] counts = ["", ""];
        byte[] cells = new byte[9];
        foreach (int own in (int[])[0, 1])
            for (int living = 0; living <= 8; living++)
            {
                for (int i = 0, left = living; i < 9; i++)
                    cells[i] = (byte)(i == 4 ? own : left-- > 0 ? 1 : 0);
                counts[own] += rule.Apply(cells) == 1 ? $"{living}" : "";
            }

        string name = $"B{counts[0]}/S{counts[1]}";
        return LocalRule.LifeLike(name).Equals(rule) ? name : null;
    }

    /// <summary>The family of a notation that is not read here, with an article, such as "a rule of Larger than Life"; null for what is read and for what has no known form.</summary>
    /// <param name="notation">The text, for instance the rule in the header of a pattern.</param>
    public static string? UnreadFamily(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return RuleFamily.NameOf(notation);
    }

    /// <summary>Whether the text begins like a short name, so that its errors are those of <see cref="Parse"/> and not of an unknown file.</summary>
    internal static bool Claims(string text) =>
        text is ['W' or 'w', >= '0' and <= '9', ..] or ['W' or 'w', '-', ..] or ['B' or 'b', >= '0' and <= '9' or '/', ..] || Survival().IsMatch(text);

    /// <summary>Which counts of living neighbors bring birth and survival; null when the text is not in B/S or S/B notation.</summary>
    internal static (bool[] Birth, bool[] Survival)? TryLifeLike(string text)
    {
        try
        {
            return text is ['B' or 'b', ..] || Survival().IsMatch(text) ? ParseLifeLike(text) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    internal static int ParseWolfram(string text)
    {
        if (!int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 255)
            throw new InputException($"'{text}' is not an elementary rule: the number after W goes from 0 to 255. Try W110.");
        return number;
    }

    internal static (bool[] Birth, bool[] Survival) ParseLifeLike(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The older form has survival first and is the same rule: 23/3 and S23/B3 are B3/S23.
        if (Survival().Match(text) is { Success: true } older)
            text = $"B{older.Groups["birth"].Value}/S{older.Groups["survival"].Value}";
        bool[] birth = new bool[9];
        bool[] survival = new bool[9];
        int at = 0;
        Expect('B', text, ref at);
        Digits(text, ref at, birth);
        if (at < text.Length && text[at] is '/' or '_')
            at++;
        Expect('S', text, ref at);
        Digits(text, ref at, survival);
        if (at < text.Length)
            throw Malformed(text, at, "the end or a digit 0 to 8");
        return (birth, survival);
    }

    private static void Expect(char letter, string text, ref int at)
    {
        if (at >= text.Length || char.ToUpperInvariant(text[at]) != letter)
            throw Malformed(text, at, $"'{letter}'");
        at++;
    }

    private static void Digits(string text, ref int at, bool[] counts)
    {
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            int count = text[at] - '0';
            if (count > 8)
                throw Malformed(text, at, "a count of living neighbors, 0 to 8,");
            if (counts[count])
                throw Malformed(text, at, "each count once,");
            counts[count] = true;
        }
    }

    private static InputException Malformed(string text, int at, string expected) =>
        new(RuleFamily.Refusal(text) ?? $"'{text}' is not B/S notation: expected {expected} at character {at + 1}, found {(at < text.Length ? $"'{text[at]}'" : "the end")}. Life is B3/S23.\n    {text}\n    {new string(' ', at)}^");

    /// <summary>Survival first: 23/3, or with letters S23/B3.</summary>
    [GeneratedRegex(@"^(?=.*\d)([Ss](?<survival>\d*)[/_]?[Bb](?<birth>\d*)|(?<survival>\d*)/(?<birth>\d*))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Survival();
}
