using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Rows of runs, carried on by HashLife, against the same rows cell by cell; and lengths that no array holds, where the result is known.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class HashedRowTests
{
    [Fact]
    public void Short_rows_run_as_lattices_do()
    {
        for (int i = 0; i < Round.Count(50, 150, 150); i++)
        {
            RandomStream stream = new(88, "hashed", (ulong)i);
            Alphabet alphabet = Alphabet.Digits(2 + stream.NextInt32(3));
            Signature signature = new(null, Neighborhood.None, alphabet, stream.NextInt32(3) == 0 ? Neighborhood.Of(-2, 0, 1) : Neighborhood.Radius(1));
            byte[] table = new byte[signature.DomainSize];
            stream.FillSymbols(table, alphabet.Size);
            LocalRule rule = LocalRule.FromTable(signature, table);
            byte wall = (byte)stream.NextInt32(alphabet.Size);
            HashedRow.Run[] runs = [.. Enumerable.Range(0, 1 + stream.NextInt32(12)).Select(_ => new HashedRow.Run((byte)stream.NextInt32(alphabet.Size), stream.NextInt32(40))), new(0, 1)];
            byte[] cells = [.. runs.SelectMany(static run => Enumerable.Repeat(run.Symbol, (int)run.Count))];
            HashedRow row = new(rule.Compile(), wall, runs);
            Lattice lattice = Lattice.FromCells(alphabet, Shape.Row(cells.Length), Boundary.Fixed(wall), cells);
            Assert.Equal(cells.Length, row.Length);
            foreach (int steps in (int[])[0, 1, 7, 64, 100])
            {
                row.Advance(steps);
                lattice = rule.Compile(Engine.Table).Evolve(lattice, Until.Steps(steps)).Final;
                for (int cell = 0; cell < cells.Length; cell++)
                    Assert.True(lattice[cell] == row[cell], $"case {i}, {steps} more steps, cell {cell}");
                for (byte symbol = 0; symbol < alphabet.Size; symbol++)
                    Assert.Equal(lattice.Cells.Count(symbol), row.Count(symbol));
                Assert.Equal(rule.Compile(Engine.Table).Step(lattice).Equals(lattice), row.IsFixedPoint());
            }
        }
    }

    /// <summary>1...1 + 1 in base two: after t steps t digits are 0, and the last step puts a single 1 in front.</summary>
    [Fact]
    public void The_longest_chain_of_two_to_the_fifty_digits()
    {
        const long digits = 1L << 50;
        HashedRow row = new(BinaryAdditionCarrySave.Rule.Compile(), 0, new(2, 1), new(1, digits - 1), new(0, 1));
        row.Advance(12_345_678_901);
        Assert.Equal(digits - 12_345_678_901 - 1, row.Count(1));
        Assert.Equal((0, 2, 1), (row[12_345_678_900], row[12_345_678_901], row[12_345_678_902]));
        Assert.False(row.IsFixedPoint());
        row.Advance(digits - 12_345_678_901);
        Assert.True(row.IsFixedPoint());
        Assert.Equal((1, digits), (row.Count(1), row.Count(0)));
        Assert.Equal(1, row[digits]);
        Assert.InRange(row.Pieces, 100, 10_000);
    }

    [Fact]
    public void A_leap_that_was_ended_left_the_row_in_order()
    {
        RandomStream stream = new(89, "ended");
        HashedRow.Run[] runs = [.. Enumerable.Range(0, 2_000).Select(i => new HashedRow.Run((byte)(i & 1), 1 + stream.NextInt32(9)))];
        HashedRow row = new(LocalRule.Elementary(30).Compile(), 0, runs);
        HashedRow fresh = new(LocalRule.Elementary(30).Compile(), 0, runs);
        Assert.Throws<OperationCanceledException>(() => row.Advance(1 << 20, new CancellationToken(canceled: true)));
        row.Advance(3_000);
        fresh.Advance(3_000);
        Assert.False(row.IsFixedPoint());
        for (long cell = 0; cell < fresh.Length; cell++)
            Assert.Equal(fresh[cell], row[cell]);
    }

    [Fact]
    public void What_cannot_be_hashed_is_refused()
    {
        CompiledRule carry = BinaryAdditionCarrySave.Rule.Compile();
        Assert.Contains("reads no frozen field", Assert.Throws<ArgumentException>(() => new HashedRow(BinaryAddition.Rule.Compile(), 0, new HashedRow.Run(0, 5))).Message, StringComparison.Ordinal);
        Assert.Contains("expected a symbol", Assert.Throws<ArgumentException>(() => new HashedRow(carry, 0, new HashedRow.Run(3, 5))).Message, StringComparison.Ordinal);
        Assert.Contains("not negative", Assert.Throws<ArgumentException>(() => new HashedRow(carry, 0, new HashedRow.Run(1, 9), new HashedRow.Run(1, -5))).Message, StringComparison.Ordinal);
        Assert.Contains("wall's symbol", Assert.Throws<ArgumentException>(() => new HashedRow(carry, 3, new HashedRow.Run(1, 9))).Message, StringComparison.Ordinal);
        Assert.Contains("at least one cell", Assert.Throws<ArgumentException>(() => new HashedRow(carry, 0, new HashedRow.Run(1, 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ResourceLimitException>(() => new HashedRow(carry, 0, new HashedRow.Run(1, long.MaxValue), new HashedRow.Run(1, long.MaxValue)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HashedRow(carry, 0, new HashedRow.Run(1, 9))[9]);
    }
}
