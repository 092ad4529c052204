using System.Numerics;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Lengths;

/// <summary>
/// How many steps the addition of two random binary numbers takes until it settles, exactly: the longest carry chain, a pair of ones and the unequal pairs behind it (N. Pippenger, "Analysis of carry propagation in addition: an
/// elementary approach", Journal of Algorithms 42, 2002; the totals are OEIS A192054).
/// </summary>
/// <remarks>
/// A chain of more than m cells is the word "pair of ones, then m unequal pairs". That word overlaps itself nowhere, so the number of pairs of n-digit numbers without it is
/// A(n) = 4 A(n - 1) - 2^m A(n - m - 1).
/// </remarks>
public static class SettlingLaw
{
    /// <summary>Chains that are so unlikely in 10^9 digits that they change no digit of a double.</summary>
    private const int LongestLikely = 128;

    /// <summary>The most digits of an exact total; its cost grows with the cube.</summary>
    private const int MostExactDigits = 1_000;

    /// <summary>The steps of all 4^n pairs together.</summary>
    /// <param name="digits">n, 0 to 1,000.</param>
    public static BigInteger Total(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MostExactDigits);
        BigInteger total = 0;
        BigInteger[] without = new BigInteger[digits + 1];
        for (int m = 0; m < digits; m++)
        {
            for (int n = 0; n <= digits; n++)
                without[n] = n <= m ? BigInteger.Pow(4, n) : (4 * without[n - 1]) - ((BigInteger.One << m) * without[n - m - 1]);
            total += BigInteger.Pow(4, digits) - without[digits];
        }

        return total;
    }

    /// <summary>The mean over all pairs, in double precision.</summary>
    /// <param name="digits">n, 0 to 100,000,000; the time grows with it: 128 sums of n terms.</param>
    /// <exception cref="ResourceLimitException">There are more digits.</exception>
    public static double Mean(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        if (digits > 100_000_000)
            throw new ResourceLimitException($"the mean over {digits} digits takes too long to sum up. Use at most 100,000,000.");
        double mean = 0;
        for (int m = 0; m < Math.Min(digits, LongestLikely); m++)
        {
            // The share of pairs with the word; its last values lie in a ring.
            double chance = Math.ScaleB(1, -m - 2);
            double[] with = new double[m + 1];
            double last = 0;
            for (int n = m + 1, at = 0; n <= digits; n++, at = at == m ? 0 : at + 1)
            {
                double before = with[at];
                last += chance * (1 - before);
                with[at] = last;
            }

            mean += last;
        }

        return mean;
    }
}
