using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Lightcone.Engines;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>
/// Answers the shells' question what may stand at a place of a command line, <c>lightcone [suggest:POSITION] LINE</c>, one candidate a line. The line is what follows the program's name. A directive of
/// System.CommandLine of the same form belongs to its RootCommand, which is named after the program's file and so is not used here.
/// </summary>
internal static class Suggestion
{
    private const string Begin = "[suggest";

    /// <summary>Whether the arguments are such a question.</summary>
    public static bool IsAsked(string[] arguments) => arguments is [['[', .., ']'] first, ..] && first.StartsWith(Begin, StringComparison.Ordinal);

    /// <param name="arguments">The directive, then the line.</param>
    /// <param name="root">The command with all verbs.</param>
    /// <param name="output">Receives the candidates.</param>
    public static int Answer(string[] arguments, Command root, TextWriter output)
    {
        foreach (Command verb in root.Subcommands)
            AddValues(verb);
        string line = arguments.ElementAtOrDefault(1) ?? "";
        string digits = arguments[0][Begin.Length..^1].TrimStart(':');
        int position = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given <= line.Length ? given : line.Length;
        foreach (CompletionItem item in root.Parse(line[..position]).GetCompletions(position))
            output.WriteLine(item.Label);
        return ExitCode.Done;
    }

    /// <summary>Tasks and engines are known by name; what is a file the shell completes itself.</summary>
    private static void AddValues(Command verb)
    {
        foreach (Argument argument in verb.Arguments.Where(static argument => argument.Name.StartsWith("TASK", StringComparison.Ordinal)))
            argument.CompletionSources.Add([.. TaskCatalog.All.Select(static task => task.Name)]);
        foreach (Option option in verb.Options.Where(static option => option.Name == "--engine"))
            option.CompletionSources.Add([.. Engine.All.Prepend(Engine.Auto).Select(static engine => engine.Name)]);
    }
}
