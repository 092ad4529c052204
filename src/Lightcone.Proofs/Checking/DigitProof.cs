using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// Correctness of arithmetic in place for every length: the number that a row stands for is conserved (modulo base^n), every start comes to rest, and the rows at rest are exactly the rows of digits.
/// Since digits spell each residue modulo base^n once, the row at rest spells the sum or difference of the operands.
/// </summary>
internal static class DigitProof
{
    /// <summary>The proof, or null when one of its parts is missing.</summary>
    public static FunctionArgument.ConservedNumber? Of(Automaton automaton, ArithmeticTask task, Convergence convergence, AdditiveQuantity? invariant)
    {
        if (task.Code is not { } code || automaton.Readout is not null || convergence.Status != ProofStatus.Proved || automaton.Boundary is not Boundary.FixedBoundary)
            return null;
        if (!automaton.Boundary.Equals(task.Boundary) || invariant is null || invariant.Scale != code.Base || !invariant.Values.SequenceEqual(code.Values.Select(static value => (long)value)))
            return null;
        if (code.Base != task.Base || code.Sign != task.Sign || !StartsRight(code) || !RestsInDigits(automaton, code))
            return null;
        return new(code.Base, task.Sign, automaton.Rule.State.Size * automaton.Rule.State.Size);
    }

    /// <summary>Every pair of digits starts with the symbol of its sum or difference, and no pair of digits with 0.</summary>
    private static bool StartsRight(DigitCode code)
    {
        for (int a = 0; a < code.Base; a++)
            for (int b = 0; b < code.Base; b++)
                if (code.Values[code.Start(a, b)] != (code.Sign == '+' ? a + b : a - b))
                    return false;
        return code.Values[code.Zero] == 0;
    }

    /// <summary>The rows at rest are all words over symbols whose values are 0 .. base - 1, each once.</summary>
    private static bool RestsInDigits(Automaton automaton, DigitCode code)
    {
        if (FixedPointLanguage.Of(automaton.Rule, automaton.Boundary)?.FreeSymbols is not { } symbols)
            return false;
        return symbols.Select(symbol => code.Values[symbol]).Order().SequenceEqual(Enumerable.Range(0, code.Base));
    }
}
