using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Checks every inequality of a chain of causes in whole numbers, and derives the bound on the number of steps. Knows nothing of how the numbers were found.</summary>
internal sealed class CausalChainCheck
{
    private const string NotThisRule = "the chain of causes does not belong to this rule: it has other blocks, numbers out of range, or numbers that no inequality asks for";
    private const long Unreached = long.MinValue;

    private CausalChainCheck(int inequalities, StepBound bound)
    {
        Inequalities = inequalities;
        StepBound = bound;
    }

    /// <summary>How many inequalities were checked.</summary>
    public int Inequalities { get; }

    /// <summary>The bound on the steps in the number n of cells.</summary>
    public StepBound StepBound { get; }

    /// <summary>Why a claim does not hold for a rule, or null with the result.</summary>
    public static string? Violation(CausalRow row, CausalChain claim, out CausalChainCheck? check)
    {
        check = null;
        if (!Belongs(row, claim))
            return NotThisRule;
        foreach ((int before, int later, int from, int to) in row.Windows)
            if (claim.Left[before] - claim.Left[later] + claim.LeftFlux[from] - claim.LeftFlux[to] < 0 || claim.Right[before] - claim.Right[later] + claim.RightFlux[from] - claim.RightFlux[to] < 0)
                return $"the chain of causes counts more after a step: its inequality of the block {row.Describe(before, claim.Width)} does not hold";
        foreach (CausalRow.Change change in row.Changes)
            if (change.Causes.All(cause => Gain(claim, change, cause) < claim.Decrease))
                return $"the chain of causes breaks: no cause of a change at {row.Describe(change.Around, 3)} has the weight that its inequality asks for";
        if (Extreme(row.All, claim, claim.Most, sign: 1) is not { } most || Extreme(row.Last, claim, claim.Least, sign: -1) is not { } least)
            return "the chain of causes has no such bound: with each further cell its weights grow by more";
        if (Math.Abs(most - least + claim.Decrease) > CausalChain.Largest)
            return NotThisRule;
        check = new((2 * row.Windows.Length) + row.Changes.Length, Bound(claim.Most - claim.Least, most - least + claim.Decrease, claim.Decrease));
        return null;
    }

    /// <summary>By how much the weight of a cause is above that of a change at least: what lies between the two places counts for the other side, and what passed the cut in that step is not counted twice.</summary>
    private static long Gain(CausalChain claim, CausalRow.Change change, CausalRow.Cause cause) =>
        (Math.Sign(cause.Offset) * cause.Between.Sum(block => claim.Left[block] - claim.Right[block])) + claim.LeftFlux[change.Cut] - claim.RightFlux[change.Cut] + claim.Around[cause.Around] - claim.Around[change.Around];

    /// <summary>
    /// The largest (for the sign -1 the smallest) weight of a changing cell on any row, less so much for each cell of the row: a longest walk from beyond one end to beyond the other, which passes from what counts on the left to what counts on the right at that cell.
    /// Null when it grows with the row without end, or when nothing changes on any row.
    /// </summary>
    public static long? Extreme(CausalRow.Walk walk, CausalChain claim, long slope, int sign)
    {
        int outside = walk.Nodes - 1;
        long[] best = new long[2 * walk.Nodes];
        Array.Fill(best, Unreached);
        best[outside] = 0;
        for (int round = 0; round <= best.Length; round++)
        {
            bool grows = false;
            foreach ((int from, int to, int block, int around, bool isCell) in walk.Steps)
            {
                long less = isCell ? slope : 0;
                if (to != outside)
                    grows |= Reach(from, to, claim.Left[block] - less);
                if (from != outside)
                    grows |= Reach(walk.Nodes + from, walk.Nodes + to, claim.Right[block] - less);
                if (around >= 0)
                    grows |= Reach(from, walk.Nodes + to, claim.Right[block] + claim.Around[around] - less);
            }

            if (!grows)
                return best[^1] == Unreached ? null : sign * best[^1];
        }

        return null;

        bool Reach(int from, int to, long gain)
        {
            if (best[from] == Unreached || best[from] + (sign * gain) <= best[to])
                return false;
            best[to] = best[from] + (sign * gain);
            return true;
        }
    }

    /// <summary>From the last change back to the first the weight grows by the decrease for each step but one. A row that needs no step is bounded by 0.</summary>
    private static StepBound Bound(long slope, long constant, long decrease)
    {
        long divisor = (long)BigInteger.GreatestCommonDivisor(slope, decrease);
        return new() { Size = new(One: (int)Math.Floor((decimal)Math.Max(constant, -slope) / divisor), N: (int)(slope / divisor)), Last = decrease / divisor };
    }

    /// <summary>Whether there are as many numbers as the rule has blocks, all in range, and 0 where no inequality asks: beyond the ends, and for what no row shows.</summary>
    private static bool Belongs(CausalRow row, CausalChain claim)
    {
        if (claim.Left.Length != row.Blocks || claim.Right.Length != row.Blocks || claim.LeftFlux.Length != row.Overlaps || claim.RightFlux.Length != row.Overlaps || claim.Around.Length != row.Places)
            return false;
        if (claim.Left.Concat(claim.Right).Concat(claim.LeftFlux).Concat(claim.RightFlux).Concat(claim.Around).Append(claim.Decrease).Append(claim.Most).Append(claim.Least).Any(static number => number is > CausalChain.Largest or < -CausalChain.Largest))
            return false;
        HashSet<int> blocks = [.. row.Windows.SelectMany(static window => (int[])[window.Old, window.New])];
        HashSet<int> overlaps = [.. row.Windows.SelectMany(static window => (int[])[window.From, window.To])];
        HashSet<int> places = [.. row.All.Steps.Select(static step => step.Around)];
        return claim.Decrease > 0 && claim.Most >= claim.Least && IsIdle(claim.Left, blocks, row.Blocks - 1) && IsIdle(claim.Right, blocks, row.Blocks - 1)
            && IsIdle(claim.LeftFlux, overlaps, row.Overlaps - 1) && IsIdle(claim.RightFlux, overlaps, row.Overlaps - 1) && IsIdle(claim.Around, places, -1);
    }

    private static bool IsIdle(ImmutableArray<long> values, HashSet<int> asked, int outside)
    {
        for (int i = 0; i < values.Length; i++)
            if (values[i] != 0 && (i == outside || !asked.Contains(i)))
                return false;
        return true;
    }
}
