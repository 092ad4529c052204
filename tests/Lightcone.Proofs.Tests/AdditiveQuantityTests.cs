using System.Numerics;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;
using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Additive conserved quantities: how many rules have one, and what that means on whole rows.</summary>
public sealed class AdditiveQuantityTests
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
        AdditiveQuantity found = AdditiveQuantitySearch.Smallest(CarrySave.Rule(numberBase), Boundary.Fixed())!;
        Assert.Equal(numberBase, found.Scale);
        Assert.Equal(values, found.Values);
        Assert.Equal(values.Select(value => value >= numberBase ? 1L : 0L), found.Flux);
    }

    [Fact]
    public void Borrow_save_is_found_to_conserve_the_difference()
    {
        AdditiveQuantity found = AdditiveQuantitySearch.Smallest(BinarySubtractionBorrowSave.Rule, Boundary.Fixed(1))!;
        Assert.Equal(2, found.Scale);
        Assert.Equal([-1L, 0, 1], found.Values);
        Assert.Equal([-1L, 0, 0], found.Flux);
    }

    [Fact]
    public void The_rule_and_conserves_nothing() =>
        Assert.Null(AdditiveQuantitySearch.Smallest(LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(0, -1), n => (byte)(n[0] & n[1])), Boundary.Fixed()));

    // Of the 19,683 rules of three symbols that read themselves and their lower neighbor, exactly six conserve a number of base 2 that moves: carry-save under the 3! names of its symbols (borrow-save is one of them).
    [Fact]
    public void Among_all_three_symbol_rules_only_carry_save_by_its_six_names_moves_a_conserved_number()
    {
        byte[][] names = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        HashSet<string> expected = [.. names.Select(name => Table((own, lower) => name[CarrySave.Rule(2).Apply([(byte)Array.IndexOf(name, (byte)own), (byte)Array.IndexOf(name, (byte)lower)])]))];
        HashSet<string> found = [];
        foreach (LocalRule rule in AllRules().Where(Moves))
            found.Add(string.Join("", rule.Table.ToArray()));

        Assert.Equal(6, expected.Count);
        Assert.Equal(expected.Order(), found.Order());
    }

    // There are 129 rules with an invariant of scale 2, and 38 of them come to rest: counted are the rules that leave a row of zeros alone, without the identity; their values may also tell classes apart that no cell ever leaves;
    // coming to rest is proved by a potential of single cells. With blocks of two cells it is proved for 52, and no other of them rests on all small rings.
    [Fact]
    public void Of_129_rules_with_an_invariant_38_rest_by_a_potential_of_single_cells()
    {
        (int invariant, int moving, int single, int pair, int small) = (0, 0, 0, 0, 0);
        foreach (LocalRule rule in AllRules().Where(static rule => rule.Table[0] == 0 && !rule.Table.SequenceEqual(new byte[] { 0, 0, 0, 1, 1, 1, 2, 2, 2 })))
        {
            bool moves = Moves(rule);
            if (!moves && !Enumerable.Range(0, 3).Any(symbol => Enumerable.Range(0, 9).All(index => rule.Table[index] == symbol == (index / 3 == symbol))))
                continue;
            invariant++;
            moving += moves ? 1 : 0;
            RowForm ring = RowForm.Of(rule, EssentialInputs.Of(rule), Boundary.Periodic, 100)!;
            single += PotentialSearch.Run(ring, 1) is null ? 0 : 1;
            pair += PotentialSearch.Run(ring, 2) is null ? 0 : 1;
            small += Enumerable.Range(1, 6).All(n => new ConfigurationGraph(rule, Boundary.Periodic, Shape.Row(n)).FindCycle() is null) ? 1 : 0;
        }

        Assert.Equal((129, 4, 38, 52, 52), (invariant, moving, single, pair, small));
    }

    [Fact]
    public void The_sum_over_a_row_is_conserved_modulo_the_scale_to_its_length()
    {
        foreach (ArithmeticTask task in TaskCatalog.All.OfType<ArithmeticTask>().Where(static task => task.Code is not null))
        {
            AdditiveQuantity invariant = AdditiveQuantitySearch.Smallest(task.Rule, task.Boundary)!;
            CompiledRule compiled = task.Rule.Compile(Engine.Table);
            for (int i = 0; i < 100; i++)
            {
                RandomStream stream = new(41, task.Name, (ulong)i);
                byte[] cells = new byte[1 + stream.NextInt32(40)];
                stream.FillSymbols(cells, task.Rule.State.Size);
                Lattice row = Lattice.FromCells(task.Rule.State, Shape.Row(cells.Length), task.Boundary, cells);
                BigInteger modulus = BigInteger.Pow(invariant.Scale, cells.Length);
                Assert.Equal(Sum(invariant, row, modulus), Sum(invariant, compiled.Step(row), modulus));
            }
        }
    }

    [Fact]
    public void Every_changed_number_is_refused_with_its_equation()
    {
        AdditiveQuantity right = AdditiveQuantitySearch.Smallest(CarrySave.Rule(10), Boundary.Fixed())!;
        Assert.Null(AdditiveQuantityCheck.Violation(right, CarrySave.Rule(10), Boundary.Fixed()));
        for (int i = 0; i < 19; i++)
        {
            Assert.Contains("does not hold", AdditiveQuantityCheck.Violation(new AdditiveQuantity(10, right.Values.SetItem(i, right.Values[i] + 1), right.Flux), CarrySave.Rule(10), Boundary.Fixed()), StringComparison.Ordinal);
            Assert.NotNull(AdditiveQuantityCheck.Violation(new AdditiveQuantity(10, right.Values, right.Flux.SetItem(i, right.Flux[i] + 1)), CarrySave.Rule(10), Boundary.Fixed()));
        }

        Assert.Contains("at the wall", AdditiveQuantityCheck.Violation(right, CarrySave.Rule(10), Boundary.Fixed(12)), StringComparison.Ordinal);
        Assert.Contains("says nothing", AdditiveQuantityCheck.Violation(new AdditiveQuantity(10, [.. new long[19]], [.. new long[19]]), CarrySave.Rule(10), Boundary.Fixed()), StringComparison.Ordinal);
        Assert.NotNull(AdditiveQuantityCheck.Violation(right, CarrySave.Rule(2), Boundary.Fixed()));
        Assert.NotNull(AdditiveQuantityCheck.Violation(right, CarrySave.Rule(10), Boundary.Periodic));
    }

    private static BigInteger Sum(AdditiveQuantity invariant, Lattice row, BigInteger modulus)
    {
        BigInteger sum = 0;
        for (int i = row.Count - 1; i >= 0; i--)
            sum = (sum * invariant.Scale) + invariant.Values[row[i]];
        return ((sum % modulus) + modulus) % modulus;
    }

    private static IEnumerable<LocalRule> AllRules()
    {
        for (int number = 0; number < 19_683; number++)
        {
            int digits = number;
            byte[] table = new byte[9];
            for (int i = 0; i < 9; i++, digits /= 3)
                table[i] = (byte)(digits % 3);
            yield return LocalRule.FromTable(CarrySave.Rule(2).Signature, table);
        }
    }

    /// <summary>Whether a number of base 2 is conserved that moves from cell to cell. The wall may be any symbol that passes nothing on.</summary>
    private static bool Moves(LocalRule rule) => Enumerable.Range(0, 3).Any(wall => AdditiveQuantitySearch.Of(CellAndLower.Of(rule)!, 3, 2, (byte)wall) is not null);

    private static string Table(Func<int, int, byte> function) => string.Join("", Enumerable.Range(0, 9).Select(index => function(index / 3, index % 3)));
}
