using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Convergence by block potentials: how many rules are proved, and laws that share nothing with the linear program.</summary>
public sealed class PotentialTests
{
    private static readonly Boundary[] Boundaries = [Boundary.Periodic, Boundary.Fixed()];

    // Fact: 37 elementary rules converge on all rings of 3 to 13 cells; blocks of at most 2 cells prove 33 of them, all but 78, 92, 141, 197, and no other rule.
    /// <summary>Between walls a row of n cells is met by n + w - 1 blocks of w cells.</summary>
    [Fact]
    public void Blocks_of_several_cells_are_more_than_cells_between_walls()
    {
        int found = 0;
        for (int number = 0; number < 256; number++)
        {
            LocalRule rule = LocalRule.Elementary(number);
            RowForm form = ConvergenceExamination.Form(rule, EssentialInputs.Of(rule), Boundary.Fixed())!;
            if (PotentialSearch.Run(form, Round.Count(2, 2, BlockPotential.MaxWidth)) is not { Width: > 1 } potential || PotentialCheck.Of(form, potential) is not { Violation: null } check || check.StepBound == StepBound.Constant(0))
                continue;
            Assert.Equal(new Polynomial(One: potential.Width - 1, N: 1), check.StepBound.Size);
            found++;
        }

        Assert.InRange(found, 1, 256);
    }

    [Fact]
    public void On_rings_33_of_the_37_converging_elementary_rules_are_proved_and_no_other()
    {
        int[] converging = Converging(Boundary.Periodic, 3);
        Assert.Equal(37, converging.Length);
        Assert.Equal([.. converging.Except([78, 92, 141, 197])], Proved(Boundary.Periodic));
    }

