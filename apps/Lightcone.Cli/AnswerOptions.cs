using System.CommandLine;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The options of <c>learn --answers</c>.</summary>
internal sealed class AnswerOptions
{
    public static readonly string[] Methods = ["auto", "visible", "merge", "gradient", "enumerate"];

    public Option<string?> File { get; } = new("--answers") { Description = "Learn from questions and answers alone, one a line: a+b=c, x=y, word -> word or word -> symbol.", HelpName = "FILE" };

    public Option<int> Base { get; } = new("--base") { Description = "With --answers: the base in which numbers are written, 2 to 10.", HelpName = "B", DefaultValueFactory = static _ => 10 };

    public Option<string> Method { get; } = new("--method") { Description = "With --answers: auto, visible (the answer is the state), merge, gradient, or enumerate (two-way rules).", HelpName = "NAME", DefaultValueFactory = static _ => "auto" };

    public Option<string?> Against { get; } = new("--against") { Description = "With --answers: the task that it should be; what was learned is examined at once.", HelpName = "TASK" };

    public Option<string?> Steps { get; } = new("--steps") { Description = "With --method enumerate: steps from each question to its answer.", HelpName = "T" };

    public Option<bool> Reverse { get; } = new("--reverse") { Description = "With --answers: read every line from its other end: most significant digit first, the last symbol of a word first." };

    public Option<int> HiddenSymbols { get; } = new("--hidden-symbols") { Description = "With --method gradient: hidden symbols of two values each, 1 to 4.", HelpName = "N", DefaultValueFactory = static _ => 1 };

    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { File, Base, Method, Against, Steps, HiddenSymbols, Reverse })
            verb.Add(option);
    }

    /// <exception cref="InputException">An option is malformed.</exception>
    public string Check(ParseResult parse)
    {
        string method = parse.GetValue(Method)!;
        if (!Methods.Contains(method))
            throw new InputException($"--method {method}: expected {string.Join(", ", Methods[..^1])} or {Methods[^1]}.{(EditDistance.Nearest(method, Methods) is { } near ? $" Did you mean {near}?" : "")}");
        if (parse.GetValue(Base) is var numberBase && numberBase is < 2 or > 10)
            throw new InputException($"--base {numberBase}: expected 2 to 10.");
        if (parse.GetValue(HiddenSymbols) is var hidden && hidden is < 1 or > 4)
            throw new InputException($"--hidden-symbols {hidden}: expected 1 to 4.");
        return method;
    }

    public LocalTask? Task(ParseResult parse) => parse.GetValue(Against) is { } name ? TaskCatalog.Find(name) : null;

    /// <exception cref="InputException">The file does not hold questions and answers.</exception>
    public AlignedPairs Read(ParseResult parse, string path, LocalTask? task)
    {
        string text = path == "-" ? Console.In.ReadToEnd() : System.IO.File.ReadAllText(path);
        AlignedPairs pairs = AlignedPairs.Parse(text, parse.GetValue(Base), path == "-" ? "standard input" : path, task?.Specification is { } machine ? (machine.Input, machine.Output) : null);
        return parse.GetValue(Reverse) ? pairs.Reverse() : pairs;
    }
}
