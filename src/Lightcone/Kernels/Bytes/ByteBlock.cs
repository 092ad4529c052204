using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Kernels.Bytes;

/// <summary>Exchanges rows and columns of a square of 64 x 64 bytes: squares of eight first, in three rounds of exchanging halves, eight squares to a vector; then their rows go where they belong.</summary>
internal static unsafe class ByteBlock
{
    private const int Side = 64;

    /// <summary>Writes column k of the source as row k of the target.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">Bytes from row to row, all 64 of which are read.</param>
    /// <param name="target">Where the first column goes.</param>
    /// <param name="targetStride">Bytes from there to the next.</param>
    /// <param name="count">How many columns are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(byte* source, nint sourceStride, byte* target, nint targetStride, int count)
    {
        Vector512<ulong> fours = Vector512.Create(0x00000000FFFFFFFFUL);
        Vector512<ulong> twos = Vector512.Create(0x0000FFFF0000FFFFUL);
        Vector512<ulong> ones = Vector512.Create(0x00FF00FF00FF00FFUL);
        ulong* rows = stackalloc ulong[Side];
        for (int band = 0; band < Side; band += 8)
        {
            byte* from = source + (band * sourceStride);
            Vector512<ulong> a = Load(from, sourceStride, 0), b = Load(from, sourceStride, 1), c = Load(from, sourceStride, 2), d = Load(from, sourceStride, 3);
            Vector512<ulong> e = Load(from, sourceStride, 4), f = Load(from, sourceStride, 5), g = Load(from, sourceStride, 6), h = Load(from, sourceStride, 7);
            Exchange(ref a, ref e, 32, fours);
            Exchange(ref b, ref f, 32, fours);
            Exchange(ref c, ref g, 32, fours);
            Exchange(ref d, ref h, 32, fours);
            Exchange(ref a, ref c, 16, twos);
            Exchange(ref b, ref d, 16, twos);
            Exchange(ref e, ref g, 16, twos);
            Exchange(ref f, ref h, 16, twos);
            Exchange(ref a, ref b, 8, ones);
            Exchange(ref c, ref d, 8, ones);
            Exchange(ref e, ref f, 8, ones);
            Exchange(ref g, ref h, 8, ones);
            // Word s of vector r is now column 8 s + r, eight rows of it.
            a.Store(rows);
            b.Store(rows + 8);
            c.Store(rows + 16);
            d.Store(rows + 24);
            e.Store(rows + 32);
            f.Store(rows + 40);
            g.Store(rows + 48);
            h.Store(rows + 56);
            byte* to = target + band;
            for (int k = 0; k < count; k++)
                *(ulong*)(to + (k * targetStride)) = rows[((k & 7) * 8) + (k >> 3)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Load(byte* first, nint stride, int row) => Vector512.Load((ulong*)(first + (row * stride)));

    /// <summary>The high part of each unit of the first and the low part of the second change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector512<ulong> first, ref Vector512<ulong> second, int shift, Vector512<ulong> low)
    {
        Vector512<ulong> difference = ((first >>> shift) ^ second) & low;
        second ^= difference;
        first ^= difference << shift;
    }
}
