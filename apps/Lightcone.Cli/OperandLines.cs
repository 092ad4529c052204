using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The filter <c>run --lines</c>: one sum a line in, one completed sum a line out.</summary>
internal static class OperandLines
{
    public static int Run(ParseResult parse, Terminal terminal, RuleSource subject, RunInputOptions input, string source, Engine engine, bool check, bool json, CancellationToken cancellation)
    {
        ArithmeticTask? task = subject.Task as ArithmeticTask;
        AnswerLayout? layout = AnswerCells.Layout(subject) is { Form: AnswerForm.Operands } numbers ? numbers : null;
        if (task is null && layout is null)
            throw new InputException($"--lines reads sums; {subject.Name} is not arithmetic. Use one of the addition tasks, subtraction or comparison.{subject.Unnamed}");
        if (input.Given(parse) > 0)
            throw new InputException("--lines brings its own operands. Leave --add, --input, --random and --worst out.");
        CompiledRule compiled = InputErrors.Translate(() => subject.Automaton.Rule.Compile(engine));
        string name = source == "-" ? "standard input" : source;
        using TextReader reader = source == "-" ? Console.In : File.OpenText(source);
        char sign = task?.Sign ?? layout!.Sign;
        List<long> wrong = [];
        long number = 0;
        long sums = 0;
        long updates = 0;
        long begin = Stopwatch.GetTimestamp();
        while (reader.ReadLine() is { } next)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            // A byte-order mark is no part of the first sum.
            string line = number == 1 ? next.TrimStart('\uFEFF') : next;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            Sum sum = Sum.Parse(line, sign, new SourceLocation(name, (int)number));
            if (check && task is null && sum.Claimed is null)
                throw new InputException($"there is no independent implementation of a rule of your own to check against. Write what each line should make, a{sign}b=c, or leave --check out.", new SourceLocation(name, (int)number));
            Lattice initial = task is not null ? subject.Automaton.Place(task, sum.A, sum.B) : AnswerCells.Of(subject, AnswerCells.Question(layout!, $"{sum.A}", $"{sum.B}")).Initial;
            Evolution evolution = compiled.Evolve(initial, Until.FixedPoint(), null, cancellation);
            if (!evolution.Converged)
                throw new InputException($"this rule does not settle on these operands: {evolution.Advice}", new SourceLocation(name, (int)number));
            Answer? answer = task?.Decode(evolution.Final, subject.Automaton.Readout);
            string text = answer?.ToString() ?? AnswerCells.Answer(subject.Automaton, subject.Automaton.Readout?.Map(evolution.Final) ?? evolution.Final);
            sums++;
            updates += evolution.CellUpdates;
            if (!json)
                terminal.Out.WriteLine($"{sum.A}{sign}{sum.B}={text}");
            if (check && (task?.IsCorrect(sum.A, sum.B, answer!) == false || (sum.Claimed is { } claimed && claimed != text)))
            {
                wrong.Add(number);
                terminal.Say($"{name}:{number}: {(sum.Claimed is null ? "the rule's answer is wrong" : $"the line says {Short(sum.Claimed)}, right is {Short(text)}")}.");
            }
        }

        if (sums == 0)
            throw new InputException($"no sums were found. Write one a{sign}b a line.", new SourceLocation(name));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("task", subject.Name);
                writer.WriteNumber("lines", sums);
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
            terminal.Say(wrong.Count == 0 ? $"{EditDistance.Count(sums, "line")}, all right." : $"{wrong.Count} of {sums} lines {(wrong.Count == 1 ? "is" : "are")} wrong: {string.Join(", ", wrong.Take(20))}{(wrong.Count > 20 ? ", ..." : "")}.");
        else
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{EditDistance.Count(sums, "line")}, {seconds:0.000} s"));
        return wrong.Count > 0 ? ExitCode.ClaimFalse : ExitCode.Done;
    }

    private static string Short(string numeral) => numeral.Length <= 40 ? numeral : $"{numeral[..16]}...{numeral[^16..]} ({numeral.Length} digits)";

    /// <summary>One line: two operands and, possibly, what somebody claims they make.</summary>
    private sealed record Sum(Natural A, Natural B, string? Claimed)
    {
        public static Sum Parse(string line, char sign, SourceLocation place)
        {
            string text = line.Trim();
            int offset = line.IndexOf(text, StringComparison.Ordinal);
            int equal = text.IndexOf('=', sign == '?' ? Math.Max(0, text.IndexOf('?')) : 0);
            string left = equal < 0 ? text : text[..equal];
            int at = left.IndexOf(sign);
            if (at < 0)
                throw new InputException($"expected a{sign}b or a{sign}b=c, found '{Short(text)}'. Write one sum a line.", place with { Column = offset + 1 });
            Natural a = Operand(left, 0, at, offset, place);
            Natural b = Operand(left, at + 1, left.Length, offset, place);
            return new(a, b, equal < 0 ? null : Claim(text, equal + 1, offset, sign, place));
        }

        private static Natural Operand(string text, int from, int to, int offset, SourceLocation place)
        {
            string part = text[from..to];
            int lead = part.Length - part.TrimStart().Length;
            return Natural.Parse(part.Trim(), place with { Column = offset + from + lead + 1 });
        }

        private static string Claim(string text, int from, int offset, char sign, SourceLocation place)
        {
            string claim = text[from..].Trim();
            if (sign == '?')
                return claim is "<" or "=" or ">" ? claim : throw new InputException($"expected <, = or > after the equals sign, found '{Short(claim)}'.", place with { Column = offset + from + 1 });
            bool negative = sign == '-' && claim.StartsWith('-');
            Natural number = Natural.Parse(negative ? claim[1..] : claim, place with { Column = offset + from + 1 });
            return negative ? $"-{number}" : $"{number}";
        }
    }
}
