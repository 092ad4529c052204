using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Binary subtraction in borrow-save form: one cell in {-1,0,1}, v' = v mod 2 - [lower neighbor = -1]. It starts as the digit differences a - b, and the borrows move within the state until only 0 and 1 are left.</summary>
/// <remarks>The answer stands in two's complement, one cell longer than the operands: the last cell is 1 for a negative difference.</remarks>
public static class BinarySubtractionBorrowSave
{
    private static readonly Alphabet Differences = Alphabet.Ordered("-1", "0", "1");

    private static readonly DigitCode Code = new(2, '-', Differences, -1, 0, 1);

    /// <summary>The rule: 9 neighborhoods (own, lower); symbols 0, 1, 2 stand for -1, 0, 1.</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(
        Differences, Neighborhood.Of(0, -1), n => (byte)((n[0] == 1 ? 0 : 1) - (n[1] == 0 ? 1 : 0) + 1));

    /// <summary>The task <c>subtraction-borrow-save</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "subtraction-borrow-save",
        Summary = "binary subtraction; digit differences -1, 0, 1, borrows move within the state",
        Rule = Rule,
        Boundary = Boundary.Fixed(Code.Zero),
        Shape = new NetworkShape(16),
        Base = 2,
        Sign = '-',
        Code = Code,
        Encoder = Code.Encode,
        Decoder = static (final, _) => Code.Decode(final),
        // A borrow that leaves the operands also changes the extra cell above them.
        StepLaw = static (a, b) => FrozenOperands.LongestChain(a, b, 2, static (p, q) => p < q, static (p, q) => p == q, extraCells: 1),
        WorstCase = BinarySubtraction.Task.WorstCase,
    };
}
