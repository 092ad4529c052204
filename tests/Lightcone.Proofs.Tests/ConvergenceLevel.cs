using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>The level of convergence by itself: what is found, checked.</summary>
internal static class ConvergenceLevel
{
    public static Convergence Examine(LocalRule rule, Boundary boundary) => new(ConvergenceExamination.Run(rule, EssentialInputs.Of(rule), boundary, ProofSearch.Run(new Automaton { Rule = rule, Boundary = boundary }, seeksInvariant: false)));
}
