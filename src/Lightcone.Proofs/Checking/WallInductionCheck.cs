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
        int last = (int)claim.Bounds[2] / divisor;
        StepBound = new()
        {
            Size = new(One: (int)claim.Bounds[0] / divisor, N: (int)claim.Bounds[1] / divisor, NSquared: claim.PowerBase == 0 ? last : 0),
            Power = claim.PowerBase == 0 || last == 0 ? null : new(last, claim.PowerBase),
            Last = claim.Denominator / divisor,
        };
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
        if (!IsPossible(row, claim.Block) || claim.Denominator is < 1 or > WallInduction.Largest || claim.PowerBase is not (0 or (>= 2 and <= WallInduction.LargestBase)) || claim.Bounds.Length < 3
            || claim.Ranks.Any(static rank => rank is < 0 or > WallInduction.Largest) || claim.Bounds.Any(static bound => bound is < -WallInduction.Largest or > WallInduction.Largest))
            return NotThisRule;
        int blocks = RowForm.Power(row.Cells, claim.Block);
        List<Level> levels = [];
        if (Follow(row, claim.Block, Ranks, levels) is { } violation)
            return violation;
        if (claim.Ranks.Length != levels.Count * blocks || claim.Bounds.Length != 3 * levels.Count)
            return NotThisRule;
        for (int place = 0; place < levels.Count; place++)
            if (!BoundHolds(row, claim, place, levels[place]))
                return $"the induction's bound on the steps does not hold behind the context {row.Describe(levels[place].Context.Symbols)}";
        check = new(claim, levels.Sum(static level => level.Costs.Inequalities + level.Costs.All.Count));
        return null;

        ReadOnlyMemory<long>? Ranks(EndContext context, int known)
        {
            // Not a conditional expression: there null would become an empty memory.
            if (claim.Ranks.Length < known * blocks)
                return null;
            return claim.Ranks.AsMemory().Slice(levels.Count * blocks, blocks);
        }
    }

    /// <summary>Goes through the contexts from the end on, in the order in which they are reached, checks the ranks of the blocks behind each, and adds what they cost to <paramref name="levels"/>.</summary>
    /// <param name="row">The rule.</param>
    /// <param name="block">Cells of a block.</param>
    /// <param name="ranks">The ranks behind a context, when so many contexts are known; null when there are none.</param>
    /// <param name="levels">Empty; receives one level for each context.</param>
    /// <returns>Why the ranks do not hold, or null.</returns>
    public static string? Follow(EndRow row, int block, Func<EndContext, int, ReadOnlyMemory<long>?> ranks, List<Level> levels)
    {
        List<EndContext> contexts = [EndContext.OfEnd(row)];
        Dictionary<int, int> places = new() { [contexts[0].Number] = 0 };
        for (int place = 0; place < contexts.Count; place++)
        {
            EndContext context = contexts[place];
            if (ranks(context, contexts.Count) is not { } own)
                return NotThisRule;
            if (PhaseCosts.Of(row, context, block, own) is not { } costs)
                return $"the induction's ranks do not fall behind the context {row.Describe(context.Symbols)}";
            int[] followers = new int[row.Cells];
            for (int symbol = 0; symbol < row.Cells; symbol++)
            {
                if (!costs.Resting[symbol])
                    continue;
                EndContext next = context.Followed(symbol);
                if (!places.TryGetValue(next.Number, out followers[symbol]))
                {
                    places[next.Number] = followers[symbol] = contexts.Count;
                    contexts.Add(next);
                }
            }

            levels.Add(new(context, costs, followers));
        }

        return null;
    }

    /// <summary>Rows that end within the block are run; for longer ones the bound is at least each cost, with the bounds of one cell less. Both are sums in the cells x that are more than the shortest such row, compared by their coefficients.</summary>
    private static bool BoundHolds(EndRow row, WallInduction claim, int place, Level level)
    {
        int shortest = claim.Block + row.Right;
        for (int cells = Math.Min(1, shortest - 1); cells < shortest; cells++)
            if (level.Context.LongestRun(cells) is not { } run || Shifted(claim, place, cells)[0] < (BigInteger)run * claim.Denominator)
                return false;
        BigInteger[] bound = Shifted(claim, place, shortest);
        foreach (int[] cost in level.Costs.All)
        {
            BigInteger[] rest = [.. bound];
            rest[0] -= (BigInteger)cost[0] * claim.Denominator;
            for (int symbol = 0; symbol < row.Cells; symbol++)
            {
                if (cost[1 + symbol] == 0)
                    continue;
                BigInteger[] less = Shifted(claim, level.Followers[symbol], shortest - 1);
                for (int power = 0; power < rest.Length; power++)
                    rest[power] -= cost[1 + symbol] * less[power];
            }

            if (rest.Any(static coefficient => coefficient.Sign < 0))
                return false;
        }

        return true;
    }

    /// <summary>
    /// For n = cells + x, the coefficient of one function of x that a function of n has. Of n there are 1, n, and n^2 or base^n; of x there are 1, x, and x^2 or base^x - 1 - (base - 1) x, none of which is negative for any number of cells,
    /// so that a sum with no negative coefficient is not negative either. Only the first is not 0 for x = 0.
    /// </summary>
    /// <param name="powerBase">The base, or 0 for squares.</param>
    /// <param name="ofN">The function of n, 0 to 2.</param>
    /// <param name="ofX">The function of x, 0 to 2.</param>
    /// <param name="cells">The cells for x = 0.</param>
    public static BigInteger Weight(int powerBase, int ofN, int ofX, int cells) => (ofN, ofX) switch
    {
        (0, 0) or (1, 1) => BigInteger.One,
        (1, 0) => cells,
        (2, 1) => powerBase == 0 ? 2 * cells : (powerBase - 1) * BigInteger.Pow(powerBase, cells),
        (2, _) => powerBase != 0 ? BigInteger.Pow(powerBase, cells) : ofX == 0 ? cells * cells : BigInteger.One,
        _ => BigInteger.Zero,
    };

    /// <summary>The coefficients of a context's bound in x, for n = cells + x.</summary>
    private static BigInteger[] Shifted(WallInduction claim, int place, int cells) =>
        [.. Enumerable.Range(0, 3).Select(ofX => Enumerable.Range(0, 3).Aggregate(BigInteger.Zero, (sum, ofN) => sum + (claim.Bounds[(3 * place) + ofN] * Weight(claim.PowerBase, ofN, ofX, cells))))];

    /// <summary>One context of an induction.</summary>
    /// <param name="Context">The context.</param>
    /// <param name="Costs">What blocks behind it cost.</param>
    /// <param name="Followers">For each symbol that can rest, the place of the context one cell further on.</param>
    public sealed record Level(EndContext Context, PhaseCosts Costs, int[] Followers);
}
