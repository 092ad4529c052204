using System.Numerics;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Checks the equations of an additive conserved quantity in whole numbers. Knows nothing of how it was found.</summary>
internal static class AdditiveQuantityCheck
{
    /// <summary>Checks every equation in whole numbers.</summary>
    /// <returns>What does not hold, or null.</returns>
    public static string? Violation(AdditiveQuantity quantity, LocalRule rule, Boundary boundary)
    {
        if (CellAndLower.Of(rule) is not { } form || boundary is not Boundary.FixedBoundary wall)
            return "the invariant does not belong to this rule: it is about rows with a wall whose cells read themselves and their lower neighbors";
        int size = rule.State.Size;
        if (quantity.Scale < 2 || quantity.Values.Length != size || quantity.Flux.Length != size)
            return "the invariant does not belong to this rule: there is one value and one flux for each symbol, and a scale of at least 2";
        if (quantity.Flux[wall.Symbol] != 0)
            return $"the invariant's flux at the wall ({rule.State.Names[wall.Symbol]}) is {quantity.Flux[wall.Symbol]}, not 0";
        if (quantity.Flux.All(static flux => flux == 0))
            return "the invariant says nothing: in it no value moves from cell to cell";
        for (int own = 0; own < size; own++)
            for (int lower = 0; lower < size; lower++)
            {
                BigInteger gain = (BigInteger)quantity.Values[form[own, lower]] - quantity.Values[own];
                BigInteger passed = quantity.Flux[lower] - ((BigInteger)quantity.Scale * quantity.Flux[own]);
                if (gain != passed)
                    return $"the invariant's equation for the cell {rule.State.Names[own]} above {rule.State.Names[lower]} does not hold: {gain} is not {passed}";
            }

        return null;
    }

    /// <summary>The invariant with given values, whose flux is then determined by the first cell; null when they are none.</summary>
    public static AdditiveQuantity? WithValues(LocalRule rule, Boundary boundary, int scale, IReadOnlyList<int> values)
    {
        if (boundary is not Boundary.FixedBoundary wall || CellAndLower.Of(rule) is not { } form)
            return null;
        // With the wall's flux 0, the equations of a wall symbol above each lower symbol give the lower symbol's flux.
        AdditiveQuantity candidate = new(scale, [.. values.Select(static value => (long)value)], [.. Enumerable.Range(0, values.Count).Select(lower => (long)values[form[wall.Symbol, lower]] - values[wall.Symbol])]);
        return Violation(candidate, rule, boundary) is null ? candidate : null;
    }
}
