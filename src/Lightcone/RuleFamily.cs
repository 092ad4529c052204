using System.Text.RegularExpressions;

namespace Lightcone;

/// <summary>Notations of cellular automata that are not read here, told apart by their form, so that a refusal can name what was meant.</summary>
internal static partial class RuleFamily
{
    /// <summary>The refusal of a notation of another family, or null when the text is none of these.</summary>
    public static string? Refusal(string text) => NameOf(text) is { } family
        ? $"'{text}' is {family}, which is not read here. What is read: W0 to W255, B36/S23 or 23/36 (with letters, V, H, or a number of states: 345/2/4), MAP strings, T777, and rule files; a rule that reads the cells around its own can be a Golly table."
        : null;

    /// <summary>The family with an article, or null.</summary>
    public static string? NameOf(string text) => Known.FirstOrDefault(known => known.Form.IsMatch(text)).Name;

    private static (Regex Form, string Name)[] Known { get; } =
    [
        (LargerThanLife(), "a rule of Larger than Life"),
        (HigherRange(), "a higher-range outer-totalistic rule (HROT)"),
        (Margolus(), "a rule of the Margolus neighborhood, which changes blocks of 2x2 cells"),
        (History(), "a Life-like rule with states that keep its history"),
        (Triangular(), "a rule that counts neighbors on a triangular neighborhood (L)"),
        (BuiltIn(), "one of the self-reproducing machines built into Golly"),
    ];

    [GeneratedRegex(@"^(R\d+,(C\d+,M[01],|B\d+\.\.)|\d+,\d+,\d+,\d+,\d+$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LargerThanLife();

    [GeneratedRegex(@"^R\d+,", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HigherRange();

    [GeneratedRegex(@"^(MS,D\d+;|M\d+(,\d+)+$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Margolus();

    [GeneratedRegex(@"^(Life|B[^:]*S[^:]*)(History|Super)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex History();

    [GeneratedRegex(@"^(B[0-8]*[/_]?S[0-8]*|[0-8]*/[0-8]*)L$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Triangular();

    [GeneratedRegex(@"^(JvN29|Nobili32|Hutton32)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuiltIn();
}
