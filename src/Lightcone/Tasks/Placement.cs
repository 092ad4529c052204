using Lightcone.Foundation.Input;

namespace Lightcone.Tasks;

/// <summary>What is to be computed, on the lattice of the rule that really runs: its alphabets, and its wall at the edge.</summary>
public static class Placement
{
    extension(Automaton automaton)
    {
        /// <summary>Symbols as the state, or, where the rule reads a frozen input, as that beside a state at rest.</summary>
        /// <param name="symbols">The symbols, of the frozen alphabet where there is one.</param>
        /// <param name="boundary">What lies beyond the edges of the state; the automaton's own when null.</param>
        /// <exception cref="ArgumentException">The symbols are of another alphabet.</exception>
        public Lattice Place(Lattice symbols, Boundary? boundary = null)
        {
            ArgumentNullException.ThrowIfNull(symbols);
            Boundary edge = boundary ?? automaton.Boundary;
            byte rest = (edge as Boundary.FixedBoundary)?.Symbol ?? 0;
            LocalRule rule = automaton.Rule;
            return rule.Frozen is not null ? Lattice.Filled(rule.State, symbols.Shape, edge, rest).WithInput(symbols) : symbols;
        }

        /// <summary>Operands of a task.</summary>
        /// <param name="task">The task that writes operands and reads answers.</param>
        /// <param name="a">The first operand.</param>
        /// <param name="b">The second operand.</param>
        /// <param name="digits">Digits on the lattice; as many as are needed when null.</param>
        /// <exception cref="InputException">The rule has states of its own, which the task's decoder cannot read.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The operands have more digits.</exception>
        public Lattice Place(ArithmeticTask task, Natural a, Natural b, int? digits = null)
        {
            ArgumentNullException.ThrowIfNull(task);
            LocalRule rule = automaton.Rule;
            if (!rule.State.Equals(task.Rule.State) || !Equals(rule.Frozen, task.Rule.Frozen))
                throw new InputException($"this rule goes {rule.Signature}, and {task.Name} cannot write operands for it or read its answers: it has symbols of its own. Learn the task itself, or run the rule on symbols in a program.");
            return task.Encode(a, b, digits).WithBoundary(automaton.Boundary);
        }
    }
}
