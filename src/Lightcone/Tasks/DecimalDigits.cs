using System.Globalization;
using System.Numerics;

namespace Lightcone.Tasks;

/// <summary>
/// Decimal digits of large numbers by divide and conquer: BigInteger.ToString takes quadratic time (about 20 s for a million digits),
/// while its division does not, so halving the number by powers of ten first brings a million digits to about a second.
/// </summary>
internal static class DecimalDigits
{
    /// <summary>Below this many digits ToString is faster than a further division.</summary>
    private const int Leaf = 1_500;

    /// <summary>The digits, least significant first, possibly with leading zeros.</summary>
    public static byte[] Of(BigInteger value)
    {
        int estimate = (int)(value.GetBitLength() * 0.30103) + 2;
        List<BigInteger> powers = [BigInteger.Pow(10, Leaf)];
        int width = Leaf;
        while (width < estimate)
        {
            powers.Add(powers[^1] * powers[^1]);
            width *= 2;
        }

        byte[] digits = new byte[width];
        Write(value, digits, powers, powers.Count - 2);
        return digits;
    }

    /// <summary>Fills exactly <paramref name="digits"/>, whose length is twice that of the power at <paramref name="level"/>.</summary>
    private static void Write(BigInteger value, Span<byte> digits, List<BigInteger> powers, int level)
    {
        if (level < 0 || value.IsZero)
        {
            string text = value.ToString(CultureInfo.InvariantCulture);
            for (int i = 0; i < text.Length; i++)
                digits[i] = (byte)(text[^(i + 1)] - '0');
            return;
        }

        BigInteger high = BigInteger.DivRem(value, powers[level], out BigInteger low);
        int half = digits.Length / 2;
        Write(low, digits[..half], powers, level - 1);
        Write(high, digits[half..], powers, level - 1);
    }
}
