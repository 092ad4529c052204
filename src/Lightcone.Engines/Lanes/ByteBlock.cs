using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Lanes;

/// <summary>
/// Exchanges rows and columns of a square of 64 x 64 bytes, eight rows at a time. Words of eight bytes change places within the eight rows, so that a vector holds a square of eight, which is turned;
/// then words change places between the bands of eight rows.
/// </summary>
internal static unsafe class ByteBlock
{
    private const int Side = 64;
    private const int Words = 8;

    /// <summary>Writes column k of the source as row k of the target.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">Bytes from row to row, all 64 of which are read.</param>
    /// <param name="target">Where the first column goes; may be the source.</param>
    /// <param name="targetStride">Bytes from there to the next.</param>
    /// <param name="count">How many columns are written.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(byte* source, nint sourceStride, byte* target, nint targetStride, int count)
    {
        Vector512<ulong>* squares = stackalloc Vector512<ulong>[Side + 1];
        squares = (Vector512<ulong>*)(((nint)squares + Side - 1) & ~(Side - 1));
        for (int band = 0; band < Words; band++)
            if (Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated)
                Turn(source + (band * Words * sourceStride), sourceStride, squares + band);
            else
                TurnPlainly(source + (band * Words * sourceStride), sourceStride, (ulong*)(squares + band));
        for (int s = 0; s * Words < count; s++)
            if (count < Side || !(Avx512F.IsSupported && Vector512.IsHardwareAccelerated))
                for (int k = s * Words; k < Math.Min(count, (s + 1) * Words); k++)
                    for (int band = 0; band < Words; band++)
                        ((ulong*)(target + (k * targetStride)))[band] = ((ulong*)(squares + (s * Words) + band))[k & 7];
            else
                Gather(squares + (s * Words), target + (s * Words * targetStride), targetStride);
    }

    /// <summary>Turns the squares of eight rows. Square number s goes to vector 8 s of the result, its column k to word k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(byte* rows, nint stride, Vector512<ulong>* squares)
    {
        // Byte r of word k comes from byte k of word r.
        Vector512<byte> turn = Vector512.Create(
            0x3830282018100800UL, 0x3931292119110901UL, 0x3A322A221A120A02UL, 0x3B332B231B130B03UL, 0x3C342C241C140C04UL, 0x3D352D251D150D05UL, 0x3E362E261E160E06UL, 0x3F372F271F170F07UL).AsByte();
        Exchange(rows, stride, out Vector512<ulong> a, out Vector512<ulong> b, out Vector512<ulong> c, out Vector512<ulong> d, out Vector512<ulong> e, out Vector512<ulong> f, out Vector512<ulong> g, out Vector512<ulong> h);
        squares[0] = Turned(a);
        squares[Words] = Turned(b);
        squares[2 * Words] = Turned(c);
        squares[3 * Words] = Turned(d);
        squares[4 * Words] = Turned(e);
        squares[5 * Words] = Turned(f);
        squares[6 * Words] = Turned(g);
        squares[7 * Words] = Turned(h);

        Vector512<ulong> Turned(Vector512<ulong> square) => Avx512Vbmi.PermuteVar64x8(square.AsByte(), turn).AsUInt64();
    }

    /// <summary>Writes eight columns whose words the vectors of eight bands hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(Vector512<ulong>* bands, byte* target, nint stride)
    {
        Exchange((byte*)bands, Side, out Vector512<ulong> a, out Vector512<ulong> b, out Vector512<ulong> c, out Vector512<ulong> d, out Vector512<ulong> e, out Vector512<ulong> f, out Vector512<ulong> g, out Vector512<ulong> h);
        a.Store((ulong*)target);
        b.Store((ulong*)(target + stride));
        c.Store((ulong*)(target + (2 * stride)));
        d.Store((ulong*)(target + (3 * stride)));
        e.Store((ulong*)(target + (4 * stride)));
        f.Store((ulong*)(target + (5 * stride)));
        g.Store((ulong*)(target + (6 * stride)));
        h.Store((ulong*)(target + (7 * stride)));
    }

    /// <summary>Word k of row r becomes word r of vector k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(
        byte* rows, nint stride, out Vector512<ulong> a, out Vector512<ulong> b, out Vector512<ulong> c, out Vector512<ulong> d, out Vector512<ulong> e, out Vector512<ulong> f, out Vector512<ulong> g, out Vector512<ulong> h)
    {
        Vector512<ulong> r0 = Row(0), r1 = Row(1), r2 = Row(2), r3 = Row(3), r4 = Row(4), r5 = Row(5), r6 = Row(6), r7 = Row(7);
        Quarters(Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7), out a, out c, out e, out g);
        Quarters(Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7), out b, out d, out f, out h);

        Vector512<ulong> Row(int row) => Vector512.Load((ulong*)(rows + (row * stride)));
    }

    /// <summary>Quarter k of vector r becomes quarter r of vector k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(Vector512<ulong> r0, Vector512<ulong> r1, Vector512<ulong> r2, Vector512<ulong> r3, out Vector512<ulong> q0, out Vector512<ulong> q1, out Vector512<ulong> q2, out Vector512<ulong> q3)
    {
        Vector512<ulong> even01 = Avx512F.Shuffle4x128(r0, r1, 0x88);
        Vector512<ulong> odd01 = Avx512F.Shuffle4x128(r0, r1, 0xDD);
        Vector512<ulong> even23 = Avx512F.Shuffle4x128(r2, r3, 0x88);
        Vector512<ulong> odd23 = Avx512F.Shuffle4x128(r2, r3, 0xDD);
        q0 = Avx512F.Shuffle4x128(even01, even23, 0x88);
        q2 = Avx512F.Shuffle4x128(even01, even23, 0xDD);
        q1 = Avx512F.Shuffle4x128(odd01, odd23, 0x88);
        q3 = Avx512F.Shuffle4x128(odd01, odd23, 0xDD);
    }

    /// <summary><see cref="Turn"/> by exchanging halves, quarters and eighths of words, one square after the other.</summary>
    private static void TurnPlainly(byte* rows, nint stride, ulong* squares)
    {
        for (int s = 0; s < Words; s++)
        {
            ulong* words = squares + (s * Words * Words);
            for (int row = 0; row < Words; row++)
                words[row] = ((ulong*)(rows + (row * stride)))[s];
            for (int distance = 4; distance > 0; distance /= 2)
            {
                int shift = 8 * distance;
                ulong low = distance == 4 ? 0x00000000FFFFFFFF : distance == 2 ? 0x0000FFFF0000FFFFUL : 0x00FF00FF00FF00FFUL;
                for (int row = 0; row < Words; row++)
                {
                    if ((row & distance) != 0)
                        continue;
                    ulong difference = ((words[row] >> shift) ^ words[row + distance]) & low;
                    words[row + distance] ^= difference;
                    words[row] ^= difference << shift;
                }
            }
        }
    }
}
