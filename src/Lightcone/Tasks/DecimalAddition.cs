using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Decimal addition with frozen operands: the state is the carry out of each digit, the sum digit (a + b + carry) mod 10 is read off at the end.</summary>
public static class DecimalAddition
{
    /// <summary>The carry's rule: 200 neighborhoods (pair of digits, lower carry).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(
        FrozenOperands.Signature(10, Alphabet.Binary), n => (byte)((n[0] / 10) + (n[0] % 10) + n[1] >= 10 ? 1 : 0));

    /// <summary>The sum digit's function of the same neighborhood.</summary>
    public static LocalRule Readout { get; } = LocalRule.FromFunction(
        FrozenOperands.Signature(10, Alphabet.Binary, Alphabet.Decimal), n => (byte)(((n[0] / 10) + (n[0] % 10) + n[1]) % 10));

    /// <summary>The task <c>decimal-addition</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "decimal-addition",
        Summary = "decimal addition; operands frozen, the carry travels",
        Rule = Rule,
        Readout = Readout,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        ReadoutShape = new NetworkShape(12, OneHot: true),
        Base = 10,
        Sign = '+',
        Specification = FrozenOperands.Machine(10, 2, 0, Alphabet.Decimal, static (carry, a, b) => ((a + b + carry) / 10, (a + b + carry) % 10), 0, 1),
        Encoder = static (a, b, digits) => FrozenOperands.Encode(10, Alphabet.Binary, 0, a, b, digits),
        Decoder = static (final, readout) => BinaryAddition.DecodeSum(10, final, readout),
        StepLaw = static (a, b) => FrozenOperands.LongestChain(a, b, 10, static (p, q) => p + q >= 10, static (p, q) => p + q == 9),
        WorstCase = static digits => BinaryAddition.AllDigits(10, digits),
    };
}
