using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>A line <c>x</c> or <c>x=y</c>, for a rule that was learned from such lines.</summary>
internal static class NumberLine
{
    /// <exception cref="InputException">The line is no number.</exception>
    public static QuestionLine Parse(RuleSource subject, string line, SourceLocation place)
    {
        AnswerLayout layout = AnswerCells.Layout(subject)!;
        string[] sides = line.Split('=', 2, StringSplitOptions.TrimEntries);
        // Both sides are held to the digits of the base before anything runs.
        _ = layout.Digits(sides[0], place);
        string? claimed = sides.Length < 2 ? null : AnswerLayout.Numeral([.. layout.Digits(sides[1], place)]);
        RunInput cells = AnswerCells.Of(subject, AnswerCells.Question(layout, sides[0], null));
        return new(sides[0], "=", claimed, cells.Initial, settled => cells.Read!(subject.Automaton.Readout?.Map(settled) ?? settled)) { Form = "x=y" };
    }
}
