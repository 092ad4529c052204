using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Checking;

/// <summary>Chooses the strongest argument for what a rule computes: the product with a machine or a conserved number for every length, exhaustive runs up to a length, or the table alone.</summary>
internal static class FunctionExamination
{
    /// <summary>The most operand pairs that are run for one length.</summary>
    private const int Budget = 1 << 13;

    public static FunctionProof Run(Automaton automaton, LocalTask task, Convergence convergence, AdditiveQuantity? invariant) => new(task.Name, Argument(automaton, task, convergence, invariant));

    public static FunctionProof TableOnly(LocalRule specification) => new($"table {specification.Hash}", new FunctionArgument.TableOnly());

    private static FunctionArgument Argument(Automaton automaton, LocalTask task, Convergence convergence, AdditiveQuantity? invariant)
    {
        if (task.Specification is not null
            && automaton.Boundary is Boundary.FixedBoundary wall
            && TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, wall, task.Specification) is null)
            return Product(automaton, task, wall);
        return task switch
        {
            ArithmeticTask arithmetic => (FunctionArgument?)DigitProof.Of(automaton, arithmetic, convergence, invariant) ?? Exhaustive(automaton, arithmetic, convergence),
            LatticeTask { StepLaw: null } => new FunctionArgument.EqualTables(SortProof.Holds(automaton, convergence)),
            _ => new FunctionArgument.NoProduct(TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, automaton.Boundary, task.Specification!)!.Value),
        };
    }

    private static FunctionArgument Product(Automaton automaton, LocalTask task, Boundary.FixedBoundary wall) =>
        TransducerProduct.Explore(automaton.Rule, automaton.Readout, wall, task.Specification!) switch
        {
            ProductResult.Agreement agreement => new FunctionArgument.Product(agreement.Pairs),
            ProductResult.TooMuchMemory memory => new FunctionArgument.TooMuchMemory(memory.Cells, memory.Inputs),
            ProductResult.TooManyPairs pairs => new FunctionArgument.TooManyPairs(pairs.Most),
            ProductResult.Difference { IsState: true } other => new FunctionArgument.OtherState(SmallInputs.FromWord(task, other.Word), other.Found, other.Expected),
            ProductResult.Difference other => new FunctionArgument.OtherOutput(SmallInputs.FromWord(task, other.Word), other.Found, other.Expected),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };

    /// <summary>Small operands are run even where a proof follows: they also pass through encoder and decoder, of which the proof knows nothing.</summary>
    private static FunctionArgument Exhaustive(Automaton automaton, ArithmeticTask task, Convergence convergence)
    {
        int length = 0;
        for (long pairs = (long)task.Base * task.Base; pairs <= Budget; pairs *= (long)task.Base * task.Base)
        {
            length++;
            if (SmallInputs.Operands(automaton, task, length) is { } failing)
                return new FunctionArgument.WrongAnswer(failing);
        }

        return (FunctionArgument?)OuterProductProof.Of(automaton, task, convergence) ?? new FunctionArgument.CheckedToLength(length, task.Base);
    }
}
