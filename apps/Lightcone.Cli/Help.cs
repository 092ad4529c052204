using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine;

namespace Lightcone.Cli;

/// <summary>The usual help, followed by the verb's examples.</summary>
internal sealed class Help(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        // What the outer verb works on is no part of the inner one.
        foreach (Argument argument in parseResult.CommandResult.Command.Parents.OfType<Verb>().SelectMany(static outer => outer.Arguments))
            argument.Hidden = true;
        usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        IEnumerable<string> examples = parseResult.CommandResult.Command is Verb verb
            ? verb.Examples
            : parseResult.CommandResult.Command.Subcommands.OfType<Verb>().Select(static each => each.Examples[0]);
        foreach (string example in examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 1 a claim is false, 2 bad input, 3 did not settle, 4 resource limit, 130 interrupted.");
        return ExitCode.Done;
    }
}
