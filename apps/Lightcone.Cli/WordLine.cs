using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>A line <c>word</c> or <c>word -> answer</c>: a row of symbols, and the row that it settles to, or the symbol that answers the whole word.</summary>
internal static class WordLine
{
    private const string Arrow = "->";

    /// <exception cref="InputException">The line holds something that is no symbol of the rule.</exception>
    public static QuestionLine Parse(RuleSource subject, string line, SourceLocation place)
    {
        Automaton automaton = subject.Automaton;
        int arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        string word = arrow < 0 ? line : line[..arrow];
        Alphabet read = automaton.Rule.Frozen ?? automaton.Rule.State;
        Alphabet shown = automaton.Readout?.Signature.Output ?? automaton.Rule.State;
        Boundary own = automaton.Rule.Frozen is null ? automaton.Boundary : Boundary.Fixed();
        Lattice symbols = Row(subject, read, word, 0, own, place);
        bool isLast = AnswerCells.Layout(subject) is { Form: AnswerForm.LastSymbol };
        string? claimed = arrow < 0 ? null : isLast ? line[(arrow + Arrow.Length)..].Trim() : $"{Row(subject, shown, line, arrow + Arrow.Length, Boundary.Fixed(), place)}";
        Lattice initial = isLast ? AnswerCells.Place(automaton, symbols.Cells) : automaton.Place(symbols, automaton.Boundary);
        return new($"{symbols}", $" {Arrow} ", claimed, initial, Answer)
        {
            Form = $"word {Arrow} answer",
            IsRight = subject.Task is LatticeTask task ? evolution => ReferenceCheck.IsRight(task, automaton, initial, evolution) : null,
        };

        string Answer(Lattice settled)
        {
            Lattice cells = automaton.Readout?.Map(settled) ?? settled;
            return isLast ? AnswerCells.Answer(automaton, cells) : $"{cells}";
        }
    }

    private static Lattice Row(RuleSource subject, Alphabet alphabet, string line, int from, Boundary boundary, SourceLocation place)
    {
        string part = line[from..];
        try
        {
            return Lattice.Parse(alphabet, part.Trim(), boundary);
        }
        catch (InputException exception)
        {
            int lead = part.Length - part.TrimStart().Length;
            throw new InputException($"{exception.Problem}{subject.Unnamed}", place with { Column = from + lead + Math.Max(1, exception.Place.Column) }, exception.Setting);
        }
    }
}
