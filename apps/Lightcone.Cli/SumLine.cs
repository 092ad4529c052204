using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>A line <c>a+b</c> or <c>a+b=c</c>, with the task's sign.</summary>
internal static class SumLine
{
    /// <exception cref="InputException">The line is no sum.</exception>
    public static QuestionLine Parse(RuleSource subject, string line, SourceLocation place)
    {
        ArithmeticTask? task = subject.Task as ArithmeticTask;
        char sign = task?.Sign ?? AnswerCells.Layout(subject)!.Sign;
        string text = line.Trim();
        int offset = line.IndexOf(text, StringComparison.Ordinal);
        int equal = text.IndexOf('=', sign == '?' ? Math.Max(0, text.IndexOf('?')) : 0);
        string left = equal < 0 ? text : text[..equal];
        int at = left.IndexOf(sign);
        if (at < 0)
            throw new InputException($"expected a{sign}b or a{sign}b=c, found '{QuestionLine.Short(text)}'. Write one sum a line.", place with { Column = offset + 1 });
        Natural a = Operand(left, 0, at, offset, place);
        Natural b = Operand(left, at + 1, left.Length, offset, place);
        string? claimed = equal < 0 ? null : Claim(text, equal + 1, offset, sign, place);
        string form = $"a{sign}b=c";
        if (task is null)
        {
            RunInput cells = AnswerCells.Of(subject, AnswerCells.Question(AnswerCells.Layout(subject)!, $"{a}", $"{b}"));
            return new($"{a}{sign}{b}", "=", claimed, cells.Initial, settled => cells.Read!(subject.Automaton.Readout?.Map(settled) ?? settled)) { Form = form };
        }

        return new($"{a}{sign}{b}", "=", claimed, subject.Automaton.Place(task, a, b), settled => Decode(settled).ToString())
        {
            Form = form,
            IsRight = evolution => task.IsCorrect(a, b, Decode(evolution.Final)),
        };

        Answer Decode(Lattice settled) => task.Decode(settled, subject.Automaton.Readout);
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
            return claim is "<" or "=" or ">" ? claim : throw new InputException($"expected <, = or > after the equals sign, found '{QuestionLine.Short(claim)}'.", place with { Column = offset + from + 1 });
        bool negative = sign == '-' && claim.StartsWith('-');
        Natural number = Natural.Parse(negative ? claim[1..] : claim, place with { Column = offset + from + 1 });
        return negative ? $"-{number}" : $"{number}";
    }
}
