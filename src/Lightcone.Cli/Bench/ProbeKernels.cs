using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Cli.Bench;

/// <summary>The loops of the probes: independent chains, as many as latency times throughput asks for, all in registers.</summary>
internal static class ProbeKernels
{
    private const int Rounds = 200_000;
    private const int CopyBytes = 64 << 20;
    private static readonly Lazy<(byte[] From, byte[] To)> Buffers = new(static () => (new byte[CopyBytes], new byte[CopyBytes]));

    /// <summary>Keeps results alive, so that no loop is removed. Not written inside a loop's method: the call that initializes statics would push every chain out of its register.</summary>
    private static double sink;

    public static double TernaryWork => 12.0 * 512 * Rounds;

    public static double WideWork => 12.0 * 2 * 16 * Rounds;

    public static double NarrowWork => 12.0 * 2 * 8 * Rounds;

    public static double CopyWork => 2.0 * CopyBytes;

    public static void Ternary() => sink += TernaryChains();

    public static void Wide() => sink += WideChains();

    public static void Narrow() => sink += NarrowChains();

    public static void Copy() => Buffers.Value.From.AsSpan().CopyTo(Buffers.Value.To);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong TernaryChains()
    {
        Vector512<ulong> x = Vector512.Create(0x5555UL), y = Vector512.Create(0x3333UL);
        Vector512<ulong> a = x, b = y, c = x ^ y, d = ~x, e = ~y, f = x & y, g = x | y, h = ~c, i = ~f, j = ~g, k = a + x, l = b + y;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.TernaryLogic(a, x, y, 0x6E);
            b = Avx512F.TernaryLogic(b, x, y, 0x6E);
            c = Avx512F.TernaryLogic(c, x, y, 0x6E);
            d = Avx512F.TernaryLogic(d, x, y, 0x6E);
            e = Avx512F.TernaryLogic(e, x, y, 0x6E);
            f = Avx512F.TernaryLogic(f, x, y, 0x6E);
            g = Avx512F.TernaryLogic(g, x, y, 0x6E);
            h = Avx512F.TernaryLogic(h, x, y, 0x6E);
            i = Avx512F.TernaryLogic(i, x, y, 0x6E);
            j = Avx512F.TernaryLogic(j, x, y, 0x6E);
            k = Avx512F.TernaryLogic(k, x, y, 0x6E);
            l = Avx512F.TernaryLogic(l, x, y, 0x6E);
        }

        return Vector512.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float WideChains()
    {
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(0.25f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, y);
            b = Avx512F.FusedMultiplyAdd(b, x, y);
            c = Avx512F.FusedMultiplyAdd(c, x, y);
            d = Avx512F.FusedMultiplyAdd(d, x, y);
            e = Avx512F.FusedMultiplyAdd(e, x, y);
            f = Avx512F.FusedMultiplyAdd(f, x, y);
            g = Avx512F.FusedMultiplyAdd(g, x, y);
            h = Avx512F.FusedMultiplyAdd(h, x, y);
            i = Avx512F.FusedMultiplyAdd(i, x, y);
            j = Avx512F.FusedMultiplyAdd(j, x, y);
            k = Avx512F.FusedMultiplyAdd(k, x, y);
            l = Avx512F.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float NarrowChains()
    {
        Vector256<float> x = Vector256.Create(0.5f), y = Vector256.Create(0.25f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Fma.MultiplyAdd(a, x, y);
            b = Fma.MultiplyAdd(b, x, y);
            c = Fma.MultiplyAdd(c, x, y);
            d = Fma.MultiplyAdd(d, x, y);
            e = Fma.MultiplyAdd(e, x, y);
            f = Fma.MultiplyAdd(f, x, y);
            g = Fma.MultiplyAdd(g, x, y);
            h = Fma.MultiplyAdd(h, x, y);
            i = Fma.MultiplyAdd(i, x, y);
            j = Fma.MultiplyAdd(j, x, y);
            k = Fma.MultiplyAdd(k, x, y);
            l = Fma.MultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
