using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Comparisons;

/// <summary>The loops of the probes: independent chains, as many as latency times throughput asks for, all in registers.</summary>
internal static class ProbeKernels
{
    private const int Rounds = 200_000;
    private const int CopyBytes = 64 << 20;
    private static readonly Lazy<(byte[] From, byte[] To)> Buffers = new(static () => (new byte[CopyBytes], new byte[CopyBytes]));

    /// <summary>Keeps results alive, so that no loop is removed. Not written inside a loop's method: the call that initializes statics would push every chain out of its register.</summary>
    private static double sink;

    public static double TernaryWork => 12.0 * 512 * Rounds;

    public static double ChangingWork => 24.0 * 512 * Rounds;

    public static double WideWork => 12.0 * 2 * 16 * Rounds;

    public static double NarrowWork => 12.0 * 2 * 8 * Rounds;

    public static double CopyWork => 2.0 * CopyBytes;

    public static void Ternary() => sink += TernaryChains();

    public static void Changing() => sink += ChangingChains();

    public static void Shared() => sink += SharedChains();

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

    /// <summary>Every operation reads three registers that change, none of them its neighbors' too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong ChangingChains()
    {
        Vector512<ulong> a = Vector512.Create(0x5555UL), b = a + a, c = b + a, d = c + a, e = d + a, f = e + a, g = f + a, h = g + a;
        Vector512<ulong> i = h + a, j = i + a, k = j + a, l = k + a, m = l + a, n = m + a, o = n + a, p = o + a;
        Vector512<ulong> q = p + a, r = q + a, s = r + a, t = s + a, u = t + a, v = u + a, w = v + a, x = w + a;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.TernaryLogic(a, e, g, 0x6E);
            b = Avx512F.TernaryLogic(b, f, h, 0x6E);
            c = Avx512F.TernaryLogic(c, g, i, 0x6E);
            d = Avx512F.TernaryLogic(d, h, j, 0x6E);
            e = Avx512F.TernaryLogic(e, i, k, 0x6E);
            f = Avx512F.TernaryLogic(f, j, l, 0x6E);
            g = Avx512F.TernaryLogic(g, k, m, 0x6E);
            h = Avx512F.TernaryLogic(h, l, n, 0x6E);
            i = Avx512F.TernaryLogic(i, m, o, 0x6E);
            j = Avx512F.TernaryLogic(j, n, p, 0x6E);
            k = Avx512F.TernaryLogic(k, o, q, 0x6E);
            l = Avx512F.TernaryLogic(l, p, r, 0x6E);
            m = Avx512F.TernaryLogic(m, q, s, 0x6E);
            n = Avx512F.TernaryLogic(n, r, t, 0x6E);
            o = Avx512F.TernaryLogic(o, s, u, 0x6E);
            p = Avx512F.TernaryLogic(p, t, v, 0x6E);
            q = Avx512F.TernaryLogic(q, u, w, 0x6E);
            r = Avx512F.TernaryLogic(r, v, x, 0x6E);
            s = Avx512F.TernaryLogic(s, w, a, 0x6E);
            t = Avx512F.TernaryLogic(t, x, b, 0x6E);
            u = Avx512F.TernaryLogic(u, a, c, 0x6E);
            v = Avx512F.TernaryLogic(v, b, d, 0x6E);
            w = Avx512F.TernaryLogic(w, c, e, 0x6E);
            x = Avx512F.TernaryLogic(x, d, f, 0x6E);
        }

        return Vector512.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l ^ m ^ n ^ o ^ p ^ q ^ r ^ s ^ t ^ u ^ v ^ w ^ x);
    }

    /// <summary>Every operation reads three registers that change, two of them those that its neighbor reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong SharedChains()
    {
        Vector512<ulong> a = Vector512.Create(0x5555UL), b = a + a, c = b + a, d = c + a, e = d + a, f = e + a, g = f + a, h = g + a;
        Vector512<ulong> i = h + a, j = i + a, k = j + a, l = k + a, m = l + a, n = m + a, o = n + a, p = o + a;
        Vector512<ulong> q = p + a, r = q + a, s = r + a, t = s + a, u = t + a, v = u + a, w = v + a, x = w + a;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.TernaryLogic(a, b, c, 0x6E);
            b = Avx512F.TernaryLogic(b, c, d, 0x6E);
            c = Avx512F.TernaryLogic(c, d, e, 0x6E);
            d = Avx512F.TernaryLogic(d, e, f, 0x6E);
            e = Avx512F.TernaryLogic(e, f, g, 0x6E);
            f = Avx512F.TernaryLogic(f, g, h, 0x6E);
            g = Avx512F.TernaryLogic(g, h, i, 0x6E);
            h = Avx512F.TernaryLogic(h, i, j, 0x6E);
            i = Avx512F.TernaryLogic(i, j, k, 0x6E);
            j = Avx512F.TernaryLogic(j, k, l, 0x6E);
            k = Avx512F.TernaryLogic(k, l, m, 0x6E);
            l = Avx512F.TernaryLogic(l, m, n, 0x6E);
            m = Avx512F.TernaryLogic(m, n, o, 0x6E);
            n = Avx512F.TernaryLogic(n, o, p, 0x6E);
            o = Avx512F.TernaryLogic(o, p, q, 0x6E);
            p = Avx512F.TernaryLogic(p, q, r, 0x6E);
            q = Avx512F.TernaryLogic(q, r, s, 0x6E);
            r = Avx512F.TernaryLogic(r, s, t, 0x6E);
            s = Avx512F.TernaryLogic(s, t, u, 0x6E);
            t = Avx512F.TernaryLogic(t, u, v, 0x6E);
            u = Avx512F.TernaryLogic(u, v, w, 0x6E);
            v = Avx512F.TernaryLogic(v, w, x, 0x6E);
            w = Avx512F.TernaryLogic(w, x, a, 0x6E);
            x = Avx512F.TernaryLogic(x, a, b, 0x6E);
        }

        return Vector512.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l ^ m ^ n ^ o ^ p ^ q ^ r ^ s ^ t ^ u ^ v ^ w ^ x);
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
