using System.Globalization;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Inference;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("decimal-addition", 10, 400)]
    [InlineData("addition", 2, 60)]
    [InlineData("subtraction", 2, 60)]
    public void Sums_alone_give_a_machine_that_is_proved_for_every_length(string name, int numberBase, int lines)
    {
        LocalTask task = TaskCatalog.Find(name);
        for (ulong seed = 0; seed < 5; seed++)
        {
            RandomStream stream = new(seed, name);
            TransducerFit fit = new StateMerging().Fit(AlignedPairs.Parse(Sums(task, numberBase, lines, stream), numberBase));
            Assert.Equal(2, fit.Machine.States);
            Assert.True(fit.IsExact);
            foreach (LocalTask? names in new[] { task, null })
            {
                Certificate certificate = Assert.IsType<Certificate>(fit.ToAutomaton(names).Certify(task));
                Assert.Equal(ProofStatus.Proved, certificate.Function.Status);
                Assert.True(certificate.Healing.Heals);
                Assert.Equal(fit.Coverage.Seen, certificate.Coverage!.Seen);
            }

            // The pairs that are said to suffice do, and the automaton is the task's own rule.
            Assert.Equal(fit.Machine, new StateMerging().Fit(fit.Pairs.Take(fit.Sufficed)).Machine);
            Assert.Equal(task.Rule, fit.ToAutomaton(task).Rule);
        }
    }

    [Theory]
    [InlineData("parity")]
    [InlineData("mod-3")]
    [InlineData("gray-code")]
    [InlineData("cycle-navigation")]
    [InlineData("bracket-depth")]
    public void When_the_answer_is_the_state_the_fixed_point_is_its_own_training_set(string name)
    {
        LocalTask task = TaskCatalog.Find(name);
        (Automaton automaton, Transitions transitions, int sufficed) = DirectFit.Fit(AlignedPairs.Sample(task.Specification!, 60, 16, new RandomStream(1, name)))!.Value;
        Assert.Empty(transitions.Unseen);
        Assert.InRange(sufficed, 1, 20);
        Assert.Equal(ProofStatus.Proved, Assert.IsType<Certificate>(automaton.Certify(task)).Function.Status);
    }

    [Fact]
    public void Hidden_state_is_noticed() => Assert.Null(DirectFit.Fit(AlignedPairs.Sample(BinaryAddition.Task.Specification!, 20, 16, new RandomStream(1, "hidden"))));

    [Theory]
    [InlineData("multiply-by-3", 20, 3)]
    [InlineData("multiply-by-7", 100, 7)]
    [InlineData("even-pairs", 20, 3)]
    public void Hidden_states_of_other_tasks_are_found(string name, int pairs, int states)
    {
        LocalTask task = TaskCatalog.Find(name);
        TransducerFit fit = new StateMerging().Fit(AlignedPairs.Sample(task.Specification!, pairs, 16, new RandomStream(4, name)));
        Assert.Equal(states, fit.Machine.States);
        Assert.Equal(ProofStatus.Proved, Assert.IsType<Certificate>(fit.ToAutomaton().Certify(task)).Function.Status);
    }

    [Fact]
    public void Transitions_that_no_answer_determines_are_guesses()
    {
        // One pair shows the carry of 1+1, and nothing of 1+1 on a carry.
        TransducerFit fit = new StateMerging { Features = false }.Fit(AlignedPairs.Parse("1+1=10\n0+1=1\n", 2));
        Assert.False(fit.Coverage.IsComplete);
        Assert.Contains("(11,q1)", fit.Coverage.Guessed);
    }

    [Fact]
    public void One_wrong_line_shows()
    {
        string sums = Sums(BinaryAddition.Task, 2, 200, new RandomStream(1, "wrong"));
        int states = new StateMerging { MaxStates = 256 }.Fit(AlignedPairs.Parse(sums, 2)).Machine.States;
        Assert.Equal(2, states);
        string wrong = sums + "10101011+1010101=110000000\n";
        Assert.Contains("more than 2 states", Assert.Throws<InputException>(() => new StateMerging { MaxStates = 2 }.Fit(AlignedPairs.Parse(wrong, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("lines 1 and 2 begin alike", Assert.Throws<InputException>(() => new StateMerging().Fit(AlignedPairs.Parse("2+2=4\n12+2=15\n"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12+x=3", "'x' is no digit")]
    [InlineData("12+3", "expected a+b=c")]
    [InlineData("1+1=2\n2-1=1", "t:2: this line is of another kind (a-b) than the lines above (a+b)")]
    [InlineData("9*9=81\n99*99=9801", "multiplication")]
    [InlineData("25*9=225\n25*99=2475", "t:2: this product has no room beside its factors, of which one is the same in all lines. Write the other one and its product alone")]
    [InlineData("7*97=679\n7x97=679", "t:2:2: 'x' is no sign that is read: a product is written 7*97.")]
    [InlineData("23\u00d738=874", "a product is written 23*38.")]
    [InlineData("23 \u00b7 38=874", "a product is written 23*38.")]
    [InlineData("30\u22125=25", "a difference is written 30-5.")]
    [InlineData("3-5=-2", "negative")]
    [InlineData("01 -> 011", "the question has 2 symbols, the answer 3")]
    [InlineData("1+=2", "a number is missing")]
    [InlineData("", "no questions")]
    public void Lines_that_are_no_answers_are_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => AlignedPairs.Parse(text, 10, "t")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_256_elementary_rules_are_found_from_one_row_and_the_next()
    {
        int unique = 0;
        for (int number = 0; number < 256; number++)
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(256), Boundary.Periodic, new RandomStream(1, "row", (ulong)number));
            Lattice end = LocalRule.Elementary(number).Compile(Engine.Table).Step(start);
            LocalRule[] found = [.. new TwoWayEnumeration().Candidates((start, end))];
            unique += found.Length == 1 && found[0].Equals(LocalRule.Elementary(number)) ? 1 : 0;
            Assert.Equal($"W{number}", TwoWayEnumeration.NameOf(found[0]));
        }

        Assert.Equal(256, unique);
    }

    [Fact]
    public void Later_ends_leave_more_rules_and_never_lose_the_right_one()
    {
        foreach (int number in new[] { 30, 51, 90, 110, 184, 232 })
        {
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(256), Boundary.Periodic, new RandomStream(2, "row", (ulong)number));
            Lattice end = LocalRule.Elementary(number).Compile(Engine.Table).Evolve(start, Until.Steps(4)).Final;
            Assert.Contains(LocalRule.Elementary(number), new TwoWayEnumeration { Steps = 4 }.Candidates((start, end)));
        }

        // Rule 51 turns every cell over; after two steps so does nothing, as under the identity, rule 204.
        Lattice row = Lattice.Random(Alphabet.Binary, Shape.Row(256), Boundary.Periodic, new RandomStream(3, "row"));
        Assert.Equal(["W51", "W204"], new TwoWayEnumeration { Steps = 2 }.Candidates((row, row)).Select(TwoWayEnumeration.NameOf));
    }

    [Fact]
    public void All_19683_tables_of_three_symbols_and_two_cells_are_tried()
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Of(-1, 0), n => (byte)(((2 * n[0]) + n[1] + 1) % 3));
        Lattice start = Lattice.Random(Alphabet.Digits(3), Shape.Row(100), Boundary.Periodic, new RandomStream(4, "row"));
        Lattice end = rule.Compile(Engine.Table).Evolve(start, Until.Steps(3)).Final;
        Assert.Contains(rule, new TwoWayEnumeration { Steps = 3, Neighborhood = rule.Signature.StateNeighborhood }.Candidates((start, end)));
        Assert.Equal([rule], new TwoWayEnumeration { Neighborhood = rule.Signature.StateNeighborhood }.Candidates((start, rule.Compile(Engine.Table).Step(start))));
        Assert.Throws<InputException>(() => new TwoWayEnumeration().Candidates((start, end)));
    }

    private static string Sums(LocalTask task, int numberBase, int lines, RandomStream stream)
    {
        string[] texts = new string[lines];
        int limit = numberBase == 10 ? 1_000 : 256;
        for (int i = 0; i < lines; i++)
        {
            (int a, int b) = (stream.NextInt32(limit), stream.NextInt32(limit));
            bool minus = task == BinarySubtraction.Task;
            if (minus && a < b)
                (a, b) = (b, a);
            texts[i] = $"{Write(a)}{(minus ? '-' : '+')}{Write(b)}={Write(minus ? a - b : a + b)}";
        }

        return string.Join('\n', texts) + "\n";
        string Write(int value) => numberBase == 10 ? value.ToString(CultureInfo.InvariantCulture) : value.ToString("b", CultureInfo.InvariantCulture);
    }
}
