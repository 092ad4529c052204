using System.CommandLine;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The option <c>--result</c> of <c>run</c>: what of the result is printed. Only what is printed is converted.</summary>
internal sealed class ResultForm
{
    /// <summary>Numbers of more bits are not converted to decimal unless that is asked for: it would take longer than most runs.</summary>
    private const int MostBits = 4_000_000;

    /// <summary>Characters of a result that one JSON document holds.</summary>
    private const int MostCharacters = 100_000_000;

    /// <summary>A result of more characters floods a terminal.</summary>
    private const int MostWatched = 4_000;

    /// <summary>Characters at each end of a result that was cut.</summary>
    private const int Shown = 40;

    /// <summary>Cells that are put into words at a time.</summary>
    private const int Chunk = 1 << 20;

    private static readonly string[] Names = ["auto", "none", "decimal", "hex"];

    public Option<string> Option { get; } = new("--result") { Description = "What is printed of the result: none, decimal, hex (numbers), or auto: all of it, numbers of over four million bits in hex. A terminal shows both ends of a long one.", HelpName = "FORM", DefaultValueFactory = static _ => "auto" };

    /// <summary>What the user asked for.</summary>
    /// <exception cref="InputException">It is none of the forms.</exception>
    public string Read(ParseResult parse) => parse.GetValue(Option) is { } name && Names.Contains(name)
        ? name
        : throw new InputException($"--result {parse.GetValue(Option)}: expected {string.Join(", ", Names[..^1])} or {Names[^1]}.");

    /// <summary>Refuses before a run what could not be printed after it.</summary>
    /// <exception cref="InputException">The result would be too long for JSON, or the form is one of numbers and the result is none.</exception>
    public static void Require(string form, bool json, bool isNumber, Alphabet alphabet, long cells)
    {
        if (form is "hex" or "decimal" && !isNumber)
            throw new InputException($"--result {form}: the result is no number. Use auto or none.");
        long characters = alphabet.IsCompact || isNumber ? cells : cells * (1 + alphabet.Names.Max(static name => name.Length));
        if (json && form != "none" && characters > MostCharacters)
            throw new InputException(FormattableString.Invariant($"a result of {cells:N0} cells is too long for one JSON document, which holds {MostCharacters:N0} characters of it. Leave it out with --result none, or leave --json out."));
    }

    /// <summary>A number in the form that was asked for.</summary>
    public static string Text(string form, Answer answer)
    {
        if (answer.Magnitude is not { } number)
            return answer.ToString();
        if (form == "hex" || IsHexUnasked(form, answer))
            return $"{(answer.IsNegative ? "-" : "")}0x{Hex(number)}";
        return answer.ToString();
    }

    /// <summary>Whether a number is so long that it is given in hex unasked.</summary>
    public static bool IsHexUnasked(string form, Answer? answer) => form == "auto" && answer?.Magnitude is { } number && number.Base != 10 && number.Length > MostBits;

    /// <summary>Writes a text; a terminal gets both ends of a long one.</summary>
    public static void Write(Terminal terminal, string text)
    {
        if (!terminal.IsWatched || text.Length <= MostWatched)
            terminal.Out.WriteLine(text);
        else
            terminal.Out.WriteLine(Cut(text));
    }

    /// <summary>Writes cells, piece by piece: a row of a billion never becomes one text.</summary>
    public static void Write(Terminal terminal, Lattice cells)
    {
        if (!cells.Alphabet.IsCompact || cells.Shape.Dimensions != 1 || cells.Count <= Chunk)
        {
            Write(terminal, cells.ToString());
            return;
        }

        if (terminal.IsWatched)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"{Words(cells, 0, Shown)}...{Words(cells, cells.Count - Shown, Shown)} ({cells.Count:N0} cells; a pipe or a file gets all of them)"));
            return;
        }

        for (int at = 0; at < cells.Count; at += Chunk)
            terminal.Out.Write(Words(cells, at, Math.Min(Chunk, cells.Count - at)));
        terminal.Out.WriteLine();
    }

    private static string Cut(string text)
    {
        if (!text.Contains('\n'))
            return FormattableString.Invariant($"{text[..Shown]}...{text[^Shown..]} ({text.Length:N0} characters; a pipe or a file gets all of them)");
        string[] lines = text.Split('\n');
        if (lines.Length <= Shown && lines[0].Length <= MostWatched)
            return text;
        return FormattableString.Invariant($"{string.Join('\n', lines.Take(Shown).Select(static line => line.Length <= 2 * Shown ? line : line[..(2 * Shown)] + "..."))}\n({lines.Length:N0} rows of {lines[0].Length:N0}; a pipe or a file gets all of them)");
    }

    private static string Words(Lattice cells, int from, int count) => string.Create(count, (cells, from), static (text, source) =>
    {
        ReadOnlySpan<byte> part = source.cells.Cells.Slice(source.from, text.Length);
        for (int i = 0; i < text.Length; i++)
            text[i] = source.cells.Alphabet.Names[part[i]][0];
    });

    /// <summary>The digits base 16 of a number whose bits are at hand: four a digit, without any arithmetic.</summary>
    private static string Hex(Natural number)
    {
        if (number.Base != 2)
            return number.ToBigInteger().ToString("x", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0') is { Length: > 0 } text ? text : "0";
        if (number.Length == 0)
            return "0";
        return string.Create((number.Length + 3) / 4, number, static (text, source) =>
        {
            ReadOnlySpan<byte> bits = source.Digits;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = 0;
                for (int bit = 3; bit >= 0; bit--)
                    digit = (2 * digit) + ((4 * i) + bit < bits.Length ? bits[(4 * i) + bit] : 0);
                text[^(i + 1)] = "0123456789abcdef"[digit];
            }
        });
    }
}
