using System.CommandLine.Help;
using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Entry;

/// <summary>Reads the command line, runs the verb, and turns every failure into a sentence and an exit code.</summary>
internal static class Shell
{
    public static int Run(string[] args, TextWriter output, TextWriter error) => Run(args, output, error, Catalog.For(args));

    /// <summary>The same with other verbs: for programs that are started as a verb of this one.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error, Command[] verbs)
    {
        // As in other programs of many verbs: lightcone help, lightcone help run.
        if (args is ["help", .. string[] words])
            args = words is [var verb, ..] && verbs.All(known => known.Name != verb) ? words : [.. words, "--help"];
        if (args is ["--version"])
        {
            output.WriteLine(HostInfo.Version);
            return ExitCode.Done;
        }

        try
        {
            if (Suggestion.IsAsked(args))
                return Suggestion.Answer(args, Root(verbs), output);
            // No response files: a symbol string may begin with @. No bundling: -12 is one operand.
            ParseResult parse = Root(verbs).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            bool asksForHelp = parse.Action is Help;
            return parse.Errors.Count > 0 && !asksForHelp
                ? Usage.Refuse(parse, error)
                : parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (IOException exception) when (StandardOutput.IsClosed(exception))
        {
            // As every filter does: whoever closed the pipe has what he wanted.
            return ExitCode.ClosedPipe;
        }
        catch (Exception exception)
        {
            output.Flush();
            return Explain(exception, error);
        }
    }

    /// <summary>The command <c>lightcone</c> with all its verbs. Not System.CommandLine's RootCommand, which is named after the program's file.</summary>
    private static Command Root(Command[] verbs)
    {
        Command root = new("lightcone", "Learn a local rule from examples, prove it for every neighborhood, run it exactly at any size.");
        foreach (Command verb in verbs)
            root.Add(verb);
        HelpOption help = new() { Recursive = true };
        help.Action = new Help((HelpAction)help.Action!);
        root.Add(help);
        root.Add(new Option<bool>("--version") { Description = "Print the version." });
        return root;
    }

    internal static int Explain(Exception exception, TextWriter error)
    {
        if (Environment.GetEnvironmentVariable("LIGHTCONE_DEBUG") == "1")
            error.WriteLine(exception);
        (int code, string message) = exception switch
        {
            InputException { Setting: { } setting } refused => (ExitCode.BadInput, $"{(refused.Place.IsKnown ? $"{refused.Place}: " : "")}{refused.Problem} Use {$"--{setting.Name} {setting.Value}".TrimEnd()}."),
            FormatException or InvalidDataException => (ExitCode.BadInput, exception.Message),
            UnauthorizedAccessException when Named(exception) is { } path && Directory.Exists(path) => (ExitCode.BadInput, $"{path}: this is a folder; a file was expected. Name a file in it."),
            UnauthorizedAccessException => (ExitCode.BadInput, $"{exception.Message} Choose another file, or change its permissions."),
            FileNotFoundException { FileName: { } path } => (ExitCode.BadInput, $"{Near(path)}: there is no such file. Check the name."),
            DirectoryNotFoundException when Named(exception) is { } path => (ExitCode.BadInput, $"{path}: there is no such file or folder. Check the name."),
            FileNotFoundException or DirectoryNotFoundException => (ExitCode.BadInput, $"{exception.Message} Check the name."),
            IOException => (ExitCode.BadInput, $"{exception.Message.TrimEnd('.')}. Choose another file or folder."),
            OperationCanceledException => (ExitCode.Interrupted, exception.Message.StartsWith("interrupted", StringComparison.Ordinal) ? exception.Message : "interrupted."),
            ResourceLimitException => (ExitCode.ResourceLimit, exception.Message),
            OutOfMemoryException => (ExitCode.ResourceLimit, "not enough memory for this. Use fewer cells or steps."),
            _ => (ExitCode.Defect, $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} This is a defect of Lightcone; LIGHTCONE_DEBUG=1 shows where."),
        };
        error.WriteLine($"lightcone: {Printable(message)}");
        return code;
    }

    /// <summary>Messages quote what was found, also in files that are no text: control characters could move a terminal's cursor, or worse.</summary>
    internal static string Printable(string message) => string.Concat(message.Select(static c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c));

    /// <summary>The path that an exception of the base library puts between quotes, as the user would write it.</summary>
    private static string? Named(Exception exception) => exception.Message.Split('\'') is [_, var path, ..] && path.Length > 0 ? Near(path) : null;

    private static string Near(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;
}
