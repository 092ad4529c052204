using System.Collections.Immutable;
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

    /// <summary>The same for polynomials in parts.</summary>
    private const int MostCellsInParts = 4;

    /// <summary>How much wider than the first block that serves those are that may have a better polynomial.</summary>
    private const int Wider = 4;

    private const int MostContexts = 64;

    /// <summary>The most words that are looked at for one width: contexts with blocks and what stands behind them.</summary>
    private const int MostWords = 1 << 15;

    /// <summary>The most entries of a program for the bounds of contexts that ask for each other: larger ones take seconds.</summary>
    private const int LargestProgram = 10_000;

    /// <summary>The most entries of one program for the bounds of all contexts.</summary>
    private const int LargestWhole = 20_000;

    /// <summary>Programs in parts are one program up to so many entries.</summary>
    private const int LargestJoint = 5_000;

    /// <summary>The most work for the programs of one kind of bound: some tenths of a second.</summary>
    private const long MostWork = 20_000_000;

    /// <summary>The bound is made small for rows of so many cells.</summary>
    private const int Typical = 64;

    /// <summary>The same where it holds a power.</summary>
    private const int TypicalOfPowers = 8;

    /// <summary>What the numbers of programs in parts are multiples of, where they would become long.</summary>
    private const int Grid = 1 << 6;

    /// <summary>What is added to a coefficient, so that no unknown of the program is negative.</summary>
    private const int Shift = 64;

    /// <summary>The induction with the smallest bound on rows of 64 cells, from either end, with the narrowest blocks; where the bound is a power, with the first blocks that serve. Null when there is none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="largestBase">Where no polynomial that is found by one program is a bound, polynomials in parts and powers of 2, 3 and so on up to this base are tried; 0 for neither.</param>
    public static WallInduction? Run(LocalRule rule, EssentialInputs essential, Boundary boundary, int largestBase)
    {
        WallInduction? best = Run(rule, essential, boundary, powerBase: 0, inParts: false, MostCells);
        if (best is null && largestBase > 0)
            best = Run(rule, essential, boundary, powerBase: 0, inParts: true, MostCellsInParts);
        for (int powerBase = 2; best is null && powerBase <= largestBase; powerBase++)
            best = Run(rule, essential, boundary, powerBase, inParts: true, MostCells);
        return best;
    }

    private static WallInduction? Run(LocalRule rule, EssentialInputs essential, Boundary boundary, int powerBase, bool inParts, int widest)
    {
        WallInduction? best = null;
        BigInteger smallest = default;
        long work = MostWork;
        foreach (bool fromRight in (bool[])[false, true])
        {
            if (EndRow.Of(rule, essential, boundary, fromRight, WallInductionCheck.MostWindows) is not { } row)
                return null;
            for (int block = Math.Max(1, row.Right); block <= widest && WallInductionCheck.IsPossible(row, block); block++)
            {
                if (Find(row, fromRight, block, powerBase, inParts, ref work) is not { } found || WallInductionCheck.Violation(row, found, out WallInductionCheck? check) is not null)
                    continue;
                if (best is null)
                    widest = Math.Min(widest, block + (powerBase == 0 ? Wider : 0));
                if (best is null || check!.StepBound.Evaluate(Typical) < smallest)
                    (best, smallest) = (found, check!.StepBound.Evaluate(Typical));
            }
        }

        return best;
    }

    private static WallInduction? Find(EndRow row, bool fromRight, int block, int powerBase, bool inParts, ref long work)
    {
        List<long> ranks = [];
        List<WallInductionCheck.Level> levels = [];
        if (WallInductionCheck.Follow(row, block, Next, levels) is not null)
            return null;
        return Bounds(row, levels, block, powerBase, inParts, ref work) is var (bounds, denominator) ? new(fromRight, block, [.. ranks], [.. bounds], denominator, powerBase) : null;

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

    /// <summary>
    /// Sums that satisfy what <see cref="WallInductionCheck"/> asks; the first one as small as it can be on a typical row. Where all contexts together are a large program, those that ask for each other are solved together, after those that they ask for:
    /// each is then as small as it can be by itself, which is not always what serves the first one best. Long fractions are rounded, with demands so much larger that they still hold.
    /// </summary>
    private static (long[] Bounds, long Denominator)? Bounds(EndRow row, List<WallInductionCheck.Level> levels, int block, int powerBase, bool inParts, ref long work)
    {
        int shortest = block + row.Right;
        List<Demand> demands = [];
        for (int place = 0; place < levels.Count; place++)
        {
            for (int cells = Math.Min(1, shortest - 1); cells < shortest; cells++)
            {
                if (levels[place].Context.LongestRun(cells) is not { } run)
                    return null;
                demands.Add(new(place, cells, 0, run, []));
            }

            foreach (int[] cost in levels[place].Costs.All)
                for (int ofX = 0; ofX < 3; ofX++)
                    demands.Add(new(place, shortest, ofX, ofX == 0 ? cost[0] : 0, [.. Enumerable.Range(0, row.Cells).Where(symbol => cost[1 + symbol] > 0).Select(symbol => (levels[place].Followers[symbol], cost[1 + symbol]))]));
        }

        bool isWhole = 3 * levels.Count * demands.Count <= (inParts ? LargestJoint : LargestWhole);
        if (!isWhole && !inParts)
            return null;
        // What is asked for has a higher number.
        int[] component = isWhole ? new int[levels.Count] : StrongComponents.Of(levels.Count, [.. demands.SelectMany(static demand => demand.Phases.Select(phase => (demand.Place, phase.Follower)))]);
        BigInteger[] values = new BigInteger[3 * levels.Count];
        BigInteger denominator = BigInteger.One;
        foreach (IGrouping<int, int> places in Enumerable.Range(0, levels.Count).GroupBy(place => component[place]).OrderByDescending(static places => places.Key))
        {
            int[] own = [.. places.SelectMany(static place => (int[])[3 * place, (3 * place) + 1, (3 * place) + 2])];
            Demand[] asked = [.. demands.Where(demand => component[demand.Place] == places.Key)];
            if (Solve(asked, own, shortest - 1, powerBase, values, denominator, slack: false, ref work) is not { } solution)
                return null;
            if (!isWhole && solution.Denominator > Grid && Grid % denominator == 0)
            {
                BigInteger[] coarse = [.. values.Select(value => value * Grid / denominator)];
                if (Solve(asked, own, shortest - 1, powerBase, coarse, Grid, slack: true, ref work) is { } loose)
                    (values, denominator, solution) = (coarse, Grid, ([.. loose.Numerators.Select(numerator => (numerator + (loose.Denominator / 2)) / loose.Denominator)], BigInteger.One));
            }

            for (int unknown = 0; unknown < values.Length; unknown++)
                values[unknown] = Array.IndexOf(own, unknown) is >= 0 and var at ? solution.Numerators[at] - (unknown % 3 == 2 ? 0 : Shift * denominator * solution.Denominator) : values[unknown] * solution.Denominator;
            denominator *= solution.Denominator;
            BigInteger divisor = values.Aggregate(denominator, BigInteger.GreatestCommonDivisor);
            values = [.. values.Select(value => value / divisor)];
            denominator /= divisor;
        }

        if (denominator > WallInduction.Largest || values.Any(static value => BigInteger.Abs(value) > WallInduction.Largest))
            return null;
        return ([.. values.Select(static value => (long)value)], (long)denominator);
    }

    /// <summary>The sums of some contexts, where those that they ask for are known or among them: three unknowns each, in units of the denominator; with slack, so that they can be rounded.</summary>
    private static (BigInteger[] Numerators, BigInteger Denominator)? Solve(Demand[] demands, int[] own, int less, int powerBase, BigInteger[] known, BigInteger denominator, bool slack, ref long work)
    {
        if ((long)own.Length * demands.Length > LargestProgram)
            return null;
        int[][] coefficients = [.. own.Select(_ => new int[demands.Length])];
        int[] least = new int[demands.Length];
        for (int j = 0; j < demands.Length; j++)
        {
            Demand demand = demands[j];
            BigInteger rest = denominator * demand.Least;
            foreach ((int place, int times, int cells) in demand.Phases.Select(phase => (phase.Follower, -phase.Times, less)).Prepend((demand.Place, 1, demand.Cells)))
                for (int ofN = demand.OfX; ofN < 3; ofN++)
                {
                    int weight = times * (int)WallInductionCheck.Weight(powerBase, ofN, demand.OfX, cells);
                    int at = Array.IndexOf(own, (3 * place) + ofN);
                    if (at >= 0)
                        coefficients[at][j] += weight;
                    rest += at < 0 ? -weight * known[(3 * place) + ofN] : ofN == 2 ? 0 : weight * Shift * denominator;
                }

            // Each unknown may then be rounded to a whole number.
            if (slack)
                rest += own.Select((_, at) => Math.Abs((long)coefficients[at][j])).Sum();
            if (BigInteger.Abs(rest) > int.MaxValue)
                return null;
            least[j] = (int)rest;
        }

        // What others ask for should above all grow slowly.
        int[] costs = [.. own.Select(unknown => own[0] > 0 ? RowForm.Power(Typical, 2 * (unknown % 3)) : unknown < 3 ? (int)WallInductionCheck.Weight(powerBase, unknown, 0, powerBase == 0 ? Typical : TypicalOfPowers) : 0)];
        return new LinearProgram(coefficients, costs, least).Solve(ref work);
    }

    /// <summary>The coefficient of a function of x in the bound of a context for n = cells + x is at least something and those of the phases for one cell less than the shortest row.</summary>
    private sealed record Demand(int Place, int Cells, int OfX, int Least, ImmutableArray<(int Follower, int Times)> Phases);
}
