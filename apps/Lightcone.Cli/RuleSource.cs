using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>What a verb works on: a task by its name, or a rule file.</summary>
/// <param name="Name">As the user wrote it, or the task's name.</param>
/// <param name="Task">The task; null for a user's own rule.</param>
/// <param name="Automaton">The rule to use: the task's exact table, or what the file holds.</param>
/// <param name="File">The file; null for a name.</param>
internal sealed record RuleSource(string Name, LocalTask? Task, Automaton Automaton, string? File)
{
    /// <summary>The pattern file that named the rule and holds the cells to run; null when the rule was named otherwise.</summary>
    public string? Pattern { get; init; }

    /// <summary>What to do about a file that could be arithmetic and does not say so; empty for others.</summary>
    public string Unnamed => Task is null && Automaton.Readout is not null
        ? " The file names no task, which would say how numbers stand in the cells; learn with --against and the name of one, such as decimal-addition, writes it."
        : "";

    /// <summary>Finds the task or reads the file.</summary>
    /// <exception cref="InputException">There is neither such a task nor such a file, or the file is none of ours.</exception>
    public static RuleSource Find(string name)
    {
        if (System.IO.File.Exists(name))
        {
            if (PatternFile.IsPattern(name))
                return PatternRule.Find(name);
            if (PatternFile.Claims(name))
                throw new InputException($"this file holds cells and names no rule. Name one: lightcone run RULE --from {name}", new SourceLocation(name));
            Automaton automaton = Automaton.Load(name);
            LocalTask? task = automaton.Task is { } known && TaskCatalog.Claims(known) ? TaskCatalog.Find(known) : null;
            return new(task?.Name ?? name, task, automaton, name);
        }

        if (Directory.Exists(name))
            throw new InputException("this is a folder. Give a rule file or a certificate in it.", new SourceLocation(name));
        if (!TaskCatalog.Claims(name) && (name.Contains('/') || name.Contains('\\') || Path.HasExtension(name)))
            throw new InputException($"no such file. {(name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? $"Check the name, or write a rule there: lightcone learn addition --out {name}" : "Check the name.")}", new SourceLocation(name));
        LocalTask found = TaskCatalog.Find(name);
        return new(found.Name, found, Automaton.Of(found), null);
    }
}
