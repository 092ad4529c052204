using System.Numerics;
using Lightcone.Foundation.Exact;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Finds an induction from an end of the row: ranks are the strongly connected components of what blocks can do behind each context, in their order; bounds are a small exact linear program.</summary>
internal static class WallInductionSearch
{
    /// <summary>The widest blocks that are tried.</summary>
    private const int MostCells = 6;

    /// <summary>How much wider than the first block that serves those are that may have a better polynomial.</summary>
    private const int Wider = 4;

    private const int MostContexts = 64;

    /// <summary>The most words that are looked at for one width: contexts with blocks and what stands behind them.</summary>
    private const int MostWords = 1 << 15;

    /// <summary>The most entries of the program for the bounds: larger ones take seconds.</summary>
    private const int LargestProgram = 20_000;

    /// <summary>The bound is made small for rows of so many cells.</summary>
    private const int Typical = 64;

    /// <summary>The same where it holds a power.</summary>
    private const int TypicalOfPowers = 8;

    /// <summary>What is added to a coefficient, so that no unknown of the program is negative.</summary>
    private const int Shift = 64;

    /// <summary>The induction with the smallest bound on rows of 64 cells, from either end, with the narrowest blocks; where the bound is a power, with the first blocks that serve. Null when there is none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="largestBase">Where no polynomial is a bound, powers of 2, 3 and so on up to this base are tried.</param>
    public static WallInduction? Run(LocalRule rule, EssentialInputs essential, Boundary boundary, int largestBase)
    {
        WallInduction? best = Run(rule, essential, boundary, powerBase: 0, MostCells);
        for (int powerBase = 2; best is null && powerBase <= largestBase; powerBase++)
            best = Run(rule, essential, boundary, powerBase, MostCells);
        return best;
    }

    private static WallInduction? Run(LocalRule rule, EssentialInputs essential, Boundary boundary, int powerBase, int widest)
    {
        WallInduction? best = null;
        BigInteger smallest = default;
        foreach (bool fromRight in (bool[])[false, true])
        {
            if (EndRow.Of(rule, essential, boundary, fromRight, WallInductionCheck.MostWindows) is not { } row)
                return null;
            for (int block = Math.Max(1, row.Right); block <= widest && WallInductionCheck.IsPossible(row, block); block++)
            {
                if (Find(row, fromRight, block, powerBase) is not { } found || WallInductionCheck.Violation(row, found, out WallInductionCheck? check) is not null)
                    continue;
                if (best is null)
                    widest = Math.Min(widest, block + (powerBase == 0 ? Wider : 0));
                if (best is null || check!.StepBound.Evaluate(Typical) < smallest)
                    (best, smallest) = (found, check!.StepBound.Evaluate(Typical));
            }
        }

        return best;
    }

    private static WallInduction? Find(EndRow row, bool fromRight, int block, int powerBase)
    {
        List<long> ranks = [];
        List<WallInductionCheck.Level> levels = [];
        if (WallInductionCheck.Follow(row, block, Next, levels) is not null)
            return null;
        return Bounds(row, levels, block, powerBase) is var (bounds, denominator) ? new(fromRight, block, [.. ranks], [.. bounds], denominator, powerBase) : null;

        ReadOnlyMemory<long>? Next(EndContext context, int known)
        {
            if (known > MostContexts || known * (long)RowForm.Power(row.Cells, block + row.Right) > MostWords || Ranks(row, context.Successors(block), block) is not { } own)
                return null;
            ranks.AddRange(own);
            return own;
        }
    }

    /// <summary>The order of the components, the last lowest; null when blocks of one component begin with different symbols.</summary>
    private static long[]? Ranks(EndRow row, int[]?[] successors, int cells)
    {
        (int From, int To)[] edges = [.. Enumerable.Range(0, successors.Length).SelectMany(block => (successors[block] ?? []).Where(other => successors[other] is not null).Select(other => (block, other)))];
        int[] component = StrongComponents.Of(successors.Length, edges);
        if (edges.Any(edge => component[edge.From] == component[edge.To] && EndContext.First(row, edge.From, cells) != EndContext.First(row, edge.To, cells)))
            return null;
        int[] used = [.. Enumerable.Range(0, successors.Length).Where(block => successors[block] is not null).Select(block => component[block]).Distinct().OrderDescending()];
        return [.. Enumerable.Range(0, successors.Length).Select(block => successors[block] is null ? 0L : Array.IndexOf(used, component[block]))];
    }

    /// <summary>Sums that satisfy what <see cref="WallInductionCheck"/> asks; the first one as small as it can be on a typical row.</summary>
    private static (long[] Bounds, long Denominator)? Bounds(EndRow row, List<WallInductionCheck.Level> levels, int block, int powerBase)
    {
        int shortest = block + row.Right;
        int unknowns = 3 * levels.Count;
        List<(int[] Column, int Demand)> demands = [];
        for (int place = 0; place < levels.Count; place++)
        {
            for (int cells = Math.Min(1, shortest - 1); cells < shortest; cells++)
            {
                if (levels[place].Context.LongestRun(cells) is not { } run)
                    return null;
                Demand([(place, 1, cells)], 0, run);
            }

            foreach (int[] cost in levels[place].Costs.All)
                for (int ofX = 0; ofX < 3; ofX++)
                    Demand([(place, 1, shortest), .. Enumerable.Range(0, row.Cells).Where(symbol => cost[1 + symbol] > 0).Select(symbol => (levels[place].Followers[symbol], -cost[1 + symbol], shortest - 1))], ofX, ofX == 0 ? cost[0] : 0);
        }

        if ((long)unknowns * demands.Count > LargestProgram)
            return null;
        int[] costs = new int[unknowns];
        for (int ofN = 0; ofN < 3; ofN++)
            costs[ofN] = (int)WallInductionCheck.Weight(powerBase, ofN, 0, powerBase == 0 ? Typical : TypicalOfPowers);
        int[][] coefficients = [.. Enumerable.Range(0, unknowns).Select(unknown => demands.Select(demand => demand.Column[unknown]).ToArray())];
        if (new LinearProgram(coefficients, costs, [.. demands.Select(static demand => demand.Demand)]).Solve() is not { } solution)
            return null;
        BigInteger[] values = [.. solution.Numerators.Select((numerator, unknown) => numerator - (unknown % 3 == 2 ? 0 : Shift * solution.Denominator))];
        BigInteger divisor = values.Aggregate(solution.Denominator, BigInteger.GreatestCommonDivisor);
        if (solution.Denominator / divisor > WallInduction.Largest || values.Any(value => BigInteger.Abs(value / divisor) > WallInduction.Largest))
            return null;
        return ([.. values.Select(value => (long)(value / divisor))], (long)(solution.Denominator / divisor));

        // The coefficient of a function of x in a sum of bounds for n = cells + x is at least something.
        void Demand(IEnumerable<(int Place, int Times, int Cells)> sum, int ofX, int least)
        {
            int[] column = new int[unknowns];
            foreach ((int place, int times, int cells) in sum)
                for (int ofN = ofX; ofN < 3; ofN++)
                {
                    int weight = times * (int)WallInductionCheck.Weight(powerBase, ofN, ofX, cells);
                    column[(3 * place) + ofN] += weight;
                    least += ofN == 2 ? 0 : Shift * weight;
                }

            demands.Add((column, least));
        }
    }
}
