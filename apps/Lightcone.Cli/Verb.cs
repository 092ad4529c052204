using Lightcone.Networks.Objectives;
using System.CommandLine;

namespace Lightcone.Cli;

/// <summary>A command with examples for its help. Results go to standard output, progress to standard error.</summary>
internal sealed class Verb : Command
{
    /// <param name="name">What the user types.</param>
    /// <param name="description">One sentence for the help.</param>
    /// <param name="examples">Whole command lines, as typed, at least one.</param>
    public Verb(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    public string[] Examples { get; }

    /// <summary>The option <c>--json</c>, the same for every verb that has it.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Print the result as one JSON document." };

    /// <summary>Sets what the verb does; it returns one of <see cref="ExitCode"/>.</summary>
    public Verb Does(Func<ParseResult, Terminal, int> work)
    {
        SetAction(parse => work(parse, new Terminal(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error)));
        return this;
    }
}
