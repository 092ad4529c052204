using System.Collections.Immutable;
using System.CommandLine;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Questions for a rule that was learned from answers: numbers go in as numbers and come out as numbers, and of a whole word the symbol is read off at which its signal ends.</summary>
internal static class AnswerCells
{
    /// <summary>Whether the rule's file says how its answers stand in the cells, and the user asks in that form.</summary>
    public static bool Suits(ParseResult parse, RunInputOptions input, RuleSource subject) => Layout(subject) is { } layout && (layout.Form switch
    {
        AnswerForm.Operands => parse.GetValue(input.Add) is { Length: > 0 },
        AnswerForm.Number => parse.GetValue(input.Input) is { } text && text != "-" && text.All(char.IsAsciiDigit),
        AnswerForm.LastSymbol => parse.GetValue(input.Input) is { } and not "-",
        _ => false,
    });

    /// <summary>The layout of a rule without a task, which would say it itself; null where the cells are the answer.</summary>
    public static AnswerLayout? Layout(RuleSource subject) => subject.Task is null && subject.Automaton.Rule.Frozen is not null ? subject.Automaton.Layout : null;

    public static RunInput Read(ParseResult parse, RunInputOptions input, RuleSource subject)
    {
        AnswerLayout layout = subject.Automaton.Layout!;
        ImmutableArray<byte> cells = layout.Form switch
        {
            AnswerForm.Operands => Question(layout, parse.GetValue(input.Add)![0], parse.GetValue(input.Add)![1]),
            AnswerForm.Number => Question(layout, parse.GetValue(input.Input)!, null),
            _ => [.. Lattice.Parse(subject.Automaton.Rule.Frozen!, parse.GetValue(input.Input)!, Boundary.Fixed()).Cells],
        };
        return Of(subject, cells);
    }

    /// <summary>The cells of a question in numbers.</summary>
    /// <exception cref="InputException">A numeral has a character that is no digit of the base.</exception>
    public static ImmutableArray<byte> Question(AnswerLayout layout, string first, string? second)
    {
        byte[] a = layout.Digits(first);
        byte[] b = second is null ? [] : layout.Digits(second);
        // Negative results were not there to be learned, and the cells have no sign: what they would show is another number.
        if (layout is { Form: AnswerForm.Operands, Sign: '-' } && IsLess(a, b))
            throw new InputException($"{QuestionLine.Short(first)}-{QuestionLine.Short(second!)} is negative, and this rule was learned from results that are not: its cells have no sign. Exchange the operands, or use the task subtraction, whose answers have one.");
        return layout.Question(a, b, Math.Max(a.Length, b.Length) + layout.Room);
    }

    /// <summary>Whether one number is less than another, in digits from the least significant on.</summary>
    private static bool IsLess(byte[] a, byte[] b)
    {
        for (int i = Math.Max(a.Length, b.Length) - 1; i >= 0; i--)
            if ((i < a.Length ? a[i] : 0) - (i < b.Length ? b[i] : 0) is not 0 and var difference)
                return difference < 0;
        return false;
    }

    /// <summary>The configuration of a question, with the way to read its answer.</summary>
    public static RunInput Of(RuleSource subject, ImmutableArray<byte> cells)
    {
        Automaton automaton = subject.Automaton;
        return new RunInput(Place(automaton, cells.AsSpan()), cells.Length, null, null, null) { Read = shown => Answer(automaton, shown) };
    }

    /// <summary>The cells of a question, frozen beside a state at rest.</summary>
    public static Lattice Place(Automaton automaton, ReadOnlySpan<byte> cells)
    {
        Lattice question = Lattice.FromCells(automaton.Rule.Frozen!, Shape.Row(cells.Length), Boundary.Fixed(), cells);
        byte rest = (automaton.Boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        return Lattice.Filled(automaton.Rule.State, question.Shape, automaton.Boundary, rest).WithInput(question);
    }

    /// <summary>What the settled cells say.</summary>
    public static string Answer(Automaton automaton, Lattice shown) => automaton.Layout!.IsNumeric
        ? AnswerLayout.Numeral(shown.Cells)
        : shown.Alphabet.Names[shown.Cells[LastCell(automaton, shown.Count)]];

    /// <summary>The cell at which the signal ends: the last one, or the first of a rule whose signal comes from there.</summary>
    public static int LastCell(Automaton automaton, int length) => automaton.Rule.Signature.StateNeighborhood.Offsets.All(static offset => offset.X > 0) ? 0 : length - 1;
}
