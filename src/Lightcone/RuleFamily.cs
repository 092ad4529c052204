using System.Text.RegularExpressions;

namespace Lightcone;

/// <summary>Notations of cellular automata that are not read here, told apart by their form, so that a refusal can name what was meant.</summary>
internal static partial class RuleFamily
{
    /// <summary>The refusal of a notation of another family, or null when the text is none of these.</summary>
    public static string? Refusal(string text) => NameOf(text) is { } family
        ? $"'{text}' is {family}, which is not read here. What is read: Wolfram numbers (W0 to W255), B/S rules (B36/S23, also as 23/36), and rule files; a rule that reads the cells around its own can be a Golly table."
        : null;

    /// <summary>The family with an article, or null.</summary>
    public static string? NameOf(string text) => Known.FirstOrDefault(known => known.Form.IsMatch(text)).Name;

    private static (Regex Form, string Name)[] Known { get; } =
    [
        (LargerThanLife(), "a rule of Larger than Life"),
        (HigherRange(), "a higher-range outer-totalistic rule (HROT)"),
        (Margolus(), "a rule of the Margolus neighborhood, which changes blocks of 2x2 cells"),
        (Generations(), "a rule of Generations, whose cells die over several states"),
        (History(), "a Life-like rule with states that keep its history"),
        (OtherNeighborhood(), "a rule that counts neighbors on a hexagonal (H), von Neumann (V) or triangular (L) neighborhood"),
        (NonTotalistic(), "an isotropic non-totalistic rule, with letters (Hensel's) for the places of neighbors"),
        (Map(), "a MAP rule, a table of 512 bits"),
        (Totalistic(), "a totalistic code, which sums the neighborhood in one dimension"),
        (BuiltIn(), "one of the self-reproducing machines built into Golly"),
    ];

    [GeneratedRegex(@"^(R\d+,(C\d+,M[01],|B\d+\.\.)|\d+,\d+,\d+,\d+,\d+$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LargerThanLife();

    [GeneratedRegex(@"^R\d+,", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HigherRange();

    [GeneratedRegex(@"^(MS,D\d+;|M\d+(,\d+)+$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Margolus();

    [GeneratedRegex(@"^(S?[0-8]*/B?[0-8]*/[CG]?\d+|B[0-8]*/S[0-8]*/[CG]?\d+|G\d+/?B[0-8]*/?S[0-8]*|B[0-8]*/?S[0-8]*[CG]\d+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generations();

    [GeneratedRegex(@"^(Life|B[^:]*S[^:]*)(History|Super)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex History();

    [GeneratedRegex(@"^(B[0-8]*[/_]?S[0-8]*|[0-8]*/[0-8]*)[HVL]$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherNeighborhood();

    [GeneratedRegex(@"^(B(?=.*[a-z-])[0-8ceaiknjqrytwz-]*[/_]?S[0-8ceaiknjqrytwz-]*|(?=.*[a-z-])[0-8][0-8ceaiknjqrytwz-]*/[0-8ceaiknjqrytwz-]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NonTotalistic();

    [GeneratedRegex(@"^MAP[A-Za-z0-9+/]{6,}=*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Map();

    [GeneratedRegex(@"^(T|TOT|CODE)\d+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Totalistic();

    [GeneratedRegex(@"^(JvN29|Nobili32|Hutton32)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuiltIn();
}
