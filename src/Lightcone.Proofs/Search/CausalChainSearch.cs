using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Foundation.Exact;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>
/// Finds a chain of causes. Which of several causes of a change is taken, would be a choice for each window; here one order of the neighbors decides for all windows, four orders are tried, and for each an exact linear program looks for the weights.
/// </summary>
internal static class CausalChainSearch
{
    /// <summary>The most entries of a program.</summary>
    private const int LargestProgram = 60_000;

    /// <summary>The most work for all programs: about a second.</summary>
    private const long MostWork = 100_000_000;

    /// <summary>The most changes for which causes are looked for.</summary>
    private const int MostChanges = 1 << 12;

    /// <summary>Wider blocks are tried only while nothing was found.</summary>
    private const int EnoughWidth = 2;

    /// <summary>Bounds are compared on a row of so many cells.</summary>
    private const int LongRow = 64;

    /// <summary>The smallest bound on rows of 64 cells, with blocks of one or two cells, else of three; null when there is none.</summary>
    public static CausalChain? Run(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        CausalChain? best = null;
        BigInteger smallest = default;
        int widest = CausalChain.MaxWidth;
        long work = MostWork;
        for (int width = 1; width <= widest; width++)
            foreach (bool fromRight in width == 1 ? new[] { false } : [false, true])
            {
                if (CausalRow.Of(rule, essential, boundary, fromRight, width) is not { } row || row.Changes.Length > MostChanges)
                    return best;
                foreach (int[] order in Orders(row))
                {
                    if (Solve(row, fromRight, width, order, ref work) is not { } found || CausalChainCheck.Violation(row, found, out CausalChainCheck? check) is not null)
                        continue;
                    widest = Math.Min(widest, Math.Max(width, EnoughWidth));
                    BigInteger bound = check!.StepBound.Evaluate(LongRow);
                    if (best is null || bound < smallest)
                        (best, smallest) = (found, bound);
                }
            }

        return best;
    }

    /// <summary>From left to right, from right to left, and from the farthest inwards, with the left or the right first.</summary>
    private static int[][] Orders(CausalRow row) =>
    [
        [.. row.Offsets],
        [.. row.Offsets.Reverse()],
        [.. row.Offsets.OrderByDescending(Math.Abs)],
        [.. row.Offsets.Reverse().OrderByDescending(Math.Abs)],
    ];

