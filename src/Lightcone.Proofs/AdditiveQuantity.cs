using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>
/// A number that no step changes: the sum over the cells of scale^i times the value of cell i. It holds on rows of every length when the finitely many equations
/// value(f(v, l)) - value(v) = J(l) - scale J(v) do, for a cell v and its lower neighbor l: what a cell loses, times the scale, its upper neighbor gains (docs/proofs.md).
/// </summary>
/// <remarks>What the last cell passes on leaves the row: the sum is conserved modulo scale^n. At the first cell nothing enters, because J(wall) = 0.</remarks>
public sealed class AdditiveQuantity
{
    internal AdditiveQuantity(int scale, ImmutableArray<long> values, ImmutableArray<long> flux)
    {
        Scale = scale;
        Values = values;
        Flux = flux;
    }

    /// <summary>How much more a cell weighs than its lower neighbor; at least 2.</summary>
    public int Scale { get; }

    /// <summary>The value of each symbol; not all the same.</summary>
    public ImmutableArray<long> Values { get; }

    /// <summary>J for each symbol: what a cell that holds it passes on to its upper neighbor in one step.</summary>
    public ImmutableArray<long> Flux { get; }

    /// <summary>Checks every equation in whole numbers.</summary>
    /// <returns>What does not hold, or null.</returns>
    internal string? Violation(LocalRule rule, Boundary boundary)
    {
        if (CellAndLower.Of(rule) is not { } form || boundary is not Boundary.FixedBoundary wall)
            return "the invariant does not belong to this rule: it is about rows with a wall whose cells read themselves and their lower neighbors";
        int size = rule.State.Size;
        if (Scale < 2 || Values.Length != size || Flux.Length != size)
            return "the invariant does not belong to this rule: there is one value and one flux for each symbol, and a scale of at least 2";
        if (Flux[wall.Symbol] != 0)
            return $"the invariant's flux at the wall ({rule.State.Names[wall.Symbol]}) is {Flux[wall.Symbol]}, not 0";
        if (Flux.All(static flux => flux == 0))
            return "the invariant says nothing: in it no value moves from cell to cell";
        for (int own = 0; own < size; own++)
            for (int lower = 0; lower < size; lower++)
            {
                BigInteger gain = (BigInteger)Values[form[own, lower]] - Values[own];
                BigInteger passed = Flux[lower] - ((BigInteger)Scale * Flux[own]);
                if (gain != passed)
                    return $"the invariant's equation for the cell {rule.State.Names[own]} above {rule.State.Names[lower]} does not hold: {gain} is not {passed}";
            }

        return null;
    }
}
