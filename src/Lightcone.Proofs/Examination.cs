using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Searches for the numbers of a proof, then has everything checked: the one place where searching and checking meet. Reading a certificate does not pass through here.</summary>
internal static class Examination
{
    /// <summary>For a task whose digits have values the invariant is given, and none is looked for.</summary>
    public static Verdict Run(Automaton automaton, LocalTask task) => Certifier.Run(automaton, task, () => Search(automaton, seeksInvariant: task is not ArithmeticTask { Code: not null }));

    public static Verdict Run(Automaton automaton, LocalRule specification) => Certifier.Run(automaton, specification, () => Search(automaton, seeksInvariant: true));

    /// <summary>The map from starts to ends is looked for last, and only where everything is proved to come to rest.</summary>
    private static CarriedProofs Search(Automaton automaton, bool seeksInvariant)
    {
        CarriedProofs found = ProofSearch.Run(automaton, seeksInvariant);
        EssentialInputs essential = EssentialInputs.Of(automaton.Rule);
        ConvergenceArgument? proved = ConvergenceExamination.ByInfluence(automaton.Rule, essential, automaton.Boundary, out _) ?? ConvergenceExamination.Brought(automaton.Rule, essential, automaton.Boundary, found) ?? ConvergenceExamination.Ordered(automaton.Rule);
        return proved is not null && new Convergence(proved).Status == ProofStatus.Proved && EndMapCheck.Row(automaton.Rule, essential, automaton.Boundary) is { } row && EndMapDiscovery.Search(row, automaton.Rule, out _) is { } ends ? found with { Ends = ends } : found;
    }
}
