using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Inference;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class AnswerFitTests
{
    [Fact]
    public void The_answer_is_taken_as_the_state_where_it_is_one()
    {
        AnswerFit fit = AnswerFit.Of(AlignedPairs.Sample(Parity.Task.Specification!, 40, 12, new RandomStream(1, "answers")), Parity.Task);
        Assert.StartsWith("visible state", fit.Method, StringComparison.Ordinal);
        Assert.True(fit is { IsExact: true, Right: 40, Lines: 40, Test.IsPassed: true });
        Assert.Null(fit.Automaton.Readout);
    }

    [Fact]
    public void Hidden_states_are_found_where_the_answer_is_none()
    {
        AlignedPairs pairs = AlignedPairs.Sample(BinaryAddition.Task.Specification!, 60, 12, new RandomStream(1, "answers"));
        Assert.Null(AnswerFit.Visible(pairs));
        AnswerFit fit = AnswerFit.Of(pairs, BinaryAddition.Task);
        Assert.Equal(("state merging", true), (fit.Method, fit.IsExact));
        Assert.Equal(BinaryAddition.Task.Rule, fit.Automaton.Rule);
        Assert.Equal(fit.Automaton.Rule, AnswerFit.Merged(pairs, BinaryAddition.Task).Automaton.Rule);
    }

    [Fact]
    public void Lines_that_contradict_each_other_are_refused()
    {
        AlignedPairs pairs = AlignedPairs.Parse("ab -> xy\nab -> xx\n");
        InputException refused = Assert.Throws<InputException>(() => AnswerFit.Of(pairs));
        Assert.Contains("lines 1 and 2 begin alike", refused.Problem, StringComparison.Ordinal);
    }
}
