using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Networks.Kernels;

/// <summary>
/// a * b + c over float32, rounded once, on processors that have vectors and no such instruction; the bits are those of the instruction.
/// </summary>
/// <remarks>
/// The numbers stand as doubles. A product of two floats is exact there; the sum is rounded to odd (toward zero, and the last bit set where something was lost), after which rounding to
/// float gives what one rounding of the exact value would give, since 53 bits are two more than 24 (S. Boldo and G. Melquiond, Emulation of a FMA and correctly rounded sums, 2008).
/// </remarks>
internal static class EmulatedFma
{
    /// <summary>Whether vectors are in hardware and fused multiply-add is not: x64 before Haswell, and WebAssembly.</summary>
    public static bool Pays
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated && !Fma.IsSupported && !AdvSimd.IsSupported;
    }

    /// <summary>Two sums; all three arguments and the result are floats that stand as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c)
    {
        Vector128<double> product = a * b;
        Vector128<double> sum = product + c;
        Vector128<double> second = sum - product;
        Vector128<double> error = product - (sum - second) + (c - second);

        // An infinite sum has an error that is not a number, which no comparison takes for a loss.
        Vector128<long> lost = Vector128.GreaterThan(Vector128.Abs(error), Vector128<double>.Zero).AsInt64();
        Vector128<long> away = (error.AsInt64() ^ sum.AsInt64()) >>> 63;
        Vector128<long> odd = (sum.AsInt64() - (away & lost)) | (lost & Vector128<long>.One);
        return Rounded(odd.AsDouble());
    }

    /// <summary>Doubles rounded to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Rounded(Vector128<double> value) => Sse2.IsSupported
        ? Sse2.ConvertToVector128Double(Sse2.ConvertToVector128Single(value))
        : Vector128.WidenLower(Vector128.Narrow(value, value));
}
