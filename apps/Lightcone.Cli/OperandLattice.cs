using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>Operands on the lattice of the rule that is really run: its alphabets must be the task's, and its wall is what stands at the edge.</summary>
internal static class OperandLattice
{
    /// <exception cref="InputException">The rule has states of its own, which the task's decoder cannot read.</exception>
    public static Lattice Of(RuleSource subject, ArithmeticTask task, Natural a, Natural b, int? digits)
    {
        LocalRule rule = subject.Automaton.Rule;
        if (!rule.State.Equals(task.Rule.State) || !Equals(rule.Frozen, task.Rule.Frozen))
            throw new InputException($"this rule goes {rule.Signature}, and {task.Name} cannot write operands for it or read its answers: it has symbols of its own. Learn the task itself, or run the rule on symbols in a program.");
        return task.Encode(a, b, digits).WithBoundary(subject.Automaton.Boundary);
    }
}
