using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Quantities that move one way only, and what follows from them: coming to rest between walls and mirrors, and sorting.</summary>
public sealed class OneWayCurrentTests
{
    [Fact]
    public void Bucket_sort_is_found_to_move_large_symbols_to_the_right()
    {
        EdgedRow row = Row(BucketSort.Rule, Boundary.Reflecting)!;
        OneWayCurrent found = OneWayCurrentSearch.Run(row)!;
        Assert.Equal([0L, 1, 2, 3, 4], found.Values);
        Assert.Null(OneWayCurrentCheck.Violation(row, found, out OneWayCurrentCheck? check));
        Assert.Equal((true, 625, "4floor(n^2/4)"), (check!.IsRightward, check.Equations, $"{check.StepBound}"));
    }

    [Theory]
    [InlineData("passes both ways, or not where a cell changes", 0, 2, 1, 3, 4)]
    [InlineData("passes both ways, or not where a cell changes", 0, 0, 1, 2, 3)]
    [InlineData("do not belong to this rule", 0, 1, 2, 3)]
    [InlineData("do not belong to this rule", 1, 2, 3, 4, 5)]
    public void Other_values_are_refused(string reason, params int[] values) =>
        Assert.Contains(reason, OneWayCurrentCheck.Violation(Row(BucketSort.Rule, Boundary.Reflecting)!, new OneWayCurrent([.. values.Select(static value => (long)value)]), out _)!, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_conserved_is_refused_with_its_window() =>
        Assert.Contains("the balance of the window", OneWayCurrentCheck.Violation(Row(LocalRule.Elementary(110), Boundary.Fixed())!, new OneWayCurrent([0, 1]), out _)!, StringComparison.Ordinal);

    /// <summary>Rule 240 hands every symbol to the right: the windows balance, but before a mirror something comes out of the left end and goes into the right one.</summary>
    [Fact]
    public void What_passes_through_an_end_is_refused() =>
        Assert.Contains("through the end of the row", OneWayCurrentCheck.Violation(Row(LocalRule.Elementary(240), Boundary.Reflecting)!, new OneWayCurrent([0, 1]), out _)!, StringComparison.Ordinal);

    /// <summary>Two kinds of cars that do not overtake: when the slowest change moves two and the heaviest car counts three, the bound is a third by two.</summary>
    [Fact]
    public void Steps_are_bounded_by_the_least_that_a_change_moves()
    {
        Assert.Null(OneWayCurrentCheck.Violation(Row(TwoKindsOfCars, Boundary.Reflecting)!, new OneWayCurrent([0, 2, 3]), out OneWayCurrentCheck? check));
        Assert.Equal("floor(3floor(n^2/4)/2)", $"{check!.StepBound}");
        for (int n = 1; n <= 6; n++)
            Assert.InRange(new ConfigurationGraph(TwoKindsOfCars, Boundary.Reflecting, Shape.Row(n)).LongestTransient, 0, 3 * (n * n / 4) / 2);
    }

    // Fact: rule 184 is traffic. Cars keep to the road between mirrors and pile up on the right; between walls of 0 they drive off it.
    [Fact]
    public void Traffic_piles_up_at_a_mirror()
    {
        Assert.Equal([0L, 1], OneWayCurrentSearch.Run(Row(LocalRule.Elementary(184), Boundary.Reflecting)!)!.Values);
        Assert.Null(OneWayCurrentSearch.Run(Row(LocalRule.Elementary(184), Boundary.Fixed())!));
        Certificate certificate = Assert.IsType<Certificate>(Verdict.Examine(new Automaton { Rule = LocalRule.Elementary(184), Boundary = Boundary.Reflecting }, LocalRule.Elementary(184)));
        // A chain of causes has the smaller bound; the current says where things go.
        Assert.Equal((ProofStatus.Proved, "n"), (certificate.Convergence.Status, $"{certificate.Convergence.StepBound}"));
        Assert.Equal("floor(n^2/4)", $"{Moving(LocalRule.Elementary(184)).StepBound}");
        Assert.IsType<Certificate>(Certificate.Verify(certificate.ToJson()));
    }

    [Fact]
    public void The_input_beyond_a_mirror_is_not_known()
    {
        Signature own = new(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Radius(1));
        Signature left = new(Alphabet.Binary, Neighborhood.Of(-1), Alphabet.Binary, Neighborhood.Radius(1));
        static byte Next(ReadOnlySpan<byte> n) => (byte)(n[0] & (n[1] ^ n[2] ^ n[3]));
        Assert.NotNull(Row(LocalRule.FromFunction(own, Next), Boundary.Reflecting));
        Assert.Null(Row(LocalRule.FromFunction(left, Next), Boundary.Reflecting));
        Assert.NotNull(Row(LocalRule.FromFunction(left, Next), Boundary.Fixed()));
    }

    /// <summary>No rule that cycles is ever proved, and no start takes longer than the bound: all elementary rules, and random rules of three symbols, on every small row.</summary>
    [Theory]
    [InlineData("reflecting")]
    [InlineData("fixed:0")]
    [InlineData("fixed:1")]
    public void Whatever_is_proved_comes_to_rest_within_its_bound_on_every_small_row(string boundary)
    {
        Boundary ends = Boundary.Parse(boundary, Alphabet.Binary);
        IEnumerable<LocalRule> rules = Enumerable.Range(0, 256).Select(LocalRule.Elementary).Concat(Enumerable.Range(0, 150).Select(static i => RandomSwaps((ulong)i)));
        int proved = 0;
        foreach (LocalRule rule in rules)
        {
            if (Row(rule, ends) is not { } row || OneWayCurrentSearch.Run(row) is not { } transport || OneWayCurrentCheck.Violation(row, transport, out OneWayCurrentCheck? check) is not null)
                continue;
            proved++;
            for (int n = 1; n <= (rule.State.Size == 2 ? 9 : 6); n++)
            {
                ConfigurationGraph graph = new(rule, ends, Shape.Row(n));
                Assert.Null(graph.FindCycle());
                Assert.InRange(graph.LongestTransient, 0, check!.StepBound.Evaluate(n));
            }
        }

        Assert.InRange(proved, 4, 406);
    }

    [Fact]
    public void A_row_at_rest_is_the_start_in_ascending_order()
    {
        Certificate certificate = Assert.IsType<Certificate>(Automaton.Of(BucketSort.Task).Certify(BucketSort.Task));
        Assert.Equal((ProofStatus.Proved, ProofStatus.Proved), (certificate.Convergence.Status, certificate.Function.Status));
        Assert.Equal(new FunctionArgument.EqualTables(Sorts: true), certificate.Function.Argument);
        Assert.IsType<Certificate>(Certificate.Verify(certificate.ToJson()));
        for (ulong i = 0; i < 50; i++)
        {
            RandomStream stream = new(i, "sort");
            Lattice start = Lattice.Random(Alphabet.Digits(5), Shape.Row(1 + stream.NextInt32(200)), Boundary.Reflecting, stream);
            Evolution run = BucketSort.Rule.Compile().Evolve(start, Until.FixedPoint());
            Assert.Equal(start.Cells.ToArray().Order(), run.Final.Cells.ToArray());
            Assert.InRange(run.Steps, 0, certificate.Convergence.StepBound!.Evaluate(start.Count));
        }
    }

    /// <summary>Both of these come to rest because something moves to the right only. The first keeps every symbol, but cars of two kinds stay in the order in which they came; the second, sand that slides where it is steeper, ends in ascending order, but splits its heaps.</summary>
    [Fact]
    public void What_keeps_symbols_without_order_and_what_orders_without_keeping_them_is_not_said_to_sort()
    {
        LocalRule sand = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Radius(1), static n => (byte)(n[1] + (n[0] > n[1] ? 1 : 0) - (n[1] > n[2] ? 1 : 0)));
        foreach (LocalRule rule in (LocalRule[])[TwoKindsOfCars, sand])
        {
            Automaton automaton = new() { Rule = rule, Boundary = Boundary.Reflecting };
            Convergence convergence = Moving(rule);
            Assert.Equal(ProofStatus.Proved, convergence.Status);
            Assert.NotNull(convergence.OneWayCurrent);
            Assert.False(SortProof.Holds(automaton, convergence));
        }
    }

