using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Comparison of binary numbers with frozen operands: the state is the order of the digits so far; a cell whose digits differ decides, a cell whose digits agree passes the lower cell's verdict on.</summary>
public static class BinaryComparison
{
    /// <summary>The three verdicts in order: &lt;, =, &gt;.</summary>
    public static Alphabet Order { get; } = Alphabet.Ordered("<", "=", ">");

    /// <summary>The rule: 12 neighborhoods (pair ab, lower verdict).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(
        FrozenOperands.Signature(2, Order), n => (n[0] >> 1) == (n[0] & 1) ? n[1] : (byte)((n[0] >> 1) > (n[0] & 1) ? 2 : 0));

    /// <summary>The task <c>comparison</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "comparison",
        Summary = "which of two binary numbers is larger; operands frozen, the verdict travels",
        Rule = Rule,
        Boundary = Boundary.Fixed(1),
        Shape = new NetworkShape(8),
        Base = 2,
        Sign = '?',
        // The machine keeps the sign of the difference of the digits read so far: a higher digit outweighs all lower ones.
        Specification = FrozenOperands.Machine(2, 3, 1, Order, static (verdict, a, b) =>
        {
            int difference = Math.Sign((2 * (a - b)) + (verdict - 1));
            return (difference + 1, difference + 1);
        }),
        Encoder = static (a, b, digits) => FrozenOperands.Encode(2, Order, 1, a, b, digits),
        Decoder = static (final, _) => new(null, Relation: Order.Names[final[final.Count - 1]]),
        StepLaw = static (a, b) => FrozenOperands.LongestChain(a, b, 2, static (p, q) => p != q, static (p, q) => p == q),
        WorstCase = static digits => (Natural.FromDigits(2, AllOnes(digits)), Natural.FromDigits(2, [0, .. AllOnes(digits)[1..]])),
    };

    private static byte[] AllOnes(int digits)
    {
        byte[] ones = new byte[digits];
        Array.Fill(ones, (byte)1);
        return ones;
    }
}
