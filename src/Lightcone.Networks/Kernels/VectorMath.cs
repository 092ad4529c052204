using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>
/// Elementary functions on 16 floats from exactly rounded operations in a fixed order: the same bits on every instruction set, which the platform's functions do not promise.
/// </summary>
/// <remarks>
/// Largest error found at every 97th number of single precision: 1 unit in the last place for the exponential, 3 for logarithm, sigmoid and tangent; <see cref="Normal"/> says its own. Where the
/// exponential is held, what is made of it is too: the sigmoid ends at 6e-39.
/// </remarks>
internal static class VectorMath
{
    // Adding and subtracting 1.5 * 2^23 rounds to the nearest integer and leaves that integer in the low bits.
    private const float Rounder = 12582912f;
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.42860682030941723e-6f;

    /// <summary>Exponential of arguments held to -87 .. 88; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Hold(x, -87f, 88f);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(Rounder));
        Vector512<float> n = shifted - Vector512.Create(Rounder);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);

        // Taylor to the seventh power: the rest is below 1e-8 for |r| <= ln 2 / 2.
        Vector512<float> sum = Vector512.Create(1f / 5040);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 720));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 120));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 24));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 6));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(0.5f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
        Vector512<int> power = Vector512.ShiftLeft(shifted.AsInt32() - Vector512.Create(Rounder).AsInt32() + Vector512.Create(127), 23);
        return sum * power.AsSingle();
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>Hyperbolic tangent: a series near zero, where the quotient of exponentials would cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> size = Vector512.Abs(x);
        Vector512<float> e = Exp(size * -2f);
        Vector512<float> far = (Vector512<float>.One - e) / (Vector512<float>.One + e);
        far = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), -far, far);
        Vector512<float> q = x * x;
        Vector512<float> sum = Vector512.Create(-1382f / 155925);
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(62f / 2835));
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(-17f / 315));
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(2f / 15));
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(-1f / 3));
        Vector512<float> near = Vector512.FusedMultiplyAdd(sum * q, x, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.25f)), near, far);
    }

    /// <summary>The standard normal distribution function: a Chebyshev fit of the complementary error function (Press et al., "Numerical Recipes", section 6.2).</summary>
    /// <remarks>Largest error found: 2.1e-7. Of the value itself it is 4.1e-7 above -1, 1.1e-6 above -3 and 1.6e-5 above -13, because the rounding of the exponent counts as often as it is large; below that the exponential is held, and the value is less than 1e-38.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Normal(Vector512<float> x)
    {
        Vector512<float> z = Vector512.Abs(x) * 0.70710678f;
        Vector512<float> t = Vector512<float>.One / Vector512.FusedMultiplyAdd(z, Vector512.Create(0.5f), Vector512<float>.One);
        Vector512<float> sum = Vector512.Create(0.17087277f);
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-0.82215223f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(1.48851587f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-1.13520398f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.27886807f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-0.18628806f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.09678418f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(0.37409196f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(1.00002368f));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(-1.26551223f));
        Vector512<float> tail = t * 0.5f * Exp(Vector512.FusedMultiplyAdd(-z, z, sum));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One - tail, tail);
    }

    /// <summary>Natural logarithm of positive normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        // x = 2^e m with m in [sqrt(1/2), sqrt 2): the exponent field is cut at the bit pattern of sqrt(1/2).
        Vector512<int> shifted = x.AsInt32() - Vector512.Create(0x3F3504F3);
        Vector512<int> exponent = Vector512.ShiftRightArithmetic(shifted, 23);
        Vector512<float> m = ((shifted & Vector512.Create(0x007FFFFF)) + Vector512.Create(0x3F3504F3)).AsSingle();
        Vector512<float> e = Vector512.ConvertToSingle(exponent);
        Vector512<float> s = (m - Vector512<float>.One) / (m + Vector512<float>.One);
        Vector512<float> q = s * s;
        Vector512<float> sum = Vector512.Create(1f / 9);
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(1f / 7));
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(1f / 5));
        sum = Vector512.FusedMultiplyAdd(sum, q, Vector512.Create(1f / 3));
        Vector512<float> twice = s + s;
        Vector512<float> log = Vector512.FusedMultiplyAdd(sum * q, twice, twice);
        log = Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Low), log);
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2High), log);
    }

    /// <summary>The sum of the 16 lanes from the first to the last.</summary>
    public static float Sum(Vector512<float> x)
    {
        float sum = x.GetElement(0);
        for (int i = 1; i < Lanes.Count; i++)
            sum += x.GetElement(i);
        return sum;
    }

    // Comparisons and selections instead of Min and Max, whose treatment of NaN differs between instruction sets.
    private static Vector512<float> Hold(Vector512<float> x, float low, float high)
    {
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(low)), Vector512.Create(low), x);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(high)), Vector512.Create(high), x);
    }
}