    /// <summary>Unknowns, all at least 0: what each block counts, to the left and to the right, the fluxes, what stands around a place, and the largest of both. That none is negative loses nothing: only differences of fluxes count, and more for all blocks or all places changes no inequality.</summary>
    private static CausalChain? Solve(CausalRow row, bool fromRight, int width, int[] order, ref long work)
    {
        (int right, int leftFlux, int rightFlux, int around) = (row.Blocks, 2 * row.Blocks, (2 * row.Blocks) + row.Overlaps, 2 * (row.Blocks + row.Overlaps));
        int largest = around + row.Places;
        Dictionary<string, (Dictionary<int, int> Sum, int Least)> demands = [];
        foreach ((int before, int later, int from, int to) in row.Windows)
            foreach ((int block, int flux) in new[] { (0, leftFlux), (right, rightFlux) })
                Demand(0, (block + before, 1), (block + later, -1), (flux + from, 1), (flux + to, -1));
        foreach (CausalRow.Change change in row.Changes)
        {
            CausalRow.Cause cause = change.Causes.MinBy(cause => Array.IndexOf(order, cause.Offset))!;
            int sign = Math.Sign(cause.Offset);
            Demand(1, [
                .. cause.Between.SelectMany(block => ((int, int)[])[(block, sign), (right + block, -sign)]), (leftFlux + change.Cut, 1), (rightFlux - 1, -1), (rightFlux + change.Cut, -1), (around - 1, 1),
                (around + cause.Around, 1), (around + change.Around, -1)]);
        }

        int[] asked = [.. demands.Values.SelectMany(static demand => demand.Sum.Keys).Distinct().Order()];
        foreach (int unknown in asked.Where(unknown => unknown < leftFlux))
            Demand(0, (largest, 1), (unknown, -1));
        foreach (int unknown in asked.Where(unknown => unknown >= around))
            Demand(0, (largest + 1, 1), (unknown, -1));
        int[] unknowns = [.. asked, largest, largest + 1];
        if ((long)unknowns.Length * demands.Count > LargestProgram || demands.Values.Any(static demand => demand.Sum.Count == 0))
            return null;
        (Dictionary<int, int> Sum, int Least)[] columns = [.. demands.Values];
        LinearProgram program = new(
            [.. unknowns.Select(unknown => columns.Select(column => column.Sum.GetValueOrDefault(unknown)).ToArray())],
            [.. unknowns.Select(unknown => unknown < leftFlux ? 1 : unknown == largest ? 1_000 : unknown > largest ? 10 : 0)],
            [.. columns.Select(static column => column.Least)]);
        if (program.Solve(ref work) is not { } solution)
            return null;
        BigInteger divisor = solution.Numerators.Aggregate(solution.Denominator, BigInteger.GreatestCommonDivisor);
        if (solution.Numerators.Append(solution.Denominator).Any(number => number / divisor > CausalChain.Largest))
            return null;
        long[] values = new long[largest + 2];
        for (int i = 0; i < unknowns.Length; i++)
            values[unknowns[i]] = (long)(solution.Numerators[i] / divisor);
        return Sloped(row, new(fromRight, width, [.. values[..right]], [.. values[right..leftFlux]], Flux(leftFlux), Flux(rightFlux), [.. values[around..largest]], (long)(solution.Denominator / divisor), values[largest], 0));

        // Beyond the ends nothing passes.
        ImmutableArray<long> Flux(int from)
        {
            HashSet<int> seen = [.. row.Windows.SelectMany(static window => (int[])[window.From, window.To])];
            return [.. Enumerable.Range(0, row.Overlaps).Select(overlap => seen.Contains(overlap) ? values[from + overlap] - values[from + row.Overlaps - 1] : 0)];
        }

        // A block beyond the ends counts nothing.
        void Demand(int least, params (int Unknown, int Times)[] terms)
        {
            Dictionary<int, int> sum = [];
            foreach ((int unknown, int times) in terms)
                if (unknown != right - 1 && unknown != leftFlux - 1)
                    sum[unknown] = sum.GetValueOrDefault(unknown) + times;
            foreach (int unknown in sum.Keys.Where(unknown => sum[unknown] == 0).ToArray())
                sum.Remove(unknown);
            if (least > 0 || sum.Values.Any(static times => times < 0))
                demands.TryAdd($"{least}:{string.Join(',', sum.OrderBy(static term => term.Key))}", (sum, least));
        }
    }

    /// <summary>The same weights with the smallest and the largest slope that serve, by bisection.</summary>
    private static CausalChain? Sloped(CausalRow row, CausalChain claim)
    {
        (long least, long most) = (0, claim.Most);
        if (CausalChainCheck.Extreme(row.All, claim, most, sign: 1) is null || CausalChainCheck.Extreme(row.Last, claim, least, sign: -1) is null)
            return null;
        for (long low = -1; low < most - 1;)
            if ((low + most) / 2 is var middle && CausalChainCheck.Extreme(row.All, claim, middle, sign: 1) is null)
                low = middle;
            else
                most = middle;
        for (long high = most + 1; least < high - 1;)
            if ((least + high) / 2 is var middle && CausalChainCheck.Extreme(row.Last, claim, middle, sign: -1) is null)
                high = middle;
            else
                least = middle;
        return new(claim.IsFromRight, claim.Width, claim.Left, claim.Right, claim.LeftFlux, claim.RightFlux, claim.Around, claim.Decrease, most, least);
    }
}
