using System.Numerics;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Inverse Gray code: the binary number whose reflected Gray code is given, most significant bit first. Each binary digit is the exclusive or of its code bit and the next higher digit, so the rule is that of prefix parity under another reading.</summary>
public static class GrayCode
{
    /// <summary>The rule: 4 neighborhoods (code bit, next higher digit).</summary>
    public static LocalRule Rule { get; } = SignalTask.Rule(Alphabet.Binary, Alphabet.Binary, static (higher, code) => higher ^ code);

    /// <summary>The task <c>gray-code</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "gray-code",
        Summary = "from Gray code to binary, most significant bit first; the digit travels",
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        InputIsFrozen = true,
        Specification = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, 2, 0, static (digit, code) => digit == code ? (0, 0) : (1, 1)),
        Reference = static (initial, steps) => SignalTask.After(initial, steps, Decode),
        StepLaw = SignalTask.SinceFirst,
        WorstCase = SignalTask.FirstOnly,
    };

    /// <summary>The whole number at once: g, then g xor g/2, then that xor its quarter, and so on by doubling shifts.</summary>
    private static byte[] Decode(byte[] code)
    {
        BigInteger number = Natural.FromDigits(2, [.. code.Reverse()]).ToBigInteger();
        for (int shift = 1; shift < code.Length; shift *= 2)
            number ^= number >> shift;
        byte[] digits = new byte[code.Length];
        Natural.From(number).Digits.CopyTo(digits);
        Array.Reverse(digits);
        return digits;
    }
}
