using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>What a search or a certificate brings, so that nothing has to be searched for while it is checked: whole numbers, each of which stands in inequalities or equations.</summary>
/// <param name="Potential">The potential of the level of convergence, or null.</param>
/// <param name="OneWayCurrent">The one-way current of the level of convergence, or null.</param>
/// <param name="Induction">The induction from an end of the row, or null.</param>
/// <param name="BoundedSteps">After how many steps nothing changes any more, or null.</param>
/// <param name="Cycle">A state that comes back without resting, or null.</param>
/// <param name="Invariant">The invariant of the level of function, or null.</param>
/// <param name="Chain">The chain of causes, or null.</param>
/// <param name="Ends">The map from starts to ends, or null.</param>
internal sealed record CarriedProofs(BlockPotential? Potential, OneWayCurrent? OneWayCurrent, WallInduction? Induction, int? BoundedSteps, Lattice? Cycle, AdditiveQuantity? Invariant, CausalChain? Chain = null, Bimachine? Ends = null)
{
    /// <summary>Why one of them does not hold for an automaton, or null.</summary>
    public string? Violation(Automaton automaton)
    {
        EssentialInputs essential = EssentialInputs.Of(automaton.Rule);
        if (Potential is not null)
        {
            RowForm? form = ConvergenceExamination.Form(automaton.Rule, essential, automaton.Boundary);
            PotentialCheck? check = form is null ? null : PotentialCheck.Of(form, Potential);
            if (check is null)
                return "the potential does not belong to this rule: it has other blocks, entries out of range, or entries that no inequality asks for";
            if (check.Violation is not null)
                return check.Violation;
        }

        if (OneWayCurrent is not null)
        {
            string? violation = EdgedRow.Of(automaton.Rule, essential, automaton.Boundary) is { } row ? OneWayCurrentCheck.Violation(row, OneWayCurrent, out _) : "the rule runs on no row with ends";
            if (violation is not null)
                return $"the one-way current is none: {violation}";
        }

        if (Induction is not null)
        {
            string? violation = ConvergenceExamination.Row(automaton.Rule, essential, automaton.Boundary, Induction) is { } row ? WallInductionCheck.Violation(row, Induction, out _) : "the induction does not belong to this rule: it runs on no row with ends";
            if (violation is not null)
                return violation;
        }

        if (Chain is not null)
        {
            string? violation = CausalRow.Of(automaton.Rule, essential, automaton.Boundary, Chain.IsFromRight, Chain.Width) is { } row ? CausalChainCheck.Violation(row, Chain, out _) : "the chain of causes does not belong to this rule: it runs on no row with ends";
            if (violation is not null)
                return violation;
        }

        if (Ends is not null && EndMapCheck.Run(automaton.Rule, automaton.Boundary, Ends, out string? other) is null)
            return other;
        if (BoundedSteps is { } steps && BoundedTimeCheck.Windows(automaton.Rule, essential, automaton.Boundary, steps) is null)
            return $"some window still changes after {EditDistance.Count(steps, "step")}";
        return Invariant is null ? null : AdditiveQuantityCheck.Violation(Invariant, automaton.Rule, automaton.Boundary);
    }
}
