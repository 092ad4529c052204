using System.Numerics;
using Lightcone.Foundation.Exact;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Finds a block potential by an exact linear program: every changing cell is asked for a decrease of 1, and the spread of the potential is made as small as it can be.</summary>
internal static class PotentialSearch
{
    /// <summary>The narrowest potential; null when there is none up to <see cref="BlockPotential.MaxWidth"/> cells, or none was looked for because the program would be too large.</summary>
    public static BlockPotential? Run(RowForm form, int maxWidth = BlockPotential.MaxWidth)
    {
        for (int width = 1; width <= maxWidth; width++)
        {
            if (BlockWindows.Of(form, width, LinearProgram.LargestTable) is not { } windows || Size(windows) > LinearProgram.LargestTable)
                return null;
            if (Solve(windows) is { } found)
                return found;
        }

        return null;
    }

    private static long Size(BlockWindows windows) => (long)(windows.Blocks + windows.Nodes + 1) * (windows.All.Length + windows.Blocks);

    /// <summary>Unknowns, all at least 0: a potential for each block, a flux for each overlap, and the largest potential, which is minimized. That none is negative loses nothing: adding a constant to all potentials or to all fluxes changes no inequality.</summary>
    private static BlockPotential? Solve(BlockWindows windows)
    {
        int blocks = windows.Blocks;
        int unknowns = blocks + windows.Nodes + 1;
        BlockWindows.Window[] relevant = [.. windows.All.Where(static window => window.Changes || window.Old != window.New || window.From != window.To)];
        int[][] coefficients = [.. Enumerable.Range(0, unknowns).Select(_ => new int[relevant.Length + blocks])];
        int[] demands = new int[relevant.Length + blocks];
        for (int j = 0; j < relevant.Length; j++)
        {
            BlockWindows.Window window = relevant[j];
            coefficients[window.Old][j]++;
            coefficients[window.New][j]--;
            coefficients[blocks + window.From][j]++;
            coefficients[blocks + window.To][j]--;
            demands[j] = window.Changes ? 1 : 0;
        }

        for (int block = 0; block < blocks; block++)
        {
            coefficients[block][relevant.Length + block] = -1;
            coefficients[^1][relevant.Length + block] = 1;
        }

        int[] costs = new int[unknowns];
        costs[^1] = 1;
        if (new LinearProgram(coefficients, costs, demands).Solve() is not { } solution)
            return null;
        // Whole numbers: numerators over the denominator, both divided by what they share.
        BigInteger divisor = solution.Numerators.Take(unknowns - 1).Aggregate(solution.Denominator, BigInteger.GreatestCommonDivisor);
        BigInteger[] values = [.. solution.Numerators.Select(numerator => numerator / divisor)];
        BigInteger decrease = solution.Denominator / divisor;
        if (decrease >= BlockPotential.Largest || values.Any(static value => value >= BlockPotential.Largest))
            return null;
        return new(windows.Width, [.. values.Take(blocks).Select(static value => (long)value)], [.. values.Skip(blocks).Take(windows.Nodes).Select(static value => (long)value)], (long)decrease);
    }
}
