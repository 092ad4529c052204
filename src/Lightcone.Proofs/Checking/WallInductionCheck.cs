using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Checks every inequality of an induction from an end of the row in whole numbers: ranks of blocks behind each context, and the bounds on the steps. Knows nothing of how they were found.</summary>
internal sealed class WallInductionCheck
{
    /// <summary>The most windows that are checked: of the rule, and of blocks with what they read.</summary>
    public const int MostWindows = 1 << 15;

    private const string NotThisRule = "the induction does not belong to this rule: it has other blocks or contexts, or numbers out of range";

    private WallInductionCheck(WallInduction claim, int inequalities)
    {
        Inequalities = inequalities;
        int divisor = (int)BigInteger.GreatestCommonDivisor(claim.Denominator, BigInteger.GreatestCommonDivisor(claim.Bounds[0], BigInteger.GreatestCommonDivisor(claim.Bounds[1], claim.Bounds[2])));
        StepBound = new() { Size = new(One: (int)claim.Bounds[0] / divisor, N: (int)claim.Bounds[1] / divisor, NSquared: (int)claim.Bounds[2] / divisor), Last = claim.Denominator / divisor };
    }

    /// <summary>How many inequalities were checked.</summary>
    public int Inequalities { get; }

    /// <summary>The bound on the steps in the number n of cells.</summary>
    public StepBound StepBound { get; }

    /// <summary>Whether the blocks of a rule are few enough to be looked at.</summary>
    public static bool IsPossible(EndRow row, int block) => block >= Math.Max(1, row.Right) && Math.Pow(row.Cells, block + row.Right) <= MostWindows;

    /// <summary>Why a claim does not hold for a rule, or null with the result.</summary>
    public static string? Violation(EndRow row, WallInduction claim, out WallInductionCheck? check)
    {
        check = null;
        if (!IsPossible(row, claim.Block) || claim.Denominator is < 1 or > WallInduction.Largest || claim.Bounds.Length < 3
            || claim.Ranks.Any(static rank => rank is < 0 or > WallInduction.Largest) || claim.Bounds.Any(static bound => Math.Abs(bound) > WallInduction.Largest))
            return NotThisRule;
        int blocks = RowForm.Power(row.Cells, claim.Block);
        int inequalities = 0;
        List<EndContext> contexts = [EndContext.OfEnd(row)];
        Dictionary<int, int> places = new() { [contexts[0].Number] = 0 };
        List<(PhaseCosts Costs, int[] Followers)> levels = [];
        for (int place = 0; place < contexts.Count; place++)
        {
            if (claim.Ranks.Length < (place + 1) * blocks || claim.Bounds.Length < 3 * (place + 1))
                return NotThisRule;
            if (PhaseCosts.Of(row, contexts[place], claim.Block, claim.Ranks.AsMemory().Slice(place * blocks, blocks)) is not { } costs)
                return $"the induction's ranks do not fall behind the context {row.Describe(contexts[place].Symbols)}";
            int[] followers = new int[row.Cells];
            for (int symbol = 0; symbol < row.Cells; symbol++)
            {
                if (!costs.Resting[symbol])
                    continue;
                EndContext next = contexts[place].Followed(symbol);
                if (!places.TryGetValue(next.Number, out followers[symbol]))
                {
                    places[next.Number] = followers[symbol] = contexts.Count;
                    contexts.Add(next);
                }
            }

            levels.Add((costs, followers));
            inequalities += costs.Inequalities + costs.All.Count;
        }

        if (claim.Ranks.Length != contexts.Count * blocks || claim.Bounds.Length != 3 * contexts.Count)
            return NotThisRule;
        for (int place = 0; place < contexts.Count; place++)
            if (!BoundHolds(row, claim, contexts[place], place, levels[place].Costs, levels[place].Followers))
                return $"the induction's bound on the steps does not hold behind the context {row.Describe(contexts[place].Symbols)}";
        check = new(claim, inequalities);
        return null;
    }

    /// <summary>Rows that end within the block are run; for longer ones the bound is at least each cost, with the bounds of one cell less. Both are polynomials in the cells that are more than the shortest such row, compared by their coefficients.</summary>
    private static bool BoundHolds(EndRow row, WallInduction claim, EndContext context, int place, PhaseCosts costs, int[] followers)
    {
        int shortest = claim.Block + row.Right;
        for (int cells = Math.Min(1, shortest - 1); cells < shortest; cells++)
            if (context.LongestRun(cells) is not { } run || Shifted(claim, place, cells)[0] < (BigInteger)run * claim.Denominator)
                return false;
        BigInteger[] bound = Shifted(claim, place, shortest);
        foreach (int[] cost in costs.All)
        {
            BigInteger[] rest = [.. bound];
            rest[0] -= (BigInteger)cost[0] * claim.Denominator;
            for (int symbol = 0; symbol < row.Cells; symbol++)
            {
                if (cost[1 + symbol] == 0)
                    continue;
                BigInteger[] less = Shifted(claim, followers[symbol], shortest - 1);
                for (int power = 0; power < rest.Length; power++)
                    rest[power] -= cost[1 + symbol] * less[power];
            }

            if (rest.Any(static coefficient => coefficient.Sign < 0))
                return false;
        }

        return true;
    }

    /// <summary>The coefficients of a context's polynomial in x, for n = cells + x.</summary>
    private static BigInteger[] Shifted(WallInduction claim, int place, int cells)
    {
        (BigInteger one, BigInteger n, BigInteger square) = (claim.Bounds[3 * place], claim.Bounds[(3 * place) + 1], claim.Bounds[(3 * place) + 2]);
        return [one + (n * cells) + (square * cells * cells), n + (2 * square * cells), square];
    }
}
