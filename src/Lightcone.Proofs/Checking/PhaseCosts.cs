using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// How long the cells behind a context can go on changing while it stays, by the ranks of their first blocks. Between two changes of the first cell is a phase, in which that cell belongs to the context. So a phase is no longer than the same question for one cell less,
/// and where no block of it keeps its rank, no longer than there are ranks. A cost is a vector: a number of steps, and for each symbol how many phases are counted in which the first cell holds it.
/// </summary>
internal sealed class PhaseCosts
{
    private const int MostCosts = 1 << 7;

    private readonly int[]?[] successors;
    private readonly ReadOnlyMemory<long> ranks;
    private readonly Func<int, int> first;
    private readonly int symbols;

    private PhaseCosts(int[]?[] successors, ReadOnlyMemory<long> ranks, Func<int, int> first, int symbols)
    {
        this.successors = successors;
        this.ranks = ranks;
        this.first = first;
        this.symbols = symbols;
        Resting = new bool[symbols];
    }

    /// <summary>The symbols that the first cell can hold for ever.</summary>
    public bool[] Resting { get; }

    /// <summary>The costs of the most expensive ways, none of which is at most another.</summary>
    public List<int[]> All { get; } = [];

    private int[] Zero => new int[1 + symbols];

    /// <summary>How many inequalities between ranks were checked.</summary>
    public int Inequalities { get; private set; }

    /// <summary>Checks the ranks of the blocks in one context and adds up the costs.</summary>
    /// <returns>Null when a rank grows, or does not fall where the first cell changes; or when there are too many costs.</returns>
    public static PhaseCosts? Of(EndRow row, EndContext context, int cells, ReadOnlyMemory<long> ranks)
    {
        PhaseCosts costs = new(context.Successors(cells), ranks, block => EndContext.First(row, block, cells), row.Cells);
        return costs.Holds() && costs.Add() ? costs : null;
    }

    private bool Holds()
    {
        ReadOnlySpan<long> rank = ranks.Span;
        for (int block = 0; block < successors.Length; block++)
        {
            if (successors[block] is not { } following)
            {
                if (rank[block] != 0)
                    return false;
                continue;
            }

            foreach (int other in following)
            {
                if (successors[other] is null)
                    continue;
                Inequalities++;
                if (rank[other] > rank[block] || (rank[other] == rank[block] && first(other) != first(block)))
                    return false;
            }
        }

        return true;
    }

    /// <summary>From the lowest rank up. Blocks of one rank and first cell, one of which can keep the rank, are taken together: the phase may stay there.</summary>
    private bool Add()
    {
        Costs[] known = new Costs[successors.Length];
        foreach (IGrouping<(long Rank, int First), int> group in Enumerable.Range(0, successors.Length).Where(block => successors[block] is not null).GroupBy(Group).OrderBy(static group => group.Key))
        {
            bool stays = group.Any(block => successors[block]!.Any(other => IsIn(group.Key, other)));
            Resting[group.Key.First] |= stays;
            Costs together = new(Zero);
            foreach (int block in group)
            {
                Costs own = stays ? together : new(Zero);
                foreach (int other in successors[block]!)
                    if (!IsIn(group.Key, other))
                        Leave(own, group.Key.First, other, known);
                known[block] = own;
            }

            if (stays)
            {
                // The phase is paid for as a whole, by one cell less: its steps before and after count nothing.
                together.Waiting.Clear();
                together.Counted.Clear();
                together.Counted.AddRange(together.Paid.Select(cost => Plus(cost, 1 + group.Key.First)));
            }

            foreach (Costs own in group.Select(block => known[block]).Distinct())
                if (!(Undominated(own.Waiting) && Undominated(own.Counted) && Undominated(own.Paid)))
                    return false;
        }

        foreach (Costs own in known.OfType<Costs>().Distinct())
            All.AddRange(own.Whole);
        All.Add(Zero);
        return Undominated(All);
    }

    private (long Rank, int First) Group(int block) => (ranks.Span[block], first(block));

    private bool IsIn((long Rank, int First) group, int block) => successors[block] is not null && Group(block) == group;

    /// <summary>One step from a block to another of lower rank, or to one at which the context changes.</summary>
    private void Leave(Costs own, int symbol, int other, Costs[] known)
    {
        bool changes = first(other) != symbol;
        Costs next = successors[other] is null ? new(Zero) : known[other];
        if (changes)
        {
            int[][] costs = [.. next.Whole.Select(static cost => Plus(cost, 0))];
            own.Waiting.AddRange(costs);
            own.Paid.AddRange(costs);
            return;
        }

        own.Waiting.AddRange(next.Waiting.Select(static cost => Plus(cost, 0)));
        own.Counted.AddRange(next.Counted);
        own.Paid.AddRange(next.Paid);
    }

    private static int[] Plus(int[] cost, int at)
    {
        int[] more = [.. cost];
        more[at]++;
        return more;
    }

    /// <summary>Keeps of several costs those that are not at most another.</summary>
    private static bool Undominated(List<int[]> costs)
    {
        List<int[]> kept = [];
        foreach (int[] cost in costs)
        {
            if (kept.Exists(other => IsAtMost(cost, other)))
                continue;
            kept.RemoveAll(other => IsAtMost(other, cost));
            kept.Add(cost);
        }

        costs.Clear();
        costs.AddRange(kept);
        return kept.Count <= MostCosts;
    }

    private static bool IsAtMost(int[] cost, int[] other)
    {
        for (int i = 0; i < cost.Length; i++)
            if (cost[i] > other[i])
                return false;
        return true;
    }

    /// <summary>The costs of all ways that begin at a block.</summary>
    private sealed class Costs(int[] none)
    {
        /// <summary>The phase at hand keeps no rank: each step counts.</summary>
        public List<int[]> Waiting { get; } = [none];

        /// <summary>The phase at hand comes to where it may stay: it is counted there, as a whole.</summary>
        public List<int[]> Counted { get; } = [];

        /// <summary>The phase at hand has been counted.</summary>
        public List<int[]> Paid { get; } = [none];

        /// <summary>Where a phase begins.</summary>
        public IEnumerable<int[]> Whole => Waiting.Concat(Counted);
    }
}
