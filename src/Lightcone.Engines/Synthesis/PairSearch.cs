using System.Runtime.CompilerServices;
using Lightcone.Foundation.Imaging;

namespace Lightcone.Engines.Synthesis;

/// <summary>Two look-ups of five signals: f(d, e, g(a, b, c)). The eight classes of the inner one are colored with two colors so that classes which hold ones and zeros of the same outer class differ.</summary>
internal sealed class PairSearch(SignalTruthTable rows)
{
    private readonly ulong[] eightOn = new ulong[8 * rows.Width];
    private readonly ulong[] eightOff = new ulong[8 * rows.Width];

    /// <summary>The two gates; the outer one's last signal is the inner gate, which has no number yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (LookupNetwork.Gate Inner, LookupNetwork.Gate Outer)? Find(ulong[] on, ulong[] off, ref long budget)
    {
        int count = rows.Count;
        if (rows.Width == 1)
            return FindNarrow(on[0], off[0], count, ref budget);
        for (int a = 2; a < count; a++)
            for (int b = 1; b < a; b++)
                for (int c = 0; c < b; c++)
                {
                    Classes(on, a, b, c, eightOn);
                    Classes(off, a, b, c, eightOff);
                    for (int d = 1; d < count; d++)
                        for (int e = 0; e < d; e++)
                        {
                            if (d == a || d == b || d == c || e == a || e == b || e == c)
                                continue;
                            budget -= 6 * rows.Width;
                            if (Color(rows[d], rows[e]) is var (inner, outer) && inner >= 0)
                                return (Gate(a, b, c, inner), new LookupNetwork.Gate(LookupNetwork.FirstInput + d, LookupNetwork.FirstInput + e, 0, (byte)outer));
                        }

                    if (budget <= 0)
                        return null;
                }

        return null;
    }

    /// <summary>The same search, in the same order, for rows of one word: up to six inputs, where most of the time goes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe (LookupNetwork.Gate Inner, LookupNetwork.Gate Outer)? FindNarrow(ulong on, ulong off, int count, ref long budget)
    {
        ulong* row = stackalloc ulong[count];
        ulong* ones = stackalloc ulong[8];
        ulong* zeros = stackalloc ulong[8];
        for (int i = 0; i < count; i++)
            row[i] = rows[i][0];
        for (int a = 2; a < count; a++)
            for (int b = 1; b < a; b++)
                for (int c = 0; c < b; c++)
                {
                    // Only classes that hold ones and zeros can forbid a pair of outer signals by themselves.
                    int mixed = 0;
                    for (int x = 0; x < 8; x++)
                    {
                        ulong set = ((x & 4) != 0 ? row[a] : ~row[a]) & ((x & 2) != 0 ? row[b] : ~row[b]) & ((x & 1) != 0 ? row[c] : ~row[c]);
                        eightOn[x] = on & set;
                        eightOff[x] = off & set;
                        if ((on & set) == 0 || (off & set) == 0)
                            continue;
                        ones[mixed] = on & set;
                        zeros[mixed++] = off & set;
                    }

                    for (int d = 1; d < count; d++)
                    {
                        if (d == a || d == b || d == c)
                            continue;
                        ulong first = row[d];
                        for (int e = 0; e < d; e++)
                        {
                            if (e == a || e == b || e == c)
                                continue;
                            budget -= 6;
                            ulong second = row[e];
                            int x = 0;
                            while (x < mixed && !AreMixed(ones[x], zeros[x], first, second))
                                x++;
                            if (x == mixed && Color(rows[d], rows[e]) is var (inner, outer) && inner >= 0)
                                return (Gate(a, b, c, inner), new LookupNetwork.Gate(LookupNetwork.FirstInput + d, LookupNetwork.FirstInput + e, 0, (byte)outer));
                        }
                    }

                    if (budget <= 0)
                        return null;
                }

        return null;
    }

