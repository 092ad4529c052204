using System.Numerics;
using Lightcone.Foundation.Exact;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Finds additive conserved quantities: for a given scale they are the null space of the equations, solved in whole numbers.</summary>
internal static class AdditiveQuantitySearch
{
    /// <summary>The most symbols: the equations are the square of that.</summary>
    private const int MostSymbols = 40;

    /// <summary>The invariant with the smallest scale from 2 to the number of symbols; null when there is none in which anything moves from cell to cell.</summary>
    public static AdditiveQuantity? Smallest(LocalRule rule, Boundary boundary)
    {
        if (boundary is not Boundary.FixedBoundary wall || rule.State.Size > MostSymbols || CellAndLower.Of(rule) is not { } form)
            return null;
        for (int scale = 2; scale <= rule.State.Size; scale++)
            if (Of(form, rule.State.Size, scale, wall.Symbol) is { } found && AdditiveQuantityCheck.Violation(found, rule, boundary) is null)
                return found;
        return null;
    }

    /// <summary>An invariant of a scale, its values without a common divisor and 0 for the wall's symbol; null when there is none in which anything moves (a value that no cell ever changes is conserved with every scale, and says nothing).</summary>
    public static AdditiveQuantity? Of(CellAndLower form, int size, int scale, byte wall)
    {
        List<BigInteger[]> equations = [];
        for (int own = 0; own < size; own++)
            for (int lower = 0; lower < size; lower++)
            {
                BigInteger[] equation = new BigInteger[2 * size];
                equation[form[own, lower]] += 1;
                equation[own] -= 1;
                equation[size + lower] -= 1;
                equation[size + own] += scale;
                equations.Add(equation);
            }

        // Nothing enters at the wall; and a constant, which is conserved by every rule, is taken out by the value 0 there.
        equations.Add(Unit(2 * size, size + wall));
        equations.Add(Unit(2 * size, wall));
        List<BigInteger[]> basis = new ExactMatrix(equations, 2 * size).NullSpace();
        BigInteger[]? vector = basis.Find(vector => vector.Skip(size).Any(static flux => !flux.IsZero));
        if (vector is null || vector.Any(static entry => BigInteger.Abs(entry) > BlockPotential.Largest))
            return null;
        // The largest symbol that has a value has a positive one.
        int last = Array.FindLastIndex(vector, size - 1, static value => !value.IsZero);
        int sign = vector[last].Sign;
        return new(scale, [.. vector.Take(size).Select(value => (long)(sign * value))], [.. vector.Skip(size).Select(value => (long)(sign * value))]);
    }

    private static BigInteger[] Unit(int length, int at)
    {
        BigInteger[] unit = new BigInteger[length];
        unit[at] = BigInteger.One;
        return unit;
    }
}
