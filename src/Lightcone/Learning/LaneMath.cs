using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Learning;

/// <summary>
/// Arithmetic on eight lanes of doubles, from operations that IEEE 754 rounds exactly and in an order that is written out: a machine with narrower registers, or none, computes the same bytes.
/// </summary>
internal static class LaneMath
{
    /// <summary>Lanes in a block.</summary>
    public const int Lanes = 8;

    // Adding this number rounds to a whole number and leaves its low bits at the bottom of the significand.
    private const double Rounder = 6755399441055744.0;

    /// <summary>e^x in each lane; arguments are cut off at -700 and 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> low = Vector512.Create(-700.0);
        Vector512<double> high = Vector512.Create(700.0);
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, low), low, x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x);
        Vector512<double> shifted = (x * Vector512.Create(1.44269504088896338700)) + Vector512.Create(Rounder);
        Vector512<double> n = shifted - Vector512.Create(Rounder);
        Vector512<double> r = x - (n * Vector512.Create(6.93147180369123816490e-01)) - (n * Vector512.Create(1.90821492927058770002e-10));
        // The series 1 + r + r^2/2! + ... + r^12/12!, exact to 1e-15 for |r| <= ln 2 / 2.
        Vector512<double> sum = Vector512.Create(1 / 479001600.0);
        sum = (sum * r) + Vector512.Create(1 / 39916800.0);
        sum = (sum * r) + Vector512.Create(1 / 3628800.0);
        sum = (sum * r) + Vector512.Create(1 / 362880.0);
        sum = (sum * r) + Vector512.Create(1 / 40320.0);
        sum = (sum * r) + Vector512.Create(1 / 5040.0);
        sum = (sum * r) + Vector512.Create(1 / 720.0);
        sum = (sum * r) + Vector512.Create(1 / 120.0);
        sum = (sum * r) + Vector512.Create(1 / 24.0);
        sum = (sum * r) + Vector512.Create(1 / 6.0);
        sum = (sum * r) + Vector512.Create(1 / 2.0);
        sum = (((sum * r) + Vector512<double>.One) * r) + Vector512<double>.One;
        Vector512<long> power = (shifted.AsInt64() << 52) + Vector512.Create(0x3FF0_0000_0000_0000L);
        return sum * power.AsDouble();
    }

    /// <summary>The sum of the lanes, always in this order: ((0+4) + (2+6)) + ((1+5) + (3+7)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The smallest lane.</summary>
    public static double Min(Vector512<double> lanes)
    {
        double least = lanes.GetElement(0);
        for (int i = 1; i < Lanes; i++)
            least = Math.Min(least, lanes.GetElement(i));
        return least;
    }
}
