using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Inference;

/// <summary>For two-way rules of few symbols: all tables of one signature are tried, and those that lead from every start to its end in the given number of steps remain.</summary>
/// <remarks>256 elementary tables, or 19,683 tables of three symbols and two cells. Costs up to tables x steps x (steps + 16) look-ups, and few tables get past the first cells.</remarks>
public sealed record TwoWayEnumeration
{
    /// <summary>The most tables that are tried.</summary>
    public const int MaxTables = 1 << 20;

    /// <summary>Steps from start to end, at least 1. Default 1.</summary>
    public int Steps { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Steps), value, "There is at least one step."); } = 1;

    /// <summary>What the rule reads. Default: the three cells of the elementary rules.</summary>
    public Neighborhood Neighborhood { get; init; } = Neighborhood.Radius(1);

    /// <summary>The rules that remain, in the order of their numbers.</summary>
    /// <param name="pairs">Starts and ends: rows of one alphabet, each with its boundary.</param>
    /// <exception cref="ArgumentException">There is no pair, or shapes and alphabets differ.</exception>
    /// <exception cref="InputException">There are more than <see cref="MaxTables"/> tables.</exception>
    public ImmutableArray<LocalRule> Candidates(params ImmutableArray<(Lattice Start, Lattice End)> pairs)
    {
        if (pairs.IsDefaultOrEmpty || pairs.Any(pair => pair.Start.Shape != pair.End.Shape || !pair.Start.Alphabet.Equals(pairs[0].Start.Alphabet) || !pair.End.Alphabet.Equals(pairs[0].Start.Alphabet) || pair.Start.Shape.Dimensions != 1))
            throw new ArgumentException("There is at least one pair of rows, all over one alphabet, the end as long as the start.", nameof(pairs));
        Signature signature = new(null, Neighborhood.None, pairs[0].Start.Alphabet, Neighborhood);
        double tables = Math.Pow(signature.State.Size, signature.DomainSize);
        if (tables > MaxTables)
            throw new InputException($"there are {tables:0.#e0} tables of {signature}; at most {MaxTables:N0} are tried. Use fewer symbols or fewer neighbors, or record the steps between and learn from traces.");
        List<LocalRule> remaining = [];
        byte[] table = new byte[signature.DomainSize];
        for (int number = 0; number < (int)tables; number++)
        {
            // Entry 0 is the least significant digit, as in Wolfram's numbers.
            for (int rest = number, entry = 0; entry < table.Length; entry++, rest /= signature.State.Size)
                table[entry] = (byte)(rest % signature.State.Size);
            if (pairs.All(pair => Leads(table, signature, pair.Start, pair.End)))
                remaining.Add(LocalRule.FromTable(signature, table));
        }

        return [.. remaining];
    }

    /// <summary>The number of a table: its entries as the digits of a number, entry 0 least significant; for elementary rules Wolfram's.</summary>
    public static System.Numerics.BigInteger NumberOf(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        System.Numerics.BigInteger number = 0;
        for (int entry = rule.Table.Length - 1; entry >= 0; entry--)
            number = (number * rule.State.Size) + rule.Table[entry];
        return number;
    }

    /// <summary>W110 for elementary rules, else the alphabet's size, the cells and the number.</summary>
    public static string NameOf(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        bool elementary = rule.State.Size == 2 && rule.Signature.StateNeighborhood.Equals(Neighborhood.Radius(1));
        return elementary ? $"W{NumberOf(rule)}" : $"{rule.State.Size} symbols, cells {rule.Signature.StateNeighborhood}, number {NumberOf(rule)}";
    }

    private bool Leads(byte[] table, Signature signature, Lattice start, Lattice end)
    {
        // A few cells first, from the cone that they depend on; nearly all tables end here.
        int probe = Math.Min(16, start.Count);
        int reach = Neighborhood.Reach * Steps;
        return (start.Count <= probe + (2 * reach) || Window(table, signature, start, end, probe, reach)) && Window(table, signature, start, end, start.Count, 0);
    }

    private bool Window(byte[] table, Signature signature, Lattice start, Lattice end, int cells, int margin)
    {
        // With a margin only the beginning of the row is run; what is wrong at its cut comes no further than the margin.
        int length = cells + (2 * margin);
        byte[] now = start.Cells[..length].ToArray();
        byte[] next = new byte[length];
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < length; i++)
            {
                int index = 0;
                foreach (Offset offset in signature.StateNeighborhood.Offsets)
                {
                    int at = start.Boundary.Locate(i + offset.X, length);
                    index = (index * signature.State.Size) + (at < 0 ? ((Boundary.FixedBoundary)start.Boundary).Symbol : now[at]);
                }

                next[i] = table[index];
            }

            (now, next) = (next, now);
        }

        return now.AsSpan(margin, cells).SequenceEqual(end.Cells.Slice(margin, cells));
    }
}