    /// <summary>Every single other entry in the table makes it something that does not sort.</summary>
    [Fact]
    public void No_wrong_table_is_said_to_sort()
    {
        for (int entry = 0; entry < 625; entry++)
        {
            byte[] table = BucketSort.Rule.Table.ToArray();
            table[entry] = (byte)((table[entry] + 1 + (entry % 4)) % 5);
            Automaton wrong = new() { Rule = LocalRule.FromTable(BucketSort.Rule.Signature, table), Boundary = Boundary.Reflecting };
            EdgedRow row = Row(wrong.Rule, wrong.Boundary)!;
            Assert.NotNull(OneWayCurrentCheck.Violation(row, new OneWayCurrent([0, 1, 2, 3, 4]), out _));
        }
    }

    /// <summary>Proved by its current, whatever has a smaller bound.</summary>
    private static Convergence Moving(LocalRule rule) =>
        new(ConvergenceExamination.Brought(rule, EssentialInputs.Of(rule), Boundary.Reflecting, new(null, OneWayCurrentSearch.Run(Row(rule, Boundary.Reflecting)!), null, null, null, null))!);

    private static LocalRule TwoKindsOfCars { get; } = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Radius(1), static n => n[1] == 0 ? n[0] : n[2] == 0 ? (byte)0 : n[1]);

    /// <summary>Two-symbol or three-symbol rules that swap some neighbors: many conserve, some move one way.</summary>
    private static LocalRule RandomSwaps(ulong seed)
    {
        RandomStream stream = new(seed, "swaps");
        int size = 2 + stream.NextInt32(2);
        bool[] swaps = new bool[size * size * size * size];
        for (int i = 0; i < swaps.Length; i++)
            swaps[i] = stream.NextInt32(3) == 0;
        // A pair may swap when its neighborhood says so and the pair to its left does not.
        return LocalRule.FromFunction(Alphabet.Digits(size), Neighborhood.Of(-2, -1, 0, 1), n =>
            Swaps(n[1], n[2], n[3]) ? n[3] : Swaps(n[0], n[1], n[2]) ? n[1] : n[2]);
        bool Swaps(byte before, byte left, byte right) => left != right && before <= left && swaps[(((before * size) + left) * size) + right] && left > right;
    }

    private static EdgedRow? Row(LocalRule rule, Boundary boundary) => EdgedRow.Of(rule, EssentialInputs.Of(rule), boundary);
}
