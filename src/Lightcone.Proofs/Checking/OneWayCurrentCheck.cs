using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Derives from values what passes between neighboring cells, and checks in whole numbers that it balances, passes one way only, and passes wherever a cell changes.</summary>
internal sealed class OneWayCurrentCheck
{
    private OneWayCurrentCheck(long spread, long least, bool isRightward, int equations)
    {
        long divisor = (long)BigInteger.GreatestCommonDivisor(spread, least);
        StepBound = spread == 0 ? StepBound.Constant(0) : new() { Size = new(NSquared: 1), Divisor = 4, Factor = spread / divisor, Last = least / divisor };
        IsRightward = isRightward;
        Equations = equations;
    }

    /// <summary>The bound on the steps in the number n of cells: the sum of place times value spans at most floor(n^2/4) times the spread of the values.</summary>
    public StepBound StepBound { get; }

    /// <summary>Whether the quantity moves to the right, else to the left.</summary>
    public bool IsRightward { get; }

    /// <summary>How many windows were checked.</summary>
    public int Equations { get; }

    /// <summary>Why the values are none of a one-way current of this rule, or null with the result.</summary>
    public static string? Violation(EdgedRow row, OneWayCurrent claim, out OneWayCurrentCheck? check)
    {
        check = null;
        if (claim.Values.Length != row.Form.Cells || claim.Values.Min() != 0 || claim.Values.Max() >= BlockPotential.Largest / row.Form.Symbols / (row.Overlap + 1))
            return "the values do not belong to this rule: there are as many as symbols, and the smallest is 0";
        long[] flux = new long[row.Nodes];
        for (int node = 0; node < flux.Length; node++)
            for (int symbol = 0; symbol < row.Form.Cells; symbol++)
                flux[node] += claim.Values[symbol] * row.Passing(node, symbol);
        if (row.Edges.Any(node => flux[node] != 0))
            return "something passes through the end of the row";
        foreach (BlockWindows.Window window in row.Windows)
            if (row.Gain(window, claim.Values) != flux[window.From] - flux[window.To])
                return $"the balance of the window {row.Describe(window)} does not hold";
        foreach (bool rightward in (bool[])[true, false])
        {
            int sign = rightward ? 1 : -1;
            if (row.Windows.Any(window => sign * flux[window.From] < 0 || sign * flux[window.To] < 0))
                continue;
            // A window that changes has something passing on one of its sides.
            long least = row.Windows.Where(static window => window.Changes).Select(window => sign * (flux[window.From] + flux[window.To])).DefaultIfEmpty(1).Min();
            if (least <= 0)
                continue;
            check = new(claim.Values.Max(), least, rightward, row.Windows.Length);
            return null;
        }

        return "it passes both ways, or not where a cell changes";
    }
}
