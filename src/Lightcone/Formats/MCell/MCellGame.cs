using System.Text.RegularExpressions;
using Lightcone.Formats.Patterns;

namespace Lightcone.Formats.MCell;

/// <summary>MCell's families of rules, which it calls games, and how their rules are called here.</summary>
internal static partial class MCellGame
{
    private const string Life = "Life";
    private const string Generations = "Generations";
    private const string LargerThanLife = "Larger than Life";
    private const string Margolus = "Margolus";
    private const string Table = "Rules table";

    // Games whose rules have names of their own in no other program: they are called by game and rule.
    private static readonly string[] Others = [Table, "Weighted Life", "Vote for Life", "Cyclic CA", "1-D totalistic", "1-D binary", "1D totalistic CA", "1D binary CA", "Neumann binary", "General binary", "Special rules", "User DLL"];

    /// <summary>The rule of a file.</summary>
    /// <param name="game">What follows #GAME; null where the line is missing.</param>
    /// <param name="rule">What follows #RULE, all lines as one; null where it is missing.</param>
    /// <param name="golly">What follows #GOLLY; null where it is missing.</param>
    public static string? Read(string? game, string? rule, string? golly) =>
        golly ?? (rule is null ? Named(game, null) : game is null or Life or "Standard Life" ? LifeRule.Read(rule) : game is Generations or LargerThanLife or Margolus ? rule : Named(game, rule));

    /// <summary>The lines that say a rule.</summary>
    public static string Write(string? rule)
    {
        if (rule is null)
            return "";
        if (Array.Find(Others, other => rule.StartsWith(other, StringComparison.Ordinal) && (rule.Length == other.Length || rule[other.Length] == ' ')) is { } game)
            return $"#GAME {game}\n{(rule.Length == game.Length ? "" : $"#RULE {rule[(game.Length + 1)..]}\n")}";
        if (LifeRule.Write(rule) is { } digits)
            return $"#GAME {Life}\n#RULE {digits}\n";
        return Dying().IsMatch(rule) ? $"#GAME {Generations}\n#RULE {rule}\n"
            : Large().IsMatch(rule) ? $"#GAME {LargerThanLife}\n#RULE {rule}\n"
            : Blocks().IsMatch(rule) ? $"#GAME {Margolus}\n#RULE {rule}\n"
            : $"#GOLLY {rule}\n";
    }

    private static string? Named(string? game, string? rule) => game is null or Life or Generations or "Standard Life" && rule is null ? null : rule is null ? game : $"{game} {rule}";

    [GeneratedRegex("^[0-8]*/[0-8]*/[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dying();

    [GeneratedRegex(@"^R\d+,C\d+,M[01],S", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Large();

    [GeneratedRegex(@"^MS,D\d+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
