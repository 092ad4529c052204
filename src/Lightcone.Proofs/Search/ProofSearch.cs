using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Looks for the numbers of a proof: a potential, a one-way current, a conserved quantity. Nothing that is found here is believed; <see cref="Checking"/> checks every number.</summary>
internal static class ProofSearch
{
    /// <summary>The longest time after which it is tried whether everything rests.</summary>
    private const int LongestTime = 8;

    /// <summary>The largest base of a bound that grows like a power: worth having where no other is found.</summary>
    private const int LargestBase = 3;

    /// <summary>Bounds are compared on a row of so many cells.</summary>
    private const int LongRow = 64;

    private static readonly CarriedProofs Nothing = new(null, null, null, null, null, null);

    /// <summary>What can be found for an automaton. Costs up to some seconds of exact linear programming.</summary>
    public static CarriedProofs Run(Automaton automaton, bool seeksInvariant) =>
        Convergence(automaton.Rule, automaton.Boundary) with { Invariant = seeksInvariant ? AdditiveQuantitySearch.Smallest(automaton.Rule, automaton.Boundary) : null };

    /// <summary>Looks for numbers only where no simpler argument holds, or only a bounded time may be better, and no small lattice has a cycle. Where the bound is more than twice what small lattices need, another argument may have a better one.</summary>
    private static CarriedProofs Convergence(LocalRule rule, Boundary boundary)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        ConvergenceArgument? direct = ConvergenceExamination.ByInfluence(rule, essential, boundary, out Obstacle why);
        if (direct is not null && (direct.ForgetsStart || rule.Dimensions != 1))
            return Nothing;
        ConvergenceArgument small = SmallLattices.Examine(rule, boundary, why);
        if (small is ConvergenceArgument.Cycle)
            return Nothing;
        CarriedProofs best = direct is null ? Falling(rule, essential, boundary) : Nothing;
        StepBound? bound = direct?.StepBound ?? Bound(best) ?? ConvergenceExamination.Ordered(rule)?.StepBound;
        if (rule.Dimensions != 1 || IsNear())
            return best;
        if (small is ConvergenceArgument.CheckedToSize { Steps: <= LongestTime } brief && BoundedTimeCheck.Windows(rule, essential, boundary, (int)brief.Steps) is not null)
            return Nothing with { BoundedSteps = (int)brief.Steps };
        if (direct is not null)
            return Nothing;
        Try(Nothing with { Induction = WallInductionSearch.Run(rule, essential, boundary, largestBase: 0) });
        if (!IsNear())
            Try(Nothing with { Chain = CausalChainSearch.Run(rule, essential, boundary) });
        if (bound is null)
            Try(Nothing with { Induction = WallInductionSearch.Run(rule, essential, boundary, LargestBase) });
        return bound is null ? Nothing with { Cycle = MovingPatternSearch.Run(rule, essential, boundary) } : best;

        StepBound? Bound(CarriedProofs found) => ConvergenceExamination.Brought(rule, essential, boundary, found)?.StepBound;

        bool IsNear() => bound is not null && small is ConvergenceArgument.CheckedToSize seen && bound.Evaluate(seen.Cells) <= 2 * seen.Steps;

        void Try(CarriedProofs found)
        {
            if (Bound(found) is { } other && (bound is null || other.Evaluate(LongRow) < bound.Evaluate(LongRow)))
                (best, bound) = (found, other);
        }
    }

    private static CarriedProofs Falling(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        if (ConvergenceExamination.Form(rule, essential, boundary) is { } form && PotentialSearch.Run(form) is { } found)
            return Nothing with { Potential = found };
        return Nothing with { OneWayCurrent = EdgedRow.Of(rule, essential, boundary) is { } row ? OneWayCurrentSearch.Run(row) : null };
    }
}
