using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Looks for the numbers of a proof: a potential, a one-way current, a conserved quantity. Nothing that is found here is believed; <see cref="Checking"/> checks every number.</summary>
internal static class ProofSearch
{
    /// <summary>What can be found for an automaton. Costs up to some seconds of exact linear programming.</summary>
    public static CarriedProofs Run(Automaton automaton, bool seeksInvariant)
    {
        (BlockPotential? potential, OneWayCurrent? current) = Convergence(automaton.Rule, automaton.Boundary);
        return new(potential, current, seeksInvariant ? AdditiveQuantitySearch.Smallest(automaton.Rule, automaton.Boundary) : null);
    }

    /// <summary>Looks for numbers only where no simpler argument holds, and no small lattice has a cycle.</summary>
    private static (BlockPotential? Potential, OneWayCurrent? Current) Convergence(LocalRule rule, Boundary boundary)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        if (ConvergenceExamination.ByInfluence(rule, essential, boundary, out Obstacle why) is not null || SmallLattices.Examine(rule, boundary, why) is ConvergenceArgument.Cycle)
            return default;
        if (ConvergenceExamination.Form(rule, essential, boundary) is { } form && PotentialSearch.Run(form) is { } found)
            return (found, null);
        return (null, EdgedRow.Of(rule, essential, boundary) is { } row ? OneWayCurrentSearch.Run(row) : null);
    }
}
