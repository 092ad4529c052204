using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Binary subtraction with frozen operands: the state is the borrow out of each cell, [a - b - lower borrow is negative]; the digit a xor b xor borrow is read off at the end.</summary>
public static class BinarySubtraction
{
    private static readonly Signature Signature = FrozenOperands.Signature(2, Alphabet.Binary);

    /// <summary>The borrow's rule: 8 neighborhoods (pair ab, lower borrow).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(Signature, n => (byte)((n[0] >> 1) - (n[0] & 1) - n[1] < 0 ? 1 : 0));

    /// <summary>The digit's function of the same neighborhood.</summary>
    public static LocalRule Readout { get; } = LocalRule.FromFunction(Signature, n => (byte)((n[0] >> 1) ^ (n[0] & 1) ^ n[1]));

    /// <summary>The task <c>subtraction</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "subtraction",
        Summary = "binary subtraction; operands frozen, the borrow travels",
        Rule = Rule,
        Readout = Readout,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        Base = 2,
        Sign = '-',
        // Floor division and remainder: a - b - borrow = 2 (-next) + digit.
        Specification = FrozenOperands.Machine(2, 2, 0, Alphabet.Binary, static (borrow, a, b) => (a - b - borrow < 0 ? 1 : 0, (a - b - borrow + 2) % 2), 0, 1),
        Encoder = static (a, b, digits) => FrozenOperands.Encode(2, Alphabet.Binary, 0, a, b, digits),
        Decoder = Decode,
        StepLaw = static (a, b) => FrozenOperands.LongestChain(a, b, 2, static (p, q) => p < q, static (p, q) => p == q),
        WorstCase = static digits => (Natural.FromDigits(2, [.. new byte[digits - 1], 1]), Natural.FromDigits(2, [1])),
    };

    /// <summary>A borrow out of the last cell means that the digits are those of 2^n + a - b: the difference is negative, its magnitude their two's complement.</summary>
    private static Answer Decode(Lattice final, LocalRule? readout)
    {
        byte[] digits = readout!.Map(final).Cells.ToArray();
        bool negative = final[final.Count - 1] == 1;
        if (negative)
        {
            int lowest = digits.AsSpan().IndexOf((byte)1);
            if (lowest < 0)
                return new(Natural.FromDigits(2, [.. digits, 1]), true);
            for (int i = lowest + 1; i < digits.Length; i++)
                digits[i] ^= 1;
        }

        return new(Natural.FromDigits(2, digits), negative);
    }
}
