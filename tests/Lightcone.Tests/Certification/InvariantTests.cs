using System.Numerics;
using Lightcone.Certification;
using Lightcone.Tasks;

namespace Lightcone.Tests.Certification;

/// <summary>Scaled invariants: the figures of spatial.md 5.5, and what they mean on whole rows.</summary>
public sealed class InvariantTests
{
    public static TheoryData<int, long[]> CarrySaveBases => new()
    {
        { 2, [0, 1, 2] },
        { 3, [0, 1, 2, 3, 4] },
        { 10, [.. Enumerable.Range(0, 19).Select(static value => (long)value)] },
    };

    // Fact: carry-save conserves the sum of base^i v_i; nothing else was told to the search.
    [Theory]
    [MemberData(nameof(CarrySaveBases))]
    public void Carry_save_is_found_to_conserve_the_number_it_stands_for(int numberBase, long[] values)
    {
        ScaledInvariant found = InvariantSearch.Smallest(CarrySave.Rule(numberBase), Boundary.Fixed())!;
        Assert.Equal(numberBase, found.Scale);
        Assert.Equal(values, found.Values);
        Assert.Equal(values.Select(value => value >= numberBase ? 1L : 0L), found.Flux);
    }

    [Fact]
    public void Borrow_save_is_found_to_conserve_the_difference()
    {
        ScaledInvariant found = InvariantSearch.Smallest(BinarySubtractionBorrowSave.Rule, Boundary.Fixed(1))!;
        Assert.Equal(2, found.Scale);
        Assert.Equal([-1L, 0, 1], found.Values);
        Assert.Equal([-1L, 0, 0], found.Flux);
    }

    [Fact]
    public void The_rule_and_conserves_nothing() =>
        Assert.Null(InvariantSearch.Smallest(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(0, -1), n => (byte)(n[0] & n[1])), Boundary.Fixed()));

    // Of the 19,683 rules of three symbols that read themselves and their lower neighbor, exactly six conserve a number of base 2 that moves: carry-save under the 3! names of its symbols (borrow-save is one of them).
    [Fact]
    public void Among_all_three_symbol_rules_only_carry_save_by_its_six_names_moves_a_conserved_number()
    {
        byte[][] names = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        HashSet<string> expected = [.. names.Select(name => Table((own, lower) => name[CarrySave.Rule(2).Apply([(byte)Array.IndexOf(name, (byte)own), (byte)Array.IndexOf(name, (byte)lower)])]))];
        HashSet<string> found = [];
        for (int number = 0; number < 19_683; number++)
        {
            int digits = number;
            byte[] table = new byte[9];
            for (int i = 0; i < 9; i++, digits /= 3)
                table[i] = (byte)(digits % 3);
            LocalRule rule = LocalRule.FromTable(CarrySave.Rule(2).Signature, table);
            // The wall may be any symbol that passes nothing on.
            if (Enumerable.Range(0, 3).Any(wall => InvariantSearch.Of(CellAndLower.Of(rule)!, 3, 2, (byte)wall) is not null))
                found.Add(string.Join("", table));
        }

        Assert.Equal(6, expected.Count);
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void The_sum_over_a_row_is_conserved_modulo_the_scale_to_its_length()
    {
        foreach (ArithmeticTask task in TaskCatalog.All.OfType<ArithmeticTask>().Where(static task => task.Code is not null))
        {
            ScaledInvariant invariant = InvariantSearch.Smallest(task.Rule, task.Boundary)!;
            Kernel kernel = task.Rule.Compile(Engine.Table);
            for (int i = 0; i < 100; i++)
            {
                RandomStream stream = new(41, task.Name, (ulong)i);
                byte[] cells = new byte[1 + stream.NextInt32(40)];
                stream.FillSymbols(cells, task.Rule.State.Size);
                Lattice row = Lattice.FromCells(task.Rule.State, Shape.Row(cells.Length), task.Boundary, cells);
                BigInteger modulus = BigInteger.Pow(invariant.Scale, cells.Length);
                Assert.Equal(Sum(invariant, row, modulus), Sum(invariant, kernel.Step(row), modulus));
            }
        }
    }

    [Fact]
    public void Every_changed_number_is_refused_with_its_equation()
    {
        ScaledInvariant right = InvariantSearch.Smallest(CarrySave.Rule(10), Boundary.Fixed())!;
        Assert.Null(right.Violation(CarrySave.Rule(10), Boundary.Fixed()));
        for (int i = 0; i < 19; i++)
        {
            Assert.Contains("does not hold", new ScaledInvariant(10, right.Values.SetItem(i, right.Values[i] + 1), right.Flux).Violation(CarrySave.Rule(10), Boundary.Fixed()), StringComparison.Ordinal);
            Assert.NotNull(new ScaledInvariant(10, right.Values, right.Flux.SetItem(i, right.Flux[i] + 1)).Violation(CarrySave.Rule(10), Boundary.Fixed()));
        }

        Assert.Contains("at the wall", right.Violation(CarrySave.Rule(10), Boundary.Fixed(12)), StringComparison.Ordinal);
        Assert.Contains("says nothing", new ScaledInvariant(10, [.. new long[19]], [.. new long[19]]).Violation(CarrySave.Rule(10), Boundary.Fixed()), StringComparison.Ordinal);
        Assert.NotNull(right.Violation(CarrySave.Rule(2), Boundary.Fixed()));
        Assert.NotNull(right.Violation(CarrySave.Rule(10), Boundary.Periodic));
    }

    private static BigInteger Sum(ScaledInvariant invariant, Lattice row, BigInteger modulus)
    {
        BigInteger sum = 0;
        for (int i = row.Count - 1; i >= 0; i--)
            sum = (sum * invariant.Scale) + invariant.Values[row[i]];
        return ((sum % modulus) + modulus) % modulus;
    }

    private static string Table(Func<int, int, byte> function) => string.Join("", Enumerable.Range(0, 9).Select(index => function(index / 3, index % 3)));
}
