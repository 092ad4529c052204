using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Certificates of rules given as tables: everything but the network's level.</summary>
public sealed class TableCertificateTests
{
    [Theory]
    [InlineData("parity", 2)]
    [InlineData("addition", 2)]
    [InlineData("decimal-addition", 2)]
    [InlineData("subtraction", 2)]
    [InlineData("comparison", 3)]
    public void One_way_tasks_are_proved_for_every_length(string name, int productStates)
    {
        LocalTask task = TaskCatalog.Find(name);
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(task), task));
        Assert.Equal(ProofStatus.Proved, certificate.Convergence.Status);
        Assert.True(certificate.Convergence.IsUnique);
        Assert.Equal("n", $"{certificate.Convergence.StepBound}");
        Assert.Equal(ProofStatus.Proved, certificate.Function.Status);
        Assert.Equal(productStates, certificate.Function.ProductStates);
        Assert.True(certificate.Healing.Heals);
    }

    /// <summary>A cell that reads another two rows above, or three columns to the left: as many steps as the bound says are needed, and no more.</summary>
    [Theory]
    [InlineData(0, -2, "floor((h-1)/2)+1")]
    [InlineData(-3, 0, "floor((w-1)/3)+1")]
    public void Influence_that_skips_rows_has_fewer_steps(int dx, int dy, string bound)
    {
        LocalRule rule = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.OfGrid(new Offset(dx, dy)), static n => n[0]);
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(new Automaton { Rule = rule, Boundary = Boundary.Fixed() }, rule));
        Assert.Equal((ProofStatus.Proved, bound), (certificate.Convergence.Status, $"{certificate.Convergence.StepBound}"));
        for (int side = 1; side <= 9; side++)
        {
            Evolution run = rule.Compile(Engine.Table).Evolve(Lattice.Filled(Alphabet.Binary, Shape.Grid(side, side), Boundary.Fixed(), 1), Until.FixedPoint());
            Assert.Equal(((side - 1) / Math.Max(-dx, -dy)) + 1, run.Steps);
            Assert.Equal(run.Steps, certificate.Convergence.StepBound!.Evaluate(Shape.Grid(side, side)));
        }
    }

    [Fact]
    public void The_own_cell_of_parity_is_found_inessential()
    {
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(Parity.Task), Parity.Task));
        Assert.Equal(["input[0]", "state[-1]"], certificate.Essential.Names);
    }

    [Theory]
    [InlineData("addition-carry-save", 2)]
    [InlineData("decimal-addition-carry-save", 10)]
    [InlineData("subtraction-borrow-save", 2)]
    public void Arithmetic_in_place_is_proved_for_every_length_and_does_not_heal(string name, int scale)
    {
        ArithmeticTask task = (ArithmeticTask)TaskCatalog.Find(name);
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(task), task));
        Assert.Equal(ProofStatus.Proved, certificate.Convergence.Status);
        Assert.Equal("2n", $"{certificate.Convergence.StepBound}");
        Assert.Equal(ProofStatus.Proved, certificate.Function.Status);
        Assert.Equal(scale, certificate.Invariant!.Scale);
        Assert.Equal(task.Code!.Values.Select(static value => (long)value), certificate.Invariant.Values);
        Assert.False(certificate.Healing.Heals);
        Assert.Null(certificate.Lifetime);
    }

    [Fact]
    public void Rule_110_and_Life_have_no_convergence_and_a_counterexample_says_so()
    {
        foreach (string name in new[] { "rule110", "life" })
        {
            LocalTask task = TaskCatalog.Find(name);
            Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(task), task));
            Assert.Equal(ProofStatus.NotProved, certificate.Convergence.Status);
            ConvergenceArgument.Cycle cycle = Assert.IsType<ConvergenceArgument.Cycle>(certificate.Convergence.Argument);
            CompiledRule table = task.Rule.Compile(Engine.Table);
            Assert.NotEqual(cycle.State, table.Evolve(cycle.State, Until.Steps(1)).Final);
            Assert.Equal(cycle.State, table.Evolve(cycle.State, Until.Steps(cycle.Period)).Final);
            Assert.Equal(ProofStatus.Proved, certificate.Function.Status);
            Assert.Null(certificate.Healing.Heals);
        }
    }

    // Of the 256 elementary rules on rings of 3 to 13 cells exactly 37 always converge.
    [Fact]
    public void Thirty_seven_elementary_rules_converge_on_all_rings_of_3_to_13_cells()
    {
        int converging = 0;
        for (int number = 0; number < 256; number++)
            if (Enumerable.Range(3, 11).All(n => new ConfigurationGraph(LocalRule.Elementary(number), Boundary.Periodic, Shape.Row(n)).FindCycle() is null))
                converging++;
        Assert.Equal(37, converging);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Every_wrong_entry_of_every_task_s_table_is_refuted_with_its_neighborhood()
    {
        foreach (LocalTask task in TaskCatalog.All)
        {
            RandomStream stream = new(8, task.Name);
            // Wireworld's quarter of a million neighborhoods are all evaluated each time.
            int trials = task.Rule.Signature.DomainSize > 10_000 ? 3 : 20;
            for (int i = 0; i < trials; i++)
            {
                int entry = stream.NextInt32(task.Rule.Signature.DomainSize);
                byte[] table = task.Rule.Table.ToArray();
                table[entry] = (byte)((table[entry] + 1 + stream.NextInt32(task.Rule.State.Size - 1)) % task.Rule.State.Size);
                Automaton wrong = Automaton.Of(task) with { Rule = LocalRule.FromTable(task.Rule.Signature, table) };
                Refutation refutation = Assert.IsType<Refutation>(Verdict.Examine(wrong, task));
                Counterexample only = Assert.Single(refutation.Counterexamples);
                Assert.Equal(task.Rule.Signature.Describe(entry), only.Neighborhood);
                Assert.Equal(task.Rule.State.Names[table[entry]], only.Found);
                Assert.Equal(task.Rule.State.Names[task.Rule.Table[entry]], only.Expected);
                Assert.NotNull(refutation.SmallestFailingInput);
            }
        }
    }

    [Fact]
    public void The_message_names_neighborhood_and_smallest_failing_input()
    {
        Refutation refutation = Assert.IsType<Refutation>(Verdict.Examine(Automaton.Of(ElementaryTask.Of(238)), ElementaryTask.Of(110)));
        Assert.Equal("not certified: neighborhood (1,1,1): this rule says 1, rule110 says 0. Smallest failing input: ring of 3, \"111\".", refutation.ToString());
    }

    [Fact]
    public void A_machine_that_differs_only_on_long_words_is_refuted_with_a_shortest_word()
    {
        // Counts ones up to three and forgets: differs from parity for the first time at the third one.
        Automaton parity = Automaton.Of(Parity.Task);
        LocalTask liar = Parity.Task with
        {
            Specification = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, 4, 0, (ones, bit) => (Math.Min(ones + bit, 3), ones + bit == 1 ? 1 : 0)),
        };
        Refutation refutation = Assert.IsType<Refutation>(Verdict.Examine(parity, liar));
        Assert.Equal("111", Assert.IsType<FailingInput.Word>(refutation.SmallestFailingInput).Input.ToString());
    }

    [Fact]
    public void A_certificate_file_verifies_and_any_changed_byte_that_still_parses_is_refuted()
    {
        string text = Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(BinaryAddition.Task), BinaryAddition.Task)).ToJson();
        Assert.IsType<Certificate>(Certificate.Verify(text));
        RandomStream stream = new(6, "bytes");
        for (int i = 0; i < 300; i++)
        {
            char[] changed = text.ToCharArray();
            int at = stream.NextInt32(changed.Length);
            char symbol = (char)(32 + stream.NextInt32(95));
            if (changed[at] == symbol)
                continue;
            changed[at] = symbol;
            try
            {
                Assert.IsType<Refutation>(Certificate.Verify(new string(changed)));
            }
            catch (InputException)
            {
                // Refused as no certificate at all: as good.
            }
        }
    }
}