    /// <summary>Whether some class of two signals holds members of both sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreMixed(ulong ones, ulong zeros, ulong first, ulong second)
    {
        ulong oneHigh = ones & first;
        ulong oneLow = ones & ~first;
        ulong zeroHigh = zeros & first;
        ulong zeroLow = zeros & ~first;
        return ((oneHigh & second) != 0 & (zeroHigh & second) != 0)
            | ((oneHigh & ~second) != 0 & (zeroHigh & ~second) != 0)
            | ((oneLow & second) != 0 & (zeroLow & second) != 0)
            | ((oneLow & ~second) != 0 & (zeroLow & ~second) != 0);
    }

    private static LookupNetwork.Gate Gate(int a, int b, int c, int function) =>
        new(LookupNetwork.FirstInput + a, LookupNetwork.FirstInput + b, LookupNetwork.FirstInput + c, (byte)function);

    private void Classes(ulong[] set, int a, int b, int c, ulong[] eight)
    {
        int width = set.Length;
        for (int x = 0; x < 8; x++)
            for (int w = 0; w < width; w++)
                eight[(x * width) + w] = set[w] & ((x & 4) != 0 ? rows[a][w] : ~rows[a][w]) & ((x & 2) != 0 ? rows[b][w] : ~rows[b][w]) & ((x & 1) != 0 ? rows[c][w] : ~rows[c][w]);
    }

    /// <summary>The inner function, -1 when there is none, and the outer function that goes with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Inner, int Outer) Color(ReadOnlySpan<ulong> d, ReadOnlySpan<ulong> e)
    {
        // Four bits for each of the eight classes: in which outer classes it holds ones, and in which zeros.
        uint ones = 0;
        uint zeros = 0;
        for (int x = 0; x < 8; x++)
        {
            uint one = Outer(eightOn, x, d, e);
            uint zero = Outer(eightOff, x, d, e);
            if ((one & zero) != 0)
                return (-1, 0);
            ones |= one << (4 * x);
            zeros |= zero << (4 * x);
        }

        int inner = TwoColors(ones, zeros);
        if (inner < 0)
            return (-1, 0);
        int outer = 0;
        for (int x = 0; x < 8; x++)
            for (int y = 0; y < 4; y++)
                if (((ones >> ((4 * x) + y)) & 1) != 0)
                    outer |= 1 << ((2 * y) + ((inner >> x) & 1));
        return (inner, outer);
    }

    private static uint Outer(ulong[] eight, int x, ReadOnlySpan<ulong> d, ReadOnlySpan<ulong> e)
    {
        ulong c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        for (int w = 0; w < d.Length; w++)
        {
            ulong set = eight[(x * d.Length) + w];
            c0 |= set & ~d[w] & ~e[w];
            c1 |= set & ~d[w] & e[w];
            c2 |= set & d[w] & ~e[w];
            c3 |= set & d[w] & e[w];
        }

        return (c0 != 0 ? 1u : 0) | (c1 != 0 ? 2u : 0) | (c2 != 0 ? 4u : 0) | (c3 != 0 ? 8u : 0);
    }

    /// <summary>Colors the classes, following conflicts from one to the next; -1 when an odd circle of conflicts forbids it.</summary>
    private static int TwoColors(uint ones, uint zeros)
    {
        int colored = 0;
        int color = 0;
        for (int start = 0; start < 8; start++)
        {
            if ((colored >> start & 1) != 0)
                continue;
            colored |= 1 << start;
            int open = 1 << start;
            while (open != 0)
            {
                int x = System.Numerics.BitOperations.TrailingZeroCount(open);
                open &= open - 1;
                for (int y = 0; y < 8; y++)
                {
                    if (((ones >> (4 * x)) & (zeros >> (4 * y)) & 15) == 0 && ((zeros >> (4 * x)) & (ones >> (4 * y)) & 15) == 0)
                        continue;
                    if ((colored >> y & 1) == 0)
                    {
                        colored |= 1 << y;
                        open |= 1 << y;
                        color |= (~color >> x & 1) << y;
                    }
                    else if ((color >> x & 1) == (color >> y & 1))
                    {
                        return -1;
                    }
                }
            }
        }

        return color;
    }
}
