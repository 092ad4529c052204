using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Says what is wrong with a command line and what was probably meant.</summary>
internal static class Usage
{
    /// <returns><see cref="ExitCode.BadInput"/>.</returns>
    public static int Refuse(ParseResult parse, TextWriter error)
    {
        Command command = parse.CommandResult.Command;
        bool atRoot = !parse.CommandResult.Command.Parents.Any();
        string[] words = [.. parse.UnmatchedTokens];
        if (!atRoot && words.FirstOrDefault(static word => word is ['-', >= '0' and <= '9', ..]) is string negative)
            error.WriteLine($"lightcone {FullName(command)}: '{negative}' is negative, and nothing here may be. Operands are natural numbers.");
        else if (words.FirstOrDefault(static word => word.StartsWith('-') && word.Length > 1) is string option)
            error.WriteLine($"lightcone: {Name(command, atRoot)} has no option '{option}'.{Meant(option, Options(parse.CommandResult.Command))}");
        else if (atRoot && words.Length > 0)
            error.WriteLine($"lightcone: '{words[0]}' is not a verb.{Meant(words[0], command.Subcommands.Select(static verb => verb.Name))} The verbs are {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))}.");
        else if (atRoot)
            error.WriteLine($"lightcone: say what to do: lightcone VERB. The verbs are {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))}.");
        else if (command.Action is null && command.Subcommands.Any())
            error.WriteLine($"lightcone {command.Name}: say what to do: {string.Join(", ", command.Subcommands.Select(static each => each.Name))}.");
        else
            error.WriteLine($"lightcone {FullName(command)}: {string.Join(' ', parse.Errors.Select(static e => Plain(e.Message)).Distinct())}{Inner(parse, command)}");
        error.WriteLine(atRoot ? "See lightcone --help." : $"See lightcone {FullName(command)} --help.");
        return ExitCode.BadInput;
    }

    /// <summary>System.CommandLine names .NET types; a person is told what may stand there.</summary>
    private static string Plain(string message)
    {
        int type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? message : $"{message[..type].Replace("Cannot parse argument", "cannot read", StringComparison.Ordinal)}: a whole number within the limits of the help was expected.";
    }

    private static string Name(Command command, bool atRoot) => atRoot ? "lightcone" : $"lightcone {FullName(command)}";

    /// <summary>The verb within this one that was probably meant.</summary>
    private static string Inner(ParseResult parse, Command command) =>
        EditDistance.Nearest(parse.Tokens.ElementAtOrDefault(1)?.Value ?? "", command.Subcommands.Select(static inner => inner.Name)) is { } near ? $" Did you mean lightcone {command.Name} {near}?" : "";

    /// <summary>The verb, and the one within it.</summary>
    private static string FullName(Command command) => command.Parents.OfType<Verb>().FirstOrDefault() is { } outer ? $"{outer.Name} {command.Name}" : command.Name;

    private static IEnumerable<string> Options(Command command) => command.Options.SelectMany(static option => option.Aliases.Append(option.Name));

    /// <summary>What the same thing is called in programs of this field.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["--lr"] = "--rate",
        ["--learning-rate"] = "--rate",
        ["--batch-size"] = "--batch",
        ["--dataset"] = "--data",
        ["--model"] = "--network",
        ["--output"] = "--out",
        ["-o"] = "--out",
        ["--iterations"] = "--steps",
        ["--generations"] = "--steps",
        ["-n"] = "--steps",
        ["--size"] = "--random",
        ["--rule"] = "--task",
        ["--workers"] = "--threads",
        ["--jobs"] = "--threads",
        ["-j"] = "--threads",
    };

    private static string Meant(string word, IEnumerable<string> candidates)
    {
        string[] known = [.. candidates];
        string? meant = Elsewhere.GetValueOrDefault(word) is { } other && known.Contains(other) ? other : EditDistance.Nearest(word, known);
        return meant is null ? "" : $" Did you mean {meant}?";
    }
}
