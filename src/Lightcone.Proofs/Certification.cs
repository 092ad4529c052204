using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>From what was learned to a proof of it.</summary>
public static class Certification
{
    extension(NeuralRule network)
    {
        /// <summary>Examines the network against an exact rule: every neighborhood, essential inputs, convergence. Nothing is claimed about what iterating it computes; for that certify an automaton against a task.</summary>
        /// <param name="specification">The rule it should be.</param>
        /// <param name="boundary">The boundary for the level of convergence; left out, walls of symbol 0 for a rule with frozen input, a ring for one without.</param>
        /// <exception cref="InputException">The two go between different alphabets.</exception>
        public Verdict Certify(LocalRule specification, Boundary? boundary = null) =>
            Verdict.Examine(Automaton.Of(network, null, boundary ?? (network.Signature.Frozen is null ? Boundary.Periodic : Boundary.Fixed()), null), specification);
    }

    extension(Automaton automaton)
    {
        /// <summary>Examines the automaton against a task, up to what it computes for every length where that can be proved.</summary>
        /// <param name="task">What it should compute.</param>
        /// <exception cref="InputException">The automaton and the task speak of different alphabets.</exception>
        public Verdict Certify(LocalTask task) => Verdict.Examine(automaton, task);
    }
}
