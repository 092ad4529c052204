using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Tiles;

/// <summary>Eight times eight words with rows and columns exchanged.</summary>
internal static unsafe class WordBlock
{
    /// <summary>Word j of row i becomes word i of row j.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">Words from a row to the next.</param>
    /// <param name="target">Where the first row goes; another place.</param>
    /// <param name="targetStride">Words from a row to the next there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ulong* source, int stride, ulong* target, int targetStride)
    {
        if (!Avx512F.IsSupported)
        {
            for (int i = 0; i < 8; i++)
                for (int j = 0; j < 8; j++)
                    target[(j * targetStride) + i] = source[(i * stride) + j];
            return;
        }

        // Pairs of words, then of pairs, then of halves.
        Vector512<ulong> a = Vector512.Load(source), b = Vector512.Load(source + stride), c = Vector512.Load(source + (2 * stride)), d = Vector512.Load(source + (3 * stride));
        Vector512<ulong> e = Vector512.Load(source + (4 * stride)), f = Vector512.Load(source + (5 * stride)), g = Vector512.Load(source + (6 * stride)), h = Vector512.Load(source + (7 * stride));
        (a, b) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
        (c, d) = (Avx512F.UnpackLow(c, d), Avx512F.UnpackHigh(c, d));
        (e, f) = (Avx512F.UnpackLow(e, f), Avx512F.UnpackHigh(e, f));
        (g, h) = (Avx512F.UnpackLow(g, h), Avx512F.UnpackHigh(g, h));
        // Now a holds words 0, 2, 4, 6 of the first two rows, b words 1, 3, 5, 7, and so on.
        Four(a, c, e, g, target, targetStride);
        Four(b, d, f, h, target + targetStride, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(Vector512<ulong> a, Vector512<ulong> c, Vector512<ulong> e, Vector512<ulong> g, ulong* target, int stride)
    {
        Vector512<ulong> evenLow = Avx512F.Shuffle4x128(a, c, 0b10_00_10_00);
        Vector512<ulong> oddLow = Avx512F.Shuffle4x128(a, c, 0b11_01_11_01);
        Vector512<ulong> evenHigh = Avx512F.Shuffle4x128(e, g, 0b10_00_10_00);
        Vector512<ulong> oddHigh = Avx512F.Shuffle4x128(e, g, 0b11_01_11_01);
        // Even: 128-bit parts 0 and 2 of a, then of c; the even ones of both halves are words 0 and 1 of a row.
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0b10_00_10_00).Store(target);
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0b10_00_10_00).Store(target + (2 * stride));
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0b11_01_11_01).Store(target + (4 * stride));
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0b11_01_11_01).Store(target + (6 * stride));
    }
}
