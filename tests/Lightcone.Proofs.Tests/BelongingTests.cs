using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>The parts of an automaton must belong together and to the task: a proof for one wall says nothing about another, and a readout that cannot be applied proves nothing.</summary>
public sealed class BelongingTests
{
    [Fact]
    public void A_task_behind_another_boundary_is_refuted()
    {
        Boundary[] others = [Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1)];
        foreach (LocalTask task in TaskCatalog.All.Where(task => task is ArithmeticTask || task.Specification is not null))
            foreach (Boundary boundary in others.Where(boundary => boundary != task.Boundary))
            {
                Refutation refutation = Assert.IsType<Refutation>(Verdict.Examine(Automaton.Of(task) with { Boundary = boundary }, task));
                Assert.Contains("stands behind the boundary", refutation.Reason.ToString(), StringComparison.Ordinal);
            }

        // A rule that only steps is what it is under every boundary.
        Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(ElementaryTask.Of(110)) with { Boundary = Boundary.Fixed(1) }, ElementaryTask.Of(110)));
    }

    [Fact]
    public void A_readout_that_cannot_be_applied_is_refused()
    {
        Automaton parity = Automaton.Of(Parity.Task);
        LocalRule grid = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.OfGrid(new Offset(0, -1)), Alphabet.Binary, Neighborhood.OfGrid(new Offset(-1, 0))), n => n[0]);
        LocalRule foreign = LocalRule.FromFunction(new Signature(null, Neighborhood.None, Alphabet.Of("a", "b"), Neighborhood.Of(0)), n => n[0]);
        foreach (LocalRule readout in new[] { grid, foreign })
            Assert.Contains("readout", Assert.Throws<InputException>(() => Verdict.Examine(parity with { Readout = readout }, Parity.Task)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wall_that_is_no_symbol_and_a_rule_that_cannot_be_iterated_are_refused()
    {
        Automaton parity = Automaton.Of(Parity.Task);
        Assert.Contains("wall", Assert.Throws<InputException>(() => Verdict.Examine(parity with { Boundary = Boundary.Fixed(7) }, Parity.Rule)).Message, StringComparison.Ordinal);
        LocalRule readout = DecimalAddition.Readout;
        Assert.Contains("iterated", Assert.Throws<InputException>(() => Verdict.Examine(parity with { Rule = readout }, readout)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_of_small_lattices_are_the_most_of_all_of_them()
    {
        // A vertical OR needs as many steps as there are rows; a grid of one row, which is examined last, needs none.
        LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(0, -1), new Offset(0, 0)), n => (byte)(n[0] | n[1]));
        ConvergenceArgument.CheckedToSize small = Assert.IsType<ConvergenceArgument.CheckedToSize>(SmallLattices.Examine(rule, Boundary.Fixed(), Obstacle.BothWays));
        Assert.Equal((15, 14L), (small.Cells, small.Steps));
    }

    [Fact]
    public void A_rule_without_a_specification_claims_nothing_about_what_it_computes()
    {
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(ElementaryTask.Of(30)), LocalRule.Elementary(30)));
        Assert.Equal(ProofStatus.NotProved, certificate.Function.Status);
    }

    [Fact]
    public void A_rule_that_remembers_too_much_is_not_proved_instead_of_failing()
    {
        LocalRule far = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1, -64)), n => (byte)(n[0] ^ n[1] ^ (n[2] & 0)));
        LocalRule really = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1, -64)), n => (byte)(n[0] ^ n[1] ^ n[2]));
        // The far cell is not essential in the first rule, so nothing is remembered and parity is proved; in the second it is.
        Assert.Equal(ProofStatus.Proved, Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(Parity.Task) with { Rule = far }, Parity.Task)).Function.Status);
        Assert.IsType<Refutation>(Verdict.Examine(Automaton.Of(Parity.Task) with { Rule = really }, Parity.Task));
    }
}
