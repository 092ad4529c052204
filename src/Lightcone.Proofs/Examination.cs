using Lightcone.Proofs.Search;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Searches for the numbers of a proof, then has everything checked: the one place where searching and checking meet. Reading a certificate does not pass through here.</summary>
internal static class Examination
{
    /// <summary>For a task whose digits have values the invariant is given, and none is looked for.</summary>
    public static Verdict Run(Automaton automaton, LocalTask task) => Certifier.Run(automaton, task, () => ProofSearch.Run(automaton, seeksInvariant: task is not ArithmeticTask { Code: not null }));

    public static Verdict Run(Automaton automaton, LocalRule specification) => Certifier.Run(automaton, specification, () => ProofSearch.Run(automaton, seeksInvariant: true));
}
