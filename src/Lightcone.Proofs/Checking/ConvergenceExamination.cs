using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Checks the arguments for coming to rest, the strongest first: one-way rules and latches (a bounded time that was brought is stronger than a latch), what was brought, an order of the symbols, exhaustive runs on small lattices.</summary>
internal static class ConvergenceExamination
{
    /// <summary>The most windows of a rule for which a potential is looked for.</summary>
    private const int MostWindows = 1 << 15;

    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="brought">The proofs that a search or a certificate brings; what does not hold is not used.</param>
    public static ConvergenceArgument Run(LocalRule rule, EssentialInputs essential, Boundary boundary, CarriedProofs brought)
    {
        if (ByInfluence(rule, essential, boundary, out Obstacle why) is { } direct)
            return !direct.ForgetsStart && brought.BoundedSteps is not null && Brought(rule, essential, boundary, brought) is ConvergenceArgument.BoundedTime brief ? brief : direct;
        if (Brought(rule, essential, boundary, brought) is { } proved)
            return proved;
        if (Ordered(rule) is { } ordered)
            return ordered;
        ConvergenceArgument small = SmallLattices.Examine(rule, boundary, why);
        return small is not ConvergenceArgument.Cycle && brought.Cycle is { } state && state.Boundary == boundary && CycleCheck.Run(rule, state, why) is { } cycle ? cycle : small;
    }

    /// <summary>The first argument whose numbers were brought and hold; null when there is none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="brought">The proofs.</param>
    public static ConvergenceArgument? Brought(LocalRule rule, EssentialInputs essential, Boundary boundary, CarriedProofs brought)
    {
        if (brought.Potential is { } potential && Form(rule, essential, boundary) is { } form && Falling(form, potential) is { } falling)
            return falling;
        if (brought.OneWayCurrent is { } current && EdgedRow.Of(rule, essential, boundary) is { } row && Moving(row, boundary, current) is { } moving)
            return moving;
        if (brought.BoundedSteps is { } steps && BoundedTimeCheck.Windows(rule, essential, boundary, steps) is { } windows)
            return new ConvergenceArgument.BoundedTime(steps, boundary is not Boundary.PeriodicBoundary, windows);
        if (brought.Induction is { } induction && Row(rule, essential, boundary, induction) is { } end && WallInductionCheck.Violation(end, induction, out WallInductionCheck? check) is null)
            return new ConvergenceArgument.Induction(induction, boundary is Boundary.ReflectingBoundary, check!.Inequalities, check.StepBound);
        if (brought.Chain is { } chain && CausalRow.Of(rule, essential, boundary, chain.IsFromRight, chain.Width) is { } causes && CausalChainCheck.Violation(causes, chain, out CausalChainCheck? traced) is null)
            return new ConvergenceArgument.Chain(chain, boundary is Boundary.ReflectingBoundary, traced!.Inequalities, traced.StepBound);
        return null;
    }

    /// <summary>The argument that no cell comes back to a symbol; null when some can.</summary>
    public static ConvergenceArgument.SymbolOrder? Ordered(LocalRule rule) => SymbolOrder.MostChanges(rule) is { } changes ? new(changes, rule.Dimensions) : null;

    /// <summary>The rule as an induction sees it; null when it runs on no row with ends, or is too large.</summary>
    public static EndRow? Row(LocalRule rule, EssentialInputs essential, Boundary boundary, WallInduction induction) => EndRow.Of(rule, essential, boundary, induction.IsFromRight, WallInductionCheck.MostWindows);

    /// <summary>The arguments that need no numbers: what the next symbol reads decides.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="essential">Its essential inputs.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="why">Why there is none.</param>
    public static ConvergenceArgument? ByInfluence(LocalRule rule, EssentialInputs essential, Boundary boundary, out Obstacle why)
    {
        why = Obstacle.CellCycles;
        if (essential.StateOffsets.Length == 0)
            return new ConvergenceArgument.Stateless();
        Offset[] others = [.. essential.StateOffsets.Where(static offset => offset != default)];
        Offset? direction = others.Length == 0 ? null : HalfSpace.Direction(others);
        bool isWalled = boundary is Boundary.FixedBoundary;
        bool ordered = others.Length == 0 || (isWalled && direction is not null);
        if (ordered && OwnMaps.Of(rule, essential) is { } own)
            return others.Length == 0
                ? new ConvergenceArgument.OwnCell(own.Longest, own.IsUnique)
                : new ConvergenceArgument.OneWay(direction!.Value, rule.Dimensions, own.IsEssential, own.Longest, own.IsUnique, Bound(rule, others, direction.Value, own));
        if (!ordered)
            why = !isWalled && direction is not null ? Obstacle.NoWall : Obstacle.BothWays;
        return null;
    }

    /// <summary>The rule in the form in which potentials are stated; null when it has none or is too large.</summary>
    public static RowForm? Form(LocalRule rule, EssentialInputs essential, Boundary boundary) => RowForm.Of(rule, essential, boundary, MostWindows);

    private static ConvergenceArgument.Potential? Falling(RowForm form, BlockPotential potential) =>
        PotentialCheck.Of(form, potential) is { Violation: null } check ? new(potential, form.IsWalled, check.Inequalities, check.StepBound) : null;

    private static ConvergenceArgument.Current? Moving(EdgedRow row, Boundary boundary, OneWayCurrent current) =>
        OneWayCurrentCheck.Violation(row, current, out OneWayCurrentCheck? check) is null
            ? new(current, check!.IsRightward, boundary is Boundary.ReflectingBoundary, check.Equations, check.StepBound)
            : null;

    private static StepBound Bound(LocalRule rule, Offset[] others, Offset direction, OwnMaps own)
    {
        if (rule.Dimensions == 1)
            return new() { Size = new(N: 1), Divisor = others.Min(static o => Math.Abs(o.X)), RoundsUp = true, Factor = own.Longest };
        int slowest = others.Min(o => -((o.X * direction.X) + (o.Y * direction.Y)));
        // The cells of the grid lie on |x|(w-1) + |y|(h-1) + 1 lines across the direction, and each step settles as many as the nearest neighbor is away.
        (int x, int y) = (Math.Abs(direction.X), Math.Abs(direction.Y));
        return new() { Size = new(One: (slowest == 1 ? 1 : 0) - x - y, W: x, H: y), Divisor = slowest, Plus = slowest == 1 ? 0 : 1, Factor = own.Longest };
    }
}
