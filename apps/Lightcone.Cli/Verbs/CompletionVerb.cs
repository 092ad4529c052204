using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Prints the script that teaches a shell the verbs, options and tasks; the script asks this program by <see cref="Suggestion"/>.</summary>
internal static class CompletionVerb
{
    private static readonly (string Shell, string Script)[] Scripts = [("bash", "completion.bash"), ("zsh", "completion.zsh"), ("powershell", "completion.ps1")];

    public static Command Create()
    {
        string names = string.Join(", ", Scripts.Select(static each => each.Shell));
        Argument<string> shell = new("SHELL") { Description = $"{names}." };
        shell.CompletionSources.Add([.. Scripts.Select(static each => each.Shell)]);
        Verb verb = new("completion", "Print the script that completes verbs, options and tasks in a shell.", "lightcone completion bash >> ~/.bashrc", "lightcone completion zsh", "lightcone completion powershell");
        verb.Add(shell);
        return verb.Does((parse, terminal) =>
        {
            string name = parse.GetValue(shell)!;
            string script = Scripts.FirstOrDefault(each => each.Shell == name).Script
                ?? throw new InputException($"'{name}' is not a shell with a script.{(EditDistance.Nearest(name, Scripts.Select(static each => each.Shell)) is { } near ? $" Did you mean {near}?" : "")} The shells are {names}.");
            using Stream stream = typeof(CompletionVerb).Assembly.GetManifestResourceStream(script)!;
            using StreamReader reader = new(stream);
            terminal.Out.Write(reader.ReadToEnd());
            return ExitCode.Done;
        });
    }
}
