using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The filter <c>run --lines</c>: one question a line in, one answered question a line out.</summary>
internal static class QuestionLines
{
    public static int Run(ParseResult parse, Terminal terminal, RuleSource subject, RunInputOptions input, string source, Engine engine, bool check, bool json, CancellationToken cancellation)
    {
        Func<string, SourceLocation, QuestionLine> read = Reader(subject);
        if (input.Given(parse) > 0)
            throw new InputException("--lines brings its own questions. Leave --add, --input, --random and --worst out.");
        CompiledRule compiled = InputErrors.Translate(() => subject.Automaton.Rule.Compile(engine));
        string name = source == "-" ? "standard input" : source;
        using TextReader reader = source == "-" ? Console.In : File.OpenText(source);
        List<long> wrong = [];
        long number = 0;
        long asked = 0;
        long updates = 0;
        long begin = Stopwatch.GetTimestamp();
        while (reader.ReadLine() is { } next)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            // A byte-order mark is no part of the first question.
            string line = number == 1 ? next.TrimStart('\uFEFF') : next;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            SourceLocation place = new(name, (int)number);
            QuestionLine question = read(line, place);
            if (check && question.IsRight is null && question.Claimed is null)
                throw new InputException($"there is no independent implementation of a rule of your own to check against. Write what each line should make, {question.Form}, or leave --check out.", place);
            Evolution evolution = compiled.Evolve(question.Initial, Until.FixedPoint(), null, cancellation);
            if (!evolution.Converged)
                throw new InputException($"this rule does not settle on this line: {evolution.Advice}", place);
            string text = question.Answer(evolution.Final);
            asked++;
            updates += evolution.CellUpdates;
            if (!json)
                terminal.Out.WriteLine($"{question.Asked}{question.Makes}{text}");
            if (check && question.Fault(evolution, text) is { } fault)
            {
                wrong.Add(number);
                terminal.Say($"{name}:{number}: {fault}.");
            }
        }

        if (asked == 0)
            throw new InputException("no questions were found. Write one a line.", new SourceLocation(name));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("task", subject.Name);
                writer.WriteNumber("lines", asked);
                if (check)
                    writer.WriteNumber("wrong", wrong.Count);
                else
                    writer.WriteNull("wrong");
                writer.WriteStartArray("wrongLines");
                foreach (long each in wrong)
                    writer.WriteNumberValue(each);
                writer.WriteEndArray();
                writer.WriteNumber("seconds", seconds);
                writer.WriteNumber("cellUpdates", updates);
            });
        if (check)
            terminal.Say(wrong.Count == 0 ? $"{EditDistance.Count(asked, "line")}, all right." : $"{wrong.Count} of {asked} lines {(wrong.Count == 1 ? "is" : "are")} wrong: {string.Join(", ", wrong.Take(20))}{(wrong.Count > 20 ? ", ..." : "")}.");
        else
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{EditDistance.Count(asked, "line")}, {seconds:0.000} s"));
        return wrong.Count > 0 ? ExitCode.ClaimFalse : ExitCode.Done;
    }

    /// <summary>What a line of this rule is: a sum, a number, or a word.</summary>
    /// <exception cref="InputException">The rule answers no questions that stand on a line.</exception>
    private static Func<string, SourceLocation, QuestionLine> Reader(RuleSource subject)
    {
        if (subject.Task is ArithmeticTask || AnswerCells.Layout(subject) is { Form: AnswerForm.Operands })
            return (line, place) => SumLine.Parse(subject, line, place);
        if (AnswerCells.Layout(subject) is { Form: AnswerForm.Number })
            return (line, place) => NumberLine.Parse(subject, line, place);
        if (subject.Automaton.Rule.Dimensions == 1 && subject.Task is null or LatticeTask { StepLaw: not null })
            return (line, place) => WordLine.Parse(subject, line, place);
        throw new InputException($"--lines reads one question a line, and {subject.Name} {(subject.Automaton.Rule.Dimensions == 1 ? "need not settle on an answer" : "runs on a grid")}. Use an arithmetic task, a task that settles such as parity, or a rule learned from answers.");
    }
}
