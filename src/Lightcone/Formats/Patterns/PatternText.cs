using System.Globalization;
using System.Numerics;
using System.Text;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Patterns;

/// <summary>What the text formats of patterns have in common: bytes, lines, comments.</summary>
internal static class PatternText
{
    /// <summary>Text in UTF-8, or of older files in Latin-1.</summary>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>The lines with their numbers, whether they end as on Unix, on Windows or on an old Macintosh; without white space at their ends.</summary>
    public static IEnumerable<(int Number, string Line)> Lines(string text) =>
        Unix(text).Split('\n').Select(static (line, i) => (i + 1, line.TrimEnd()));

    /// <summary>The lines after the one with which a file has to begin, without blank ones.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="begin">How its first line begins.</param>
    /// <param name="kind">What such a file is called.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The file is empty or begins otherwise.</exception>
    public static IEnumerable<(int Number, string Line)> After(string text, string begin, string kind, string? file)
    {
        bool isBegun = false;
        foreach ((int number, string line) in Lines(text))
        {
            if (line.Length == 0)
                continue;
            if (isBegun)
                yield return (number, line);
            else if (!line.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
                throw new InputException($"expected {begin}, with which {kind} begins, found '{EditDistance.Excerpt(line)}'.", new SourceLocation(file, number));
            isBegun = true;
        }

        if (!isBegun)
            throw new InputException($"the file is empty. {char.ToUpperInvariant(kind[0])}{kind[1..]} begins with {begin}.", new SourceLocation(file, 1));
    }

    /// <summary>A line of another format as a comment of RLE.</summary>
    public static string Comment(string text) => text.Length == 0 ? "#C" : $"#C {text}";

    /// <summary>The comments without the letter, as formats write them that have one kind of comment.</summary>
    public static IEnumerable<string> Plain(string comments) => Split(comments).Select(static line => line switch
    {
        "#C" or "#D" or "#" => "",
        ['#', 'C' or 'c' or 'D' or 'd', ' ', .. var text] => text,
        ['#', 'N', ' ', .. var name] => $"Name: {name}",
        ['#', 'O', ' ', .. var author] => $"Author: {author}",
        ['#', .. var text] => text.TrimStart(' '),
        _ => line,
    });

    /// <summary>The comments as they go into a file in which some lines that begin with # mean something: those would be read otherwise and become text.</summary>
    public static IEnumerable<string> Safe(string comments, params string[] taken) =>
        Split(comments).Select(line => line.StartsWith('#') && !taken.Any(word => line.StartsWith(word, StringComparison.Ordinal)) ? line : Comment(line));

    /// <summary>The lines of the comments.</summary>
    public static string[] Split(string comments) => comments.Length == 0 ? [] : Unix(comments).TrimEnd('\n').Split('\n');

    /// <summary>A rule and its grid.</summary>
    /// <param name="text">Such as B3/S23:T30,20; what is left over of a list, a comma at its end, is no part of it.</param>
    /// <param name="place">Where it stands.</param>
    /// <exception cref="InputException">The grid is none.</exception>
    public static (string? Rule, PatternGrid? Grid) Rule(string text, SourceLocation place)
    {
        string[] parts = text.Trim().TrimEnd(',', ' ', '\t').Split(':', 2);
        string? rule = parts[0].Trim() is { Length: > 0 } name ? name : null;
        return (rule, parts.Length > 1 ? PatternGrid.Parse(parts[1].Trim(), place) : null);
    }

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>A generation.</summary>
    /// <exception cref="InputException">It is no number, or longer than 1,000 digits.</exception>
    public static BigInteger Generation(string text, SourceLocation place) => text.Length is > 0 and <= 1_000 && text.All(char.IsAsciiDigit)
        ? BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : throw new InputException($"expected a generation, a number from 0 on of at most 1,000 digits, found '{EditDistance.Excerpt(text)}'.", place);

    /// <summary>Refuses more cells than are written one by one.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="format">What is to be written, for the message.</param>
    /// <param name="farthest">The farthest column and row from the middle.</param>
    /// <exception cref="InputException">The pattern has more than 2^28 living cells, or reaches farther.</exception>
    public static void RequireListable(Pattern pattern, string format, long farthest = int.MaxValue)
    {
        const int Most = 1 << 28;
        if (pattern.Cells.Population > Most)
            throw new InputException(FormattableString.Invariant($"{format} lists cells one by one, and at most {Most:N0} are written here; the pattern has {pattern.Cells}. Write a macrocell file."));
        if (pattern.Cells.Bounds is { } box && (new[] { box.Left, box.Top, box.Left + box.Width, box.Top + box.Height }).Any(end => BigInteger.Abs(end) > farthest))
            throw new InputException(FormattableString.Invariant($"{format} reaches {farthest:N0} columns and rows from the middle; the pattern has {pattern.Cells} from column {box.Left}, row {box.Top} on. Write a macrocell file."));
    }
}
