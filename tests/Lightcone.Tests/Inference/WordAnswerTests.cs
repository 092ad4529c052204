using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Inference;

namespace Lightcone.Tests;

public sealed class WordAnswerTests
{
    [Theory]
    [InlineData("parity")]
    [InlineData("value mod 3")]
    [InlineData("ones mod 4")]
    [InlineData("contains 101")]
    public void One_answer_for_a_whole_word_is_enough(string name)
    {
        AlignedPairs pairs = Languages.Sample(name, 400, 1, 9, lastOnly: true);
        Assert.Equal(AnswerForm.LastSymbol, pairs.Layout.Form);
        StateMerging merging = new();
        TransducerFit fit = merging.Fit(pairs);
        Assert.True(fit.IsExact);
        Assert.True(LengthTest.Of(pairs, fit.Machine, merging.Learn)!.IsPassed);
        // Longer words than any that was shown.
        AlignedPairs longer = Languages.Sample(name, 50, 40, 40, seed: 2, lastOnly: true);
        Assert.All(longer.Pairs, pair => Assert.Equal(pair.Output[0], fit.Machine.Run(pair.Input.AsSpan())[^1]));
        Assert.Equal(AnswerForm.LastSymbol, fit.ToAutomaton().Layout!.Form);
    }

    [Fact]
    public void A_majority_of_whole_words_is_no_machine()
    {
        AlignedPairs pairs = Languages.Sample("majority", 300, 3, 9, lastOnly: true);
        StateMerging merging = new();
        Assert.False(LengthTest.Of(pairs, merging.Learn(pairs)!.Value.Machine, merging.Learn)!.IsPassed);
    }

    [Fact]
    public void An_answer_may_be_a_name()
    {
        AlignedPairs pairs = AlignedPairs.Parse(string.Concat(Enumerable.Range(0, 64).Select(static i => $"{i:b6} -> {(int.PopCount(i) % 2 == 0 ? "even" : "odd")}\n{i % 8:b4} -> {(int.PopCount(i % 8) % 2 == 0 ? "even" : "odd")}\n")));
        Assert.Equal(["even", "odd"], pairs.Output.Names);
        Assert.Equal(2, new StateMerging().Fit(pairs).Machine.States);
    }

    /// <summary>A third, written by people: most significant digit first the remainder travels, from the other end nothing finite does.</summary>
    [Fact]
    public void Reversed_lines_are_learned_where_influence_travels_from_the_other_end()
    {
        RandomStream stream = new(1, "third");
        AlignedPairs pairs = AlignedPairs.Parse(string.Concat(Enumerable.Range(0, 300).Select(_ => stream.NextInt32(10_000)).Select(static x => string.Create(CultureInfo.InvariantCulture, $"{x}={x / 3}\n"))));
        Assert.Throws<InputException>(() => new StateMerging().Fit(pairs));
        TransducerFit fit = new StateMerging().Fit(pairs.Reverse());
        Assert.Equal(3, fit.Machine.States);
        Automaton automaton = fit.ToAutomaton();
        // The signal comes from the cell above; in the cells numbers stand as always.
        Assert.Equal(Neighborhood.Of(1), automaton.Rule.Signature.StateNeighborhood);
        Assert.Equal(pairs.Pairs[0].Input, pairs.Reverse().Reverse().Pairs[0].Input);
        AnswerLayout layout = automaton.Layout!;
        byte[] digits = layout.Digits("999999999999");
        Lattice question = Lattice.FromCells(Alphabet.Decimal, Shape.Row(13), Boundary.Fixed(), layout.Question(digits, [], 13).AsSpan());
        Lattice state = Lattice.Filled(automaton.Rule.State, Shape.Row(13), automaton.Boundary).WithInput(question);
        for (int step = 0; step < 13; step++)
            state = automaton.Rule.Step(state);
        Assert.Equal("333333333333", AnswerLayout.Numeral(automaton.Readout!.Map(state).Cells));
    }

    [Theory]
    [InlineData("7=49\n8=64\n", AnswerForm.Number, 2)]
    [InlineData("7=500\n", AnswerForm.Number, 2)]
    [InlineData("12+30=42\n", AnswerForm.Operands, 1)]
    [InlineData("01 -> 10\n", AnswerForm.Word, 1)]
    [InlineData("011 -> 1\n10 -> 0\n", AnswerForm.LastSymbol, 1)]
    public void The_layout_says_how_answers_stand_in_cells(string text, AnswerForm form, int room)
    {
        AnswerLayout layout = AlignedPairs.Parse(text.Contains("49", StringComparison.Ordinal) ? "7=49\n8=64\n" : text).Layout;
        Assert.Equal((form, form == AnswerForm.Number && text.Contains("49", StringComparison.Ordinal) ? 1 : room), (layout.Form, layout.Room));
    }

    [Fact]
    public void A_file_keeps_what_was_checked_and_how_answers_stand()
    {
        Automaton learned = new StateMerging().Fit(AlignedPairs.Parse("12+30=42\n9+9=18\n", 10)).ToAutomaton() with { Check = new("answer", "sums.txt", 1, 2) { HeldOutRight = 0, HeldOutWrong = 1 } };
        Automaton read = Formats.Json.AutomatonJson.Parse(Formats.Json.AutomatonJson.Format(learned), null);
        Assert.Equal(learned.Check, read.Check);
        Assert.Equal(learned.Layout, read.Layout);
        Assert.Equal("1 of 3 answers of sums.txt is right, 2 wrong; learned without the longest 1, 0 of these are right.", $"{read.Check}");
        Assert.False(read.Check!.IsPassed);
    }

    /// <summary>What was never shown is named: a file that says that less was shown than it names was changed.</summary>
    [Fact]
    public void The_coverage_of_a_file_agrees_with_itself()
    {
        Automaton learned = new StateMerging().Fit(AlignedPairs.Parse("12+30=42\n9+9=18\n", 10)).ToAutomaton();
        string text = Formats.Json.AutomatonJson.Format(learned);
        Coverage coverage = learned.Coverage!;
        Assert.Equal(coverage.Seen, Formats.Json.AutomatonJson.Parse(text, null).Coverage!.Seen);
        int few = coverage.Guessed.Length < coverage.Total - coverage.Seen ? coverage.Total - 50 : coverage.Seen - 1;
        Assert.Contains("The file was changed", Assert.Throws<InputException>(() => Formats.Json.AutomatonJson.Parse(text.Replace($"\"seen\": {coverage.Seen},", $"\"seen\": {few},", StringComparison.Ordinal), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_nearly_as_many_as_cells_are_refused_with_the_numbers()
    {
        string text = string.Concat(Enumerable.Range(0, 20).Select(static i => $"w{i} v{i} -> a b\n"));
        Assert.Contains("40 different symbols in 40 cells", Assert.Throws<InputException>(() => AlignedPairs.Parse(text)).Message, StringComparison.Ordinal);
    }
}
