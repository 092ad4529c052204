using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// Multiplication on the outer product for every number of digits: each cell hands on what it was given (one equation for each neighborhood), so every row stands for the product of the first factor and the digits of the second down to that row;
/// carries leave each column after its last digit, so the last row has none; and the fixed point is unique.
/// </summary>
internal static class OuterProductProof
{
    /// <summary>The proof, or null when one of its parts is missing.</summary>
    public static FunctionArgument.OuterProduct? Of(Automaton automaton, ArithmeticTask task, Convergence convergence)
    {
        if (task.Grid is not { } code || automaton.Readout is not null || convergence is not { Status: ProofStatus.Proved, IsUnique: true } || automaton.Boundary is not Boundary.FixedBoundary wall || wall != task.Boundary)
            return null;
        LocalRule rule = automaton.Rule;
        // All three have to be read: what is not read would count as 0 below, and be lost. What else is read makes no difference, since the equation holds for every neighborhood.
        if (!rule.Signature.FrozenNeighborhood.Offsets.Contains(default) || !rule.Signature.StateNeighborhood.Offsets.Contains(Above) || !rule.Signature.StateNeighborhood.Offsets.Contains(AboveLeft))
            return null;
        // Digits are 0 or 1 and carries not negative; nothing comes from the wall.
        if (code.Digits.Any(static value => value is < 0 or > 1) || code.Carries.Any(static value => value < 0) || code.Digits[wall.Symbol] != 0 || code.Carries[wall.Symbol] != 0)
            return null;
        int cases = 0;
        byte[] neighborhood = new byte[rule.Signature.Positions];
        for (int index = 0; index < rule.Signature.DomainSize; index++, cases++)
        {
            rule.Signature.Unpack(index, neighborhood);
            (int given, int digit, int carry) = (0, 0, 0);
            for (int k = 0; k < neighborhood.Length; k++)
            {
                if (k < rule.Signature.FrozenNeighborhood.Count)
                    given = rule.Signature.OffsetAt(k) == default ? neighborhood[k] : given;
                else if (rule.Signature.OffsetAt(k) == Above)
                    digit = code.Digits[neighborhood[k]];
                else if (rule.Signature.OffsetAt(k) == AboveLeft)
                    carry = code.Carries[neighborhood[k]];
            }

            byte next = rule.Table[index];
            if (code.Digits[next] + (2 * code.Carries[next]) != given + digit + carry || (given == 0 && carry == 0 && code.Carries[next] != 0))
                return null;
        }

        return new(cases);
    }

    private static Offset Above { get; } = new(0, -1);

    private static Offset AboveLeft { get; } = new(-1, -1);
}
