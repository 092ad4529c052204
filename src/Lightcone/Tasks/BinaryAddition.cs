using System.Numerics;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Binary addition with frozen operands: the state is the carry out of each cell, c' = majority(a, b, carry of the next lower cell); the sum digit a xor b xor carry is read off at the end.</summary>
public static class BinaryAddition
{
    private static readonly Signature Signature = FrozenOperands.Signature(2, Alphabet.Binary);

    /// <summary>The carry's rule: 8 neighborhoods (pair ab, lower carry).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(Signature, n => (byte)((n[0] >> 1) + (n[0] & 1) + n[1] >= 2 ? 1 : 0));

    /// <summary>The sum digit's function of the same neighborhood.</summary>
    public static LocalRule Readout { get; } = LocalRule.FromFunction(Signature, n => (byte)((n[0] >> 1) ^ (n[0] & 1) ^ n[1]));

    /// <summary>The task <c>addition</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "addition",
        Summary = "binary addition; operands frozen, the carry travels",
        Rule = Rule,
        Readout = Readout,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        Benchmark = BenchmarkTask.BinaryAddition,
        Base = 2,
        Sign = '+',
        Specification = FrozenOperands.Machine(2, 2, 0, Alphabet.Binary, static (carry, a, b) => ((a + b + carry) / 2, (a + b + carry) % 2), 0, 1),
        Encoder = static (a, b, digits) => FrozenOperands.Encode(2, Alphabet.Binary, 0, a, b, digits),
        Decoder = static (final, readout) => DecodeSum(2, final, readout),
        StepLaw = static (a, b) => FrozenOperands.LongestChain(a, b, 2, static (p, q) => p + q >= 2, static (p, q) => p + q == 1),
        WorstCase = static digits => AllDigits(2, digits),
    };

    /// <summary>The lattice that adds <paramref name="x"/> and <paramref name="y"/>.</summary>
    /// <param name="x">A natural number.</param>
    /// <param name="y">A natural number.</param>
    /// <param name="length">Cells; at least the bits of the larger operand, which is the default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An operand is negative or does not fit.</exception>
    public static Lattice Encode(BigInteger x, BigInteger y, int? length = null) => Task.Encode(Natural.From(x), Natural.From(y), length);

    /// <summary>The sum on a settled lattice: its digits by <see cref="Readout"/>, the carry out of the last cell on top.</summary>
    public static BigInteger Decode(Lattice final) => Task.Decode(final).Magnitude!.ToBigInteger();

    /// <summary>Digits by the readout, the carry out of the last cell as the top digit.</summary>
    internal static Answer DecodeSum(int numberBase, Lattice final, LocalRule? readout)
    {
        Lattice digits = readout!.Map(final);
        return new(Natural.FromDigits(numberBase, [.. digits.Cells, final[final.Count - 1]]));
    }

    /// <summary>The longest chain: all digits highest, plus one.</summary>
    internal static (Natural A, Natural B) AllDigits(int numberBase, int digits)
    {
        byte[] highest = new byte[digits];
        Array.Fill(highest, (byte)(numberBase - 1));
        return (Natural.FromDigits(numberBase, highest), Natural.FromDigits(numberBase, [1]));
    }
}
