using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Chooses the strongest argument for what a rule computes: the product with a machine or a conserved number for every length, exhaustive runs up to a length, or the table alone.</summary>
internal static class FunctionExamination
{
    /// <summary>The most operand pairs that are run for one length.</summary>
    private const int Budget = 1 << 13;

    public static FunctionProof Run(Automaton automaton, LocalTask task, Convergence convergence, AdditiveQuantity? invariant)
    {
        if (task.Specification is not null
            && automaton.Boundary is Boundary.FixedBoundary wall
            && TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, wall, task.Specification) is null)
            return Product(automaton, task, wall);
        return task switch
        {
            ArithmeticTask arithmetic => DigitProof.Of(automaton, arithmetic, convergence, invariant) ?? Exhaustive(automaton, arithmetic, convergence),
            LatticeTask { StepLaw: null } => TableOnly(task.Rule) with
            {
                Status = ProofStatus.Proved,
                Specification = task.Name,
                Statement = (SortProof.Of(automaton, convergence) is { } sorted ? $"{sorted}. And " : "") + $"every step on every lattice, of any size and for any number of steps, is that of {task.Name}: the tables are equal.",
            },
            _ => new(ProofStatus.NotProved, task.Name, TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, automaton.Boundary, task.Specification!)! + ".", null, null, null),
        };
    }

    public static FunctionProof TableOnly(LocalRule specification) =>
        new(ProofStatus.NotProved, $"table {specification.Hash}", "each step is that of the table, but no specification says what iterating it should compute.", null, null, null);

    private static FunctionProof Product(Automaton automaton, LocalTask task, Boundary.FixedBoundary wall)
    {
        (int pairs, byte[]? word, string? difference) = TransducerProduct.Explore(automaton.Rule, automaton.Readout, wall, task.Specification!);
        if (pairs < 0)
            return new(ProofStatus.NotProved, task.Name, difference! + ".", null, null, null);
        return word is null
            ? new(ProofStatus.Proved, task.Name, $"for every length and every input the fixed point reads as {task.Name}: the product with the specification has {pairs} reachable states, and all of them agree.", pairs, null, null)
            : new(ProofStatus.NotProved, task.Name, difference! + ".", null, null, FailingInput.Describe(task, word));
    }

    /// <summary>Small operands are run even where a proof follows: they also pass through encoder and decoder, of which the proof knows nothing.</summary>
    private static FunctionProof Exhaustive(Automaton automaton, ArithmeticTask task, Convergence convergence)
    {
        int length = 0;
        for (long pairs = (long)task.Base * task.Base; pairs <= Budget; pairs *= (long)task.Base * task.Base)
        {
            length++;
            if (FailingInput.Operands(automaton, task, length) is { } failing)
                return new(ProofStatus.NotProved, task.Name, "an answer is wrong.", null, null, failing);
        }

        return OuterProductProof.Of(automaton, task, convergence) ?? new(ProofStatus.CheckedUpTo, task.Name, $"every pair of operands of up to {length} digits in base {task.Base} gives the right answer; longer ones are not claimed.", null, length, null);
    }
}
