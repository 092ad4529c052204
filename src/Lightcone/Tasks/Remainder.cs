using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>The remainder of a binary number, read from its most significant bit: each further bit doubles the remainder and adds itself. The bits are frozen, the remainder travels.</summary>
public static class Remainder
{
    /// <summary>The task <c>mod-M</c>.</summary>
    /// <param name="modulus">2 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="modulus"/> is outside 2 to 64.</exception>
    public static LatticeTask Of(int modulus)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modulus, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(modulus, 64);
        Alphabet rest = Alphabet.Digits(modulus);
        return new()
        {
            Name = $"mod-{modulus}",
            Summary = $"a binary number modulo {modulus}, most significant bit first; the remainder travels",
            Rule = SignalTask.Rule(Alphabet.Binary, rest, (before, bit) => ((2 * before) + bit) % modulus),
            Boundary = Boundary.Fixed(),
            Shape = modulus <= 4 ? new NetworkShape(8) : new NetworkShape(16, OneHot: true),
            InputIsFrozen = true,
            Specification = SignalTask.Visible(Alphabet.Binary, rest, (before, bit) =>
            {
                int sum = before + before + bit;
                return sum >= modulus ? sum - modulus : sum;
            }),
            Reference = (initial, steps) => SignalTask.After(initial, steps, word => Prefixes(word, (ulong)modulus)),
            // An input counts until its weight, a power of two, is divisible by the modulus: never, unless the modulus is a power of two itself.
            StepLaw = lattice => Math.Min(SignalTask.SinceFirst(lattice), int.IsPow2(modulus) ? int.Log2(modulus) : int.MaxValue),
            WorstCase = SignalTask.FirstOnly,
        };
    }

    /// <summary>Blocks of 32 bits: the number that a block's beginning spells, and the remainder before the block times a power of two.</summary>
    private static byte[] Prefixes(byte[] word, ulong modulus)
    {
        byte[] result = new byte[word.Length];
        ulong before = 0;
        for (int start = 0; start < word.Length; start += 32)
        {
            ulong block = 0;
            int end = Math.Min(32, word.Length - start);
            for (int k = 0; k < end; k++)
            {
                block |= (ulong)word[start + k] << (31 - k);
                result[start + k] = (byte)(((before << (k + 1)) + (block >> (31 - k))) % modulus);
            }

            before = result[start + end - 1];
        }

        return result;
    }
}
