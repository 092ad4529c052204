using System.Buffers;
using System.Text.RegularExpressions;
using System.Text;
using Lightcone.Cli.Entry;

namespace Lightcone.Cli.Tests;

/// <summary>A block of commands in a page, and the lines that the page shows below it.</summary>
internal sealed partial record ShellBlock((string Line, int Code)[] Commands, string[] Shown)
{
    private static readonly SearchValues<char> NeedsShell = SearchValues.Create("|;<>$*");

    /// <summary>The blocks of a page, in order. What is shown is in blocks marked as text, up to the next block of commands; a line of three dots stands for lines left out. A comment may name the exit code of a command that fails.</summary>
    public static IEnumerable<ShellBlock> All(string page)
    {
        (string, int)[] commands = [];
        List<string> shown = [];
        foreach (Match block in Fence().Matches(page))
        {
            string[] lines = block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (block.Groups["kind"].Value == "text")
            {
                shown.AddRange(lines.Where(static line => line != "..."));
                continue;
            }

            if (commands.Length > 0)
                yield return new(commands, [.. shown]);
            commands = [.. lines.Where(static line => line.Contains("./lightcone ", StringComparison.Ordinal)).Select(static line => line.Split(" #", 2)).Select(static parts => (parts[0].Trim(), Code(parts.ElementAtOrDefault(1) ?? "")))];
            shown.Clear();
        }

        if (commands.Length > 0)
            yield return new(commands, [.. shown]);
    }

    /// <summary>Runs one command, by its entry point where no shell is needed, and gives all that it printed.</summary>
    public static (int Code, string Output) Run(string command, string folder)
    {
        if (command.StartsWith("./lightcone ", StringComparison.Ordinal) && !Quoted().Replace(command, "").AsSpan().ContainsAny(NeedsShell))
        {
            StringBuilder printed = new();
            using StringWriter both = new(printed) { NewLine = "\n" };
            string[] words = [.. Word().Matches(command).Skip(1).Select(static word => word.Value.Replace("\"", "", StringComparison.Ordinal))];
            return (Shell.Run(words, both, both), $"{printed}");
        }

        (int code, string output, string error) = CommandLine.Process("/bin/bash", $"-c\u001f{command}", folder);
        return (code, output + error);
    }

    /// <summary>The first shown line that was not printed, or not in this order; null when all were. Times and the width of columns are not compared, and a shown line may leave out the last column of a table.</summary>
    public string? FirstMissing(IReadOnlyList<string> printed)
    {
        int at = 0;
        foreach (string line in Shown)
        {
            string expected = Timeless(line);
            while (at < printed.Count && Timeless(printed[at]) is var found && found != expected && !found.StartsWith(expected + " ", StringComparison.Ordinal))
                at++;
            if (at++ == printed.Count)
                return $"{string.Join("; ", Commands.Select(static command => command.Line))} did not print this line, or not here:\n{line}\nIt printed:\n{string.Join('\n', printed)}";
        }

        return null;
    }

    /// <summary>The comment behind a command that is shown because it fails names the exit code.</summary>
    private static int Code(string comment) => ExitCode().Match(comment) is { Success: true } found ? found.Groups["code"].Value[0] - '0' : 0;

    private static string Timeless(string line) => Spaces().Replace(Time().Replace(line.TrimEnd(), "TIME"), " ");

    [GeneratedRegex("^```(?<kind>sh|text)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex("""("[^"]*"|[^\s"])+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("exit code (?<code>[0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ExitCode();

    [GeneratedRegex("  +", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b[0-9][0-9.,]* (ms|s)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Time();
}