    // Fact: with zero walls 106 converge up to 13 cells and 32 are proved.
    [Fact]
    public void Between_walls_32_of_the_106_converging_elementary_rules_are_proved_and_no_other()
    {
        int[] converging = Converging(Boundary.Fixed(), 1);
        Assert.Equal(106, converging.Length);
        int[] proved = Proved(Boundary.Fixed());
        Assert.Equal(32, proved.Length);
        Assert.Empty(proved.Except(converging));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Carry_save_comes_to_rest_within_two_steps_a_cell_in_every_base(int numberBase)
    {
        LocalRule rule = CarrySave.Rule(numberBase);
        Convergence convergence = ConvergenceLevel.Examine(rule, Boundary.Fixed());
        Assert.Equal(ProofStatus.Proved, convergence.Status);
        Assert.Equal("2n", $"{convergence.StepBound}");
        Assert.Equal(1, convergence.Potential!.Width);
        Assert.False(convergence.IsUnique);
    }

    [Fact]
    public void Borrow_save_comes_to_rest_within_two_steps_a_cell()
    {
        LocalRule rule = BinarySubtractionBorrowSave.Rule;
        Convergence convergence = ConvergenceLevel.Examine(rule, BinarySubtractionBorrowSave.Task.Boundary);
        Assert.Equal((ProofStatus.Proved, "2n"), (convergence.Status, $"{convergence.StepBound}"));
    }

    // The inequalities say: along a step the sum of the potential over all blocks never grows, and falls by t for each changing cell. Here that is computed directly, on every configuration of small lattices.
    [Fact]
    public void A_found_potential_falls_on_every_small_lattice_by_what_it_promises()
    {
        foreach (Boundary boundary in Boundaries)
            foreach (int number in Proved(boundary))
            {
                LocalRule rule = LocalRule.Elementary(number);
                BlockPotential potential = PotentialSearch.Run(Form(rule, boundary), 2)!;
                for (int n = 1; n <= 8; n++)
                    for (int bits = 0; bits < 1 << n; bits++)
                        Falls(rule, boundary, potential, [.. Enumerable.Range(0, n).Select(i => (bits >> i) & 1)]);
            }
    }

    [Fact]
    public void The_bound_on_the_steps_holds_on_small_lattices()
    {
        foreach (Boundary boundary in Boundaries)
            foreach (int number in Proved(boundary))
            {
                LocalRule rule = LocalRule.Elementary(number);
                RowForm form = Form(rule, boundary);
                StepBound bound = PotentialCheck.Of(form, PotentialSearch.Run(form, 2)!)!.StepBound;
                for (int n = 1; n <= 10; n++)
                {
                    ConfigurationGraph graph = new(rule, boundary, Shape.Row(n));
                    Assert.Null(graph.FindCycle());
                    Assert.True(graph.LongestTransient <= bound.Evaluate(n), $"rule {number} on {n} cells, {boundary}: {graph.LongestTransient} steps, bound {bound}");
                }
            }
    }

    // A potential and a single fixed point together: the start is forgotten, and the certificate says unique.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_rule_that_comes_to_rest_in_one_place_only_is_unique()
    {
        int unique = 0;
        foreach ((_, _, Certificate certificate) in ElementaryVerdicts.All.Where(static each => each.Boundary == "fixed:0"))
        {
            if (certificate.Convergence.Potential is null)
                continue;
            bool single = Enumerable.Range(1, 8).All(n => FixedPointTests.CountByHand(certificate.Rule, certificate.Automaton.Boundary, n).IsOne);
            Assert.Equal(single, certificate.Convergence.IsUnique);
            Assert.Equal(single, certificate.Healing.Heals == true);
            unique += single ? 1 : 0;
        }

        Assert.InRange(unique, 1, 31);
    }

    [Fact]
    public void No_random_rule_that_has_a_cycle_is_proved()
    {
        int proved = 0;
        int cycling = 0;
        for (int i = 0; i < 400; i++)
        {
            RandomStream stream = new(20, "random rules", (ulong)i);
            (LocalRule rule, Boundary boundary) = RandomRules.Next(stream);
            bool cycles = Enumerable.Range(1, rule.State.Size == 2 ? 9 : 6).Any(n => new ConfigurationGraph(rule, boundary, Shape.Row(n)).FindCycle() is not null);
            BlockPotential? found = PotentialSearch.Run(Form(rule, boundary), 2);
            Assert.False(cycles && found is not null, $"{rule} on {boundary}");
            proved += found is null ? 0 : 1;
            cycling += cycles ? 1 : 0;
        }

        Assert.InRange(proved, 20, 380);
        Assert.InRange(cycling, 20, 380);
    }

    [Fact]
    public void Every_changed_number_of_a_tight_potential_is_refused()
    {
        RowForm form = Form(BinaryAdditionCarrySave.Rule, Boundary.Fixed());
        BlockPotential right = PotentialSearch.Run(form)!;
        Assert.Null(PotentialCheck.Of(form, right)!.Violation);
        // A larger decrease is promised than the solution, which is optimal, can keep.
        Assert.NotNull(PotentialCheck.Of(form, new(1, right.Potential, right.Flux, right.Decrease + 1))!.Violation);
        int refused = 0;
        for (int i = 0; i < right.Potential.Length - 1; i++)
            foreach (int change in new[] { -1_000, 1_000 })
                refused += PotentialCheck.Of(form, new(1, right.Potential.SetItem(i, right.Potential[i] + change), right.Flux, right.Decrease))!.Violation is null ? 0 : 1;
        Assert.Equal(6, refused);
        for (int i = 0; i < right.Flux.Length; i++)
            foreach (int change in new[] { -1_000, 1_000 })
                Assert.Contains("is less than", PotentialCheck.Of(form, new(1, right.Potential, right.Flux.SetItem(i, right.Flux[i] + change), right.Decrease))!.Violation, StringComparison.Ordinal);
        Assert.Null(PotentialCheck.Of(form, new(1, right.Potential.Add(0), right.Flux, right.Decrease)));
        Assert.Null(PotentialCheck.Of(form, new(1, right.Potential, right.Flux, 0)));
        Assert.Null(PotentialCheck.Of(form, new(1, right.Potential.SetItem(0, long.MaxValue), right.Flux, 1)));
    }

    private static int[] Converging(Boundary boundary, int shortest) =>
        [.. Enumerable.Range(0, 256).Where(number => Enumerable.Range(shortest, 14 - shortest).All(n => new ConfigurationGraph(LocalRule.Elementary(number), boundary, Shape.Row(n)).FindCycle() is null))];

    private static int[] Proved(Boundary boundary) => [.. Enumerable.Range(0, 256).Where(number => PotentialSearch.Run(Form(LocalRule.Elementary(number), boundary), 2) is not null)];

    private static RowForm Form(LocalRule rule, Boundary boundary) => RowForm.Of(rule, EssentialInputs.Of(rule), boundary, 1 << 15)!;

    private static void Falls(LocalRule rule, Boundary boundary, BlockPotential potential, int[] cells)
    {
        int Cell(int[] row, int at) => boundary is Boundary.FixedBoundary ? (at < 0 || at >= row.Length ? 2 : row[at]) : row[((at % row.Length) + row.Length) % row.Length];
        int[] next = [.. Enumerable.Range(0, cells.Length).Select(i => (int)rule.Apply([.. Enumerable.Range(-1, 3).Select(d => (byte)(Cell(cells, i + d) % 2))]))];
        int symbols = boundary is Boundary.FixedBoundary ? 3 : 2;
        long Sum(int[] row)
        {
            long sum = 0;
            for (int i = boundary is Boundary.FixedBoundary ? 1 - potential.Width : 0; i < row.Length; i++)
                sum += potential.Potential[Enumerable.Range(0, potential.Width).Aggregate(0, (index, k) => (index * symbols) + Cell(row, i + k))];
            return sum;
        }

        int changed = cells.Zip(next).Count(pair => pair.First != pair.Second);
        Assert.True(Sum(cells) - Sum(next) >= potential.Decrease * changed, $"{rule} {boundary} {string.Join("", cells)}");
    }
}
