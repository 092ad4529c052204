using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The rule that a pattern file names: a rule file that came with the pattern or lies beside it, a task, or a notation.</summary>
internal static class PatternRule
{
    /// <summary>What a pattern without a rule means in every format.</summary>
    public const string Usual = "B3/S23";

    /// <summary>Written by us where a boundary needs a name before it and there is none.</summary>
    private const string Unnamed = "unknown";

    /// <summary>The subject of a run whose only argument is a pattern.</summary>
    /// <exception cref="InputException">The file names no rule, or one that is not known here.</exception>
    public static RuleSource Find(string path)
    {
        Pattern pattern = PatternFile.Open(path);
        string named = pattern.Rule ?? Usual;
        if (named == Unnamed)
            throw new InputException($"this pattern names no rule. Name one: lightcone run RULE --from {path}", new SourceLocation(path));
        RuleSource found = OwnOf(named, path, pattern.RuleText)
            ?? throw new InputException($"the pattern's rule is {named}, which is no name known here, and no file {named}.rule lies beside the pattern. Put the rule's file there, or name a rule: lightcone run RULE --from {path} --ignore-rule", new SourceLocation(path));
        return found with { Pattern = path };
    }

    /// <summary>The rule that the file names; a refusal of it is one of the file.</summary>
    private static RuleSource? OwnOf(string named, string path, string? text)
    {
        try
        {
            return Resolve(named, path, text);
        }
        catch (InputException exception) when (!exception.Place.IsKnown)
        {
            throw exception.In(path);
        }
    }

    /// <summary>Refuses cells that were made for another rule than the one that would run.</summary>
    /// <param name="path">The pattern's file.</param>
    /// <param name="named">The rule that it names; null when it names none.</param>
    /// <param name="subject">What would run.</param>
    /// <exception cref="InputException">The two are not the same rule, or are not known to be.</exception>
    public static void Require(string path, string? named, RuleSource subject)
    {
        if (named is null or Unnamed || IsCalled(named, subject))
            return;
        RuleSource? own;
        string reason = $"{subject.Name} is not known to be the same";
        string wayOut = "";
        try
        {
            own = Resolve(named, path, PatternFile.IsPattern(path) ? PatternFile.Open(path).RuleText : null);
            if (own is not null && RuleEquivalence.Same(own.Automaton.Rule, subject.Automaton.Rule))
                return;
            if (own is not null)
                (reason, wayOut) = ($"{subject.Name} is another rule", $"Its own rule runs with: lightcone run {path}. ");
        }
        catch (InputException exception)
        {
            // What can be read instead is no help with a pattern.
            reason += RuleNotation.UnreadFamily(named) is { } family ? $" (it is {family}, which is not read here)" : $" ({exception.Message.TrimEnd('.')})";
        }

        throw new InputException($"the pattern was made for the rule {named}, and {reason}. {wayOut}To run its cells under {subject.Name} all the same, add --ignore-rule.", new SourceLocation(path));
    }

    /// <summary>Whether the name is the subject's own: as it was typed, or that of its file.</summary>
    private static bool IsCalled(string named, RuleSource subject) =>
        string.Equals(named, subject.Name, StringComparison.OrdinalIgnoreCase)
        || (subject.File is { } file && !TaskCatalog.Claims(named) && string.Equals(named, Path.GetFileName(file).Split('.')[0], StringComparison.OrdinalIgnoreCase));

    private static RuleSource? Resolve(string named, string path, string? text)
    {
        string beside = Path.Combine(Path.GetDirectoryName(path) ?? "", named + ".rule");
        if (named.IndexOfAny(['/', '\\']) < 0 && File.Exists(beside))
            return new(named, null, Automaton.Load(beside), beside);
        // A rule file that came with the pattern is what it means, before a name that is known here.
        if (text?.Split('\n')[0].Trim() == $"@RULE {named}")
            return new(named, null, GollyRule.Parse(text!, $"{path}, {named}.rule"), null);
        if (!TaskCatalog.Claims(named))
            return null;
        LocalTask task = TaskCatalog.Find(named);
        return new(task.Name, task, Automaton.Of(task), null);
    }
}
