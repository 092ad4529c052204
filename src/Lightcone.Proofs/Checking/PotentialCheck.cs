using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Checks every inequality of a block potential in whole numbers, and derives the bound on the number of steps. Knows nothing of how the potential was found.</summary>
internal sealed class PotentialCheck
{
    /// <summary>The most windows that are checked.</summary>
    private const int MostWindows = 1 << 20;

    /// <summary>The most overlaps among which shortest paths are computed.</summary>
    private const int MostNodes = 160;

    private const long Unreachable = long.MaxValue / 4;

    private readonly BlockWindows windows;
    private readonly BlockPotential claim;
    private readonly long[] losses;

    private PotentialCheck(BlockWindows windows, BlockPotential claim)
    {
        this.windows = windows;
        this.claim = claim;
        losses = new long[windows.All.Length];
    }

    /// <summary>How many inequalities were checked.</summary>
    public int Inequalities => losses.Length;

    /// <summary>The bound on the steps in the number n of cells.</summary>
    public StepBound StepBound { get; private set; } = StepBound.Constant(0);

    /// <summary>Why the claim does not hold, or null.</summary>
    public string? Violation { get; private set; }

    /// <summary>Checks a claim for a rule.</summary>
    /// <returns>The result; null when the claim is not about this rule at all.</returns>
    public static PotentialCheck? Of(RowForm form, BlockPotential claim)
    {
        if (claim.Width is < 1 or > BlockPotential.MaxWidth || claim.Decrease is <= 0 or >= BlockPotential.Largest)
            return null;
        if (BlockWindows.Of(form, claim.Width, MostWindows) is not { } windows || claim.Potential.Length != windows.Blocks || claim.Flux.Length != windows.Nodes)
            return null;
        if (claim.Potential.Concat(claim.Flux).Any(static value => value is >= BlockPotential.Largest or <= -BlockPotential.Largest))
            return null;
        PotentialCheck check = new(windows, claim);
        if (check.HasIdleEntry())
            return null;
        check.Inequality();
        if (check.Violation is null)
            check.Bound();
        return check;
    }

    /// <summary>Whether an entry that stands in no inequality (or, for the block that is all wall, on both sides of each) is not 0: a certificate holds no number that is not checked.</summary>
    private bool HasIdleEntry()
    {
        HashSet<int> blocks = [.. windows.All.Select(static window => window.Old).Concat(windows.All.Select(static window => window.New))];
        HashSet<int> nodes = [.. windows.All.Select(static window => window.From).Concat(windows.All.Select(static window => window.To))];
        if (windows.Form.IsWalled)
            blocks.Remove(windows.Blocks - 1);
        return claim.Potential.Where((value, block) => value != 0 && !blocks.Contains(block)).Any() || claim.Flux.Where((value, node) => value != 0 && !nodes.Contains(node)).Any();
    }

    private void Inequality()
    {
        for (int i = 0; i < losses.Length; i++)
        {
            BlockWindows.Window window = windows.All[i];
            losses[i] = claim.Potential[window.Old] - claim.Potential[window.New] + claim.Flux[window.From] - claim.Flux[window.To];
            long least = window.Changes ? claim.Decrease : 0;
            if (losses[i] < least)
            {
                Violation ??= $"the potential's inequality of the window {windows.Describe(window)} does not hold: {losses[i]} is less than {least}";
                return;
            }
        }
    }

    /// <summary>A row of n cells meets n + w - 1 blocks (a ring n), each between the smallest and the largest potential; a step that changes something lowers the sum by at least the smallest total loss.</summary>
    private void Bound()
    {
        // The block that is all wall is the same before and after: it does not count.
        IEnumerable<long> met = windows.Form.IsWalled ? claim.Potential.Take(windows.Blocks - 1) : claim.Potential;
        BigInteger spread = met.Max() - (BigInteger)met.Min();
        if (spread.IsZero)
            return;

        BigInteger drop = SmallestTotal();
        BigInteger divisor = BigInteger.GreatestCommonDivisor(spread, drop);
        StepBound = new() { Size = new(One: windows.Form.IsWalled ? windows.Width - 1 : 0, N: 1), Factor = spread / divisor, Last = drop / divisor };
    }

    /// <summary>The smallest sum of losses along any closed walk (or walk from wall to wall) through a window that changes: what a step that changes something takes off at least, on any length.</summary>
    private long SmallestTotal()
    {
        if (windows.Nodes > MostNodes)
            return claim.Decrease;
        long[,] distance = Distances();
        long smallest = Unreachable;
        for (int i = 0; i < losses.Length; i++)
        {
            BlockWindows.Window window = windows.All[i];
            if (!window.Changes)
                continue;
            long rest = windows.Form.IsWalled
                ? Math.Min(Unreachable, distance[windows.WallNode, window.From]) + Math.Min(Unreachable, distance[window.To, windows.WallNode])
                : distance[window.To, window.From];
            smallest = Math.Min(smallest, losses[i] + Math.Min(Unreachable, rest));
        }

        return Math.Max(claim.Decrease, smallest);
    }

    /// <summary>Floyd and Warshall's shortest paths over the overlaps; losses are not negative.</summary>
    private long[,] Distances()
    {
        int nodes = windows.Nodes;
        long[,] distance = new long[nodes, nodes];
        for (int i = 0; i < nodes; i++)
            for (int j = 0; j < nodes; j++)
                distance[i, j] = i == j ? 0 : Unreachable;
        for (int i = 0; i < losses.Length; i++)
        {
            ref long edge = ref distance[windows.All[i].From, windows.All[i].To];
            edge = Math.Min(edge, losses[i]);
        }

        for (int via = 0; via < nodes; via++)
            for (int i = 0; i < nodes; i++)
                for (int j = 0; j < nodes; j++)
                    distance[i, j] = Math.Min(distance[i, j], distance[i, via] + distance[via, j]);
        return distance;
    }
}
