namespace Lightcone.Certification;

/// <summary>Level 4: whether synchronous iteration comes to rest, from which starts, and after how many steps.</summary>
/// <param name="Status">Proved for every size, checked up to a size, or not proved.</param>
/// <param name="Statement">The claim as a sentence.</param>
/// <param name="CheckedLength">The largest number of cells that was checked exhaustively; null for a proof.</param>
/// <param name="StepBound">The bound on the steps, as a formula in the length n (or width w and height h); null when none is proved.</param>
/// <param name="IsUnique">Whether it is proved that the fixed point depends on the input alone and not on the start: every corruption of the state then heals.</param>
public sealed record Convergence(ProofStatus Status, string Statement, int? CheckedLength, string? StepBound, bool IsUnique)
{
    /// <summary>
    /// One-way rules first: when all essential state offsets lie strictly on one side (in an open half-plane, in two dimensions) and there is a wall on that side,
    /// the cells can be ordered so that each depends only on earlier ones; the first is constant after one step, and by induction cell number m in the order is constant after m steps, whatever the start.
    /// Everything else is checked exhaustively on small lattices.
    /// </summary>
    internal static Convergence Examine(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        if (essential.StateOffsets.Length == 0)
            return new(ProofStatus.Proved, "the next symbol does not depend on the state: at rest after 1 step, from every start.", null, "1", true);
        if (boundary is Boundary.FixedBoundary && HalfSpace.Direction(essential.StateOffsets) is { } direction)
            return OneWay(rule, essential, direction);
        string why = boundary is not Boundary.FixedBoundary && HalfSpace.Direction(essential.StateOffsets) is not null
            ? "influence travels one way, but there is no wall where it could begin"
            : "influence travels both ways or stays in the cell";
        return SmallLattices.Examine(rule, boundary, why);
    }

    private static Convergence OneWay(LocalRule rule, EssentialInputs essential, Offset direction)
    {
        if (rule.Dimensions == 2)
        {
            int slowest = essential.StateOffsets.Min(o => -((o.X * direction.X) + (o.Y * direction.Y)));
            string span = $"{Math.Abs(direction.X)}(w-1)+{Math.Abs(direction.Y)}(h-1)";
            string bound = slowest == 1 ? $"{span}+1" : $"floor(({span})/{slowest})+1";
            return new(ProofStatus.Proved, $"influence travels one way (along {direction}) from a wall: one fixed point for each input, reached from every start within {bound} steps on a grid of w x h cells.", null, bound, true);
        }

        int step = essential.StateOffsets.Min(static o => Math.Abs(o.X));
        string limit = step == 1 ? "n" : $"ceil(n/{step})";
        string side = direction.X > 0 ? "first" : "last";
        return new(ProofStatus.Proved, $"influence travels one way from the wall at the {side} cell: one fixed point for each input, reached from every start within {limit} steps on n cells.", null, limit, true);
    }
}
