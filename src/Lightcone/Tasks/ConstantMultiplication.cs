using System.Numerics;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Multiplication of a binary number by a constant: the bits are frozen, least significant first, the carry (below the constant) travels, and the digit (N bit + carry) mod 2 is read off at the end. Zeros above the number take up the carry.</summary>
public static class ConstantMultiplication
{
    /// <summary>The task <c>multiply-by-N</c>.</summary>
    /// <param name="factor">2 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is outside 2 to 64.</exception>
    public static LatticeTask Of(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 64);
        Alphabet carry = Alphabet.Digits(factor);
        return new()
        {
            Name = $"multiply-by-{factor}",
            Summary = $"a binary number times {factor}, least significant bit first; the carry travels",
            Rule = SignalTask.Rule(Alphabet.Binary, carry, (before, bit) => ((factor * bit) + before) / 2),
            Readout = SignalTask.Readout(Alphabet.Binary, carry, Alphabet.Binary, (before, bit) => ((factor * bit) + before) % 2),
            Boundary = Boundary.Fixed(),
            Shape = factor <= 4 ? new NetworkShape(8) : new NetworkShape(24, OneHot: true),
            ReadoutShape = factor <= 4 ? new NetworkShape(8) : new NetworkShape(24, OneHot: true),
            InputIsFrozen = true,
            // The machine shifts a window: what is left of the product above the digits already written.
            Specification = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, factor, 0, (rest, bit) =>
            {
                int window = bit == 1 ? rest + factor : rest;
                return (window >> 1, window & 1);
            }),
            Reference = (initial, steps) => SignalTask.After(initial, steps, word => Carries(word, factor)),
            ReferenceAnswer = lattice => Product(lattice.Input!.Cells.ToArray(), factor),
            StepLaw = lattice => SignalTask.Steps(lattice, (before, bit) => (before + (bit * factor)) >> 1),
        };
    }

    private static byte[] Product(byte[] word, int factor)
    {
        byte[] digits = new byte[word.Length];
        ReadOnlySpan<byte> product = Natural.From(Natural.FromDigits(2, word).ToBigInteger() * factor).Digits;
        product[..Math.Min(product.Length, digits.Length)].CopyTo(digits);
        return digits;
    }

    /// <summary>The carries that BigInteger's product implies: digit + 2 next = factor bit + carry.</summary>
    private static byte[] Carries(byte[] word, int factor)
    {
        byte[] digits = Product(word, factor);
        byte[] carries = new byte[word.Length];
        int carry = 0;
        for (int i = 0; i < word.Length; i++)
            carries[i] = (byte)(carry = ((factor * word[i]) + carry - digits[i]) / 2);
        return carries;
    }
}
