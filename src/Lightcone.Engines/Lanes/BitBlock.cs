using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Lanes;

/// <summary>Blocks of 64 x 64 bits, and bits as bytes.</summary>
internal static unsafe class BitBlock
{
    /// <summary>Byte r of word c comes from byte c of word r.</summary>
    private static ReadOnlySpan<byte> Rows =>
    [
        0, 8, 16, 24, 32, 40, 48, 56,
        1, 9, 17, 25, 33, 41, 49, 57,
        2, 10, 18, 26, 34, 42, 50, 58,
        3, 11, 19, 27, 35, 43, 51, 59,
        4, 12, 20, 28, 36, 44, 52, 60,
        5, 13, 21, 29, 37, 45, 53, 61,
        6, 14, 22, 30, 38, 46, 54, 62,
        7, 15, 23, 31, 39, 47, 55, 63,
    ];

    /// <summary>The number of each byte's eighth of a vector.</summary>
    private static ReadOnlySpan<byte> Eighths =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        1, 1, 1, 1, 1, 1, 1, 1,
        2, 2, 2, 2, 2, 2, 2, 2,
        3, 3, 3, 3, 3, 3, 3, 3,
        4, 4, 4, 4, 4, 4, 4, 4,
        5, 5, 5, 5, 5, 5, 5, 5,
        6, 6, 6, 6, 6, 6, 6, 6,
        7, 7, 7, 7, 7, 7, 7, 7,
    ];

    /// <summary>Exchanges rows and columns: bit j of word i becomes bit i of word j.</summary>
    public static void Transpose(ulong* block)
    {
        if (Gfni.V512.IsSupported && Avx512Vbmi.IsSupported)
            TransposeBytes(block);
        else
            TransposeBits(block);
    }

    /// <summary>In a word that holds eight rows a byte each, the last one first, a product of matrices over GF(2) with the unit matrix exchanges rows and columns. So a vector at a time: bytes into place, bits, words between vectors, bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBytes(ulong* block)
    {
        Vector512<byte> rows = Vector512.Create<byte>(Rows);
        // The same with the last row first: word 7 - r instead of word r.
        Vector512<byte> columns = rows ^ Vector512.Create((byte)56);
        Vector512<byte> unit = Vector512.Create(0x8040201008040201).AsByte();
        Vector512<ulong> a = Turned(0), b = Turned(1), c = Turned(2), d = Turned(3), e = Turned(4), f = Turned(5), g = Turned(6), h = Turned(7);
        TurnWords(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Put(0, a);
        Put(1, b);
        Put(2, c);
        Put(3, d);
        Put(4, e);
        Put(5, f);
        Put(6, g);
        Put(7, h);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<ulong> Turned(int number) =>
            Gfni.V512.GaloisFieldAffineTransform(unit, Avx512Vbmi.PermuteVar64x8(Vector512.Load(block + (8 * number)).AsByte(), columns), 0).AsUInt64();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Put(int number, Vector512<ulong> words) => Avx512Vbmi.PermuteVar64x8(words.AsByte(), rows).AsUInt64().Store(block + (8 * number));
    }

    /// <summary>Halves are exchanged, then quarters, and so on; first between vectors of eight words, then within them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBits(ulong* block)
    {
        Vector512<ulong> a = Vector512.Load(block), b = Vector512.Load(block + 8), c = Vector512.Load(block + 16), d = Vector512.Load(block + 24);
        Vector512<ulong> e = Vector512.Load(block + 32), f = Vector512.Load(block + 40), g = Vector512.Load(block + 48), h = Vector512.Load(block + 56);
        Exchange(ref a, ref e, 32, 0x00000000FFFFFFFF);
        Exchange(ref b, ref f, 32, 0x00000000FFFFFFFF);
        Exchange(ref c, ref g, 32, 0x00000000FFFFFFFF);
        Exchange(ref d, ref h, 32, 0x00000000FFFFFFFF);
        Exchange(ref a, ref c, 16, 0x0000FFFF0000FFFF);
        Exchange(ref b, ref d, 16, 0x0000FFFF0000FFFF);
        Exchange(ref e, ref g, 16, 0x0000FFFF0000FFFF);
        Exchange(ref f, ref h, 16, 0x0000FFFF0000FFFF);
        Exchange(ref a, ref b, 8, 0x00FF00FF00FF00FF);
        Exchange(ref c, ref d, 8, 0x00FF00FF00FF00FF);
        Exchange(ref e, ref f, 8, 0x00FF00FF00FF00FF);
        Exchange(ref g, ref h, 8, 0x00FF00FF00FF00FF);
        Within(a).Store(block);
        Within(b).Store(block + 8);
        Within(c).Store(block + 16);
        Within(d).Store(block + 24);
        Within(e).Store(block + 32);
        Within(f).Store(block + 40);
        Within(g).Store(block + 48);
        Within(h).Store(block + 56);
    }

    /// <summary>Exchanges rows and columns of 8 x 8 words: word c of row r becomes word r of row c.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="from">Words from one row to the next.</param>
    /// <param name="target">Where the first row goes; not the source.</param>
    /// <param name="to">Words from one row to the next there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TurnWords(ulong* source, nint from, ulong* target, nint to)
    {
        if (!Avx512F.IsSupported)
        {
            for (int row = 0; row < 8; row++)
                for (int column = 0; column < 8; column++)
                    target[(column * to) + row] = source[(row * from) + column];
            return;
        }

        Vector512<ulong> a = Vector512.Load(source), b = Vector512.Load(source + from), c = Vector512.Load(source + (2 * from)), d = Vector512.Load(source + (3 * from));
        Vector512<ulong> e = Vector512.Load(source + (4 * from)), f = Vector512.Load(source + (5 * from)), g = Vector512.Load(source + (6 * from)), h = Vector512.Load(source + (7 * from));
        TurnWords(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        a.Store(target);
        b.Store(target + to);
        c.Store(target + (2 * to));
        d.Store(target + (3 * to));
        e.Store(target + (4 * to));
        f.Store(target + (5 * to));
        g.Store(target + (6 * to));
        h.Store(target + (7 * to));
    }

    /// <summary>Words of even and of odd number, two rows at a time; then halves of lanes of four words, then of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnWords(
        ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> c, ref Vector512<ulong> d, ref Vector512<ulong> e, ref Vector512<ulong> f, ref Vector512<ulong> g, ref Vector512<ulong> h)
    {
        const byte low = 0x88;
        const byte high = 0xDD;
        Vector512<ulong> ab0 = Avx512F.UnpackLow(a, b), ab1 = Avx512F.UnpackHigh(a, b), cd0 = Avx512F.UnpackLow(c, d), cd1 = Avx512F.UnpackHigh(c, d);
        Vector512<ulong> ef0 = Avx512F.UnpackLow(e, f), ef1 = Avx512F.UnpackHigh(e, f), gh0 = Avx512F.UnpackLow(g, h), gh1 = Avx512F.UnpackHigh(g, h);
        Vector512<ulong> x0 = Avx512F.Shuffle4x128(ab0, cd0, low), x1 = Avx512F.Shuffle4x128(ef0, gh0, low), x2 = Avx512F.Shuffle4x128(ab0, cd0, high), x3 = Avx512F.Shuffle4x128(ef0, gh0, high);
        Vector512<ulong> y0 = Avx512F.Shuffle4x128(ab1, cd1, low), y1 = Avx512F.Shuffle4x128(ef1, gh1, low), y2 = Avx512F.Shuffle4x128(ab1, cd1, high), y3 = Avx512F.Shuffle4x128(ef1, gh1, high);
        (a, b, c, d) = (Avx512F.Shuffle4x128(x0, x1, low), Avx512F.Shuffle4x128(y0, y1, low), Avx512F.Shuffle4x128(x2, x3, low), Avx512F.Shuffle4x128(y2, y3, low));
        (e, f, g, h) = (Avx512F.Shuffle4x128(x0, x1, high), Avx512F.Shuffle4x128(y0, y1, high), Avx512F.Shuffle4x128(x2, x3, high), Avx512F.Shuffle4x128(y2, y3, high));
    }

    /// <summary>Bit i becomes bit <paramref name="plane"/> of byte i.</summary>
    public static void Spread(ulong bits, int plane, Span<byte> cells)
    {
        if (Avx512BW.IsSupported && cells.Length == Vector512<byte>.Count)
        {
            // Byte i / 8 of the bits goes to byte i, where the mask keeps bit i of them all.
            Vector512<byte> bit = Vector512.Create(0x8040201008040201).AsByte();
            Vector512<byte> spread = Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), Vector512.Create<byte>(Eighths)) & bit;
            (Vector512.LoadUnsafe(ref cells[0]) | (Vector512.Equals(spread, bit) & Vector512.Create((byte)(1 << plane)))).StoreUnsafe(ref cells[0]);
            return;
        }

        for (; cells.Length >= 8; cells = cells[8..], bits >>= 8)
        {
            // The product puts the eight bits into every byte, the mask keeps bit i of byte i, the sum carries it to bit 7.
            ulong spread = ((bits & 0xFF) * 0x0101010101010101) & 0x8040201008040201;
            ulong ones = ((spread + 0x00406070787C7E7F) >> 7) & 0x0101010101010101;
            BinaryPrimitives.WriteUInt64LittleEndian(cells, BinaryPrimitives.ReadUInt64LittleEndian(cells) | (ones << plane));
        }

        for (int i = 0; i < cells.Length; i++)
            cells[i] |= (byte)(((bits >> i) & 1) << plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector512<ulong> first, ref Vector512<ulong> second, int distance, ulong mask)
    {
        Vector512<ulong> exchanged = ((first >>> distance) ^ second) & Vector512.Create<ulong>(mask);
        first ^= exchanged << distance;
        second ^= exchanged;
    }

    /// <summary>The three exchanges between words of one vector: every word takes half of its bits from its partner, shifted up where it is the first of the two, down where it is the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Within(Vector512<ulong> rows)
    {
        const ulong nibbles = 0x0F0F0F0F0F0F0F0F;
        const ulong pairs = 0x3333333333333333;
        const ulong singles = 0x5555555555555555;
        Vector512<ulong> partner = Vector512.Shuffle(rows, Vector512.Create(4UL, 5, 6, 7, 0, 1, 2, 3));
        rows = Vector512.ConditionalSelect(Vector512.Create(nibbles, nibbles, nibbles, nibbles, ~nibbles, ~nibbles, ~nibbles, ~nibbles), rows, Vector512.ConditionalSelect(Vector512.Create(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0, 0, 0, 0), partner << 4, partner >>> 4));
        partner = Vector512.Shuffle(rows, Vector512.Create(2UL, 3, 0, 1, 6, 7, 4, 5));
        rows = Vector512.ConditionalSelect(Vector512.Create(pairs, pairs, ~pairs, ~pairs, pairs, pairs, ~pairs, ~pairs), rows, Vector512.ConditionalSelect(Vector512.Create(ulong.MaxValue, ulong.MaxValue, 0, 0, ulong.MaxValue, ulong.MaxValue, 0, 0), partner << 2, partner >>> 2));
        partner = Vector512.Shuffle(rows, Vector512.Create(1UL, 0, 3, 2, 5, 4, 7, 6));
        return Vector512.ConditionalSelect(Vector512.Create(singles, ~singles, singles, ~singles, singles, ~singles, singles, ~singles), rows, Vector512.ConditionalSelect(Vector512.Create(ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue, 0), partner << 1, partner >>> 1));
    }
}
