using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Scan;

/// <summary>
/// Sums and prefix parities of rows of bits, 64 cells a word, cell 64 w + j in bit j of word w. Eight words are worked on at once; what one hands to the next is a carry or a parity of the whole word,
/// and eight of those, as bits of one number, are settled by a single addition or three shifts.
/// </summary>
internal static unsafe class CarryScan
{
    /// <summary>Row number m has all bits set in word j where bit j of m is 1.</summary>
    private static readonly VectorBuffer Masks = MakeMasks();

    /// <summary>Adds two rows.</summary>
    /// <param name="a">The first row.</param>
    /// <param name="b">The second row, as long as the first.</param>
    /// <param name="sum">Receives the sum; may be one of the rows.</param>
    /// <param name="flips">Bits to invert, all or none, of the first row, of the second and of the sum.</param>
    /// <param name="carry">0 or 1: what is carried into the first cell.</param>
    /// <returns>What is carried out of the last word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> sum, (ulong A, ulong B, ulong Sum) flips, ulong carry)
    {
        ref ulong first = ref MemoryMarshal.GetReference(a);
        ref ulong second = ref MemoryMarshal.GetReference(b);
        ref ulong target = ref MemoryMarshal.GetReference(sum);
        ulong* masks = (ulong*)Masks.Start;
        int words = Math.Min(a.Length, Math.Min(b.Length, sum.Length));
        Vector512<ulong> flipA = Vector512.Create(flips.A);
        Vector512<ulong> flipB = Vector512.Create(flips.B);
        Vector512<ulong> flipSum = Vector512.Create(flips.Sum);
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated)
        {
            nuint aligned = Unaligned(ref target, words);
            for (; i < aligned; i++)
                carry = AddWord(Unsafe.Add(ref first, i), Unsafe.Add(ref second, i), ref Unsafe.Add(ref target, i), flips, carry);
            for (; i + 16 <= (nuint)words; i += 16)
            {
                Vector512<ulong> x = Vector512.LoadUnsafe(ref first, i) ^ flipA;
                Vector512<ulong> y = Vector512.LoadUnsafe(ref first, i + 8) ^ flipA;
                Vector512<ulong> s = x + (Vector512.LoadUnsafe(ref second, i) ^ flipB);
                Vector512<ulong> t = y + (Vector512.LoadUnsafe(ref second, i + 8) ^ flipB);
                // A word generates a carry when the sum wrapped around, and passes one on when it is all ones; one addition carries through the words as if each were a digit.
                ulong generate = Vector512.LessThan(s, x).ExtractMostSignificantBits() | (Vector512.LessThan(t, y).ExtractMostSignificantBits() << 8);
                ulong pass = Vector512.Equals(s, Vector512<ulong>.AllBitsSet).ExtractMostSignificantBits() | (Vector512.Equals(t, Vector512<ulong>.AllBitsSet).ExtractMostSignificantBits() << 8);
                ulong digits = ((generate << 1) | carry) + pass;
                carry = digits >> 16;
                digits ^= pass;
                ((s - Mask(masks, digits)) ^ flipSum).StoreUnsafe(ref target, i);
                ((t - Mask(masks, digits >> 8)) ^ flipSum).StoreUnsafe(ref target, i + 8);
            }
        }

        for (; i < (nuint)words; i++)
            carry = AddWord(Unsafe.Add(ref first, i), Unsafe.Add(ref second, i), ref Unsafe.Add(ref target, i), flips, carry);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddWord(ulong a, ulong b, ref ulong sum, (ulong A, ulong B, ulong Sum) flips, ulong carry)
    {
        ulong x = a ^ flips.A;
        ulong s = x + (b ^ flips.B);
        ulong t = s + carry;
        sum = t ^ flips.Sum;
        return (s < x ? 1UL : 0) | (t < s ? 1UL : 0);
    }

    /// <summary>The parity of every prefix of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="result">Receives the parities, of the prefix up to and including each cell; may be the row.</param>
    /// <param name="flip">Bits of the row to invert, all or none.</param>
    /// <param name="odd">All ones when what lies before the row is odd, else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Parities(ReadOnlySpan<ulong> row, Span<ulong> result, ulong flip, ulong odd)
    {
        ref ulong source = ref MemoryMarshal.GetReference(row);
        ref ulong target = ref MemoryMarshal.GetReference(result);
        ulong* masks = (ulong*)Masks.Start;
        int words = Math.Min(row.Length, result.Length);
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated)
        {
            for (nuint aligned = Unaligned(ref target, words); i < aligned; i++)
                odd = ParityWord(Unsafe.Add(ref source, i) ^ flip, ref Unsafe.Add(ref target, i), odd);
            Vector512<ulong> flips = Vector512.Create(flip);
            ulong before = odd;
            for (; i + 16 <= (nuint)words; i += 16)
            {
                Vector512<ulong> x = WithinWords(Vector512.LoadUnsafe(ref source, i) ^ flips);
                Vector512<ulong> y = WithinWords(Vector512.LoadUnsafe(ref source, i + 8) ^ flips);
                ulong odds = x.ExtractMostSignificantBits() | (y.ExtractMostSignificantBits() << 8);
                odds ^= odds << 1;
                odds ^= odds << 2;
                odds ^= odds << 4;
                odds ^= odds << 8;
                // A word is inverted when the words before it, in these vectors and before, are odd together.
                ulong inverted = (odds << 1) ^ before;
                (x ^ Mask(masks, inverted)).StoreUnsafe(ref target, i);
                (y ^ Mask(masks, inverted >> 8)).StoreUnsafe(ref target, i + 8);
                before ^= 0 - ((odds >> 15) & 1);
            }

            odd = 0 - (before & 1);
        }

        for (; i < (nuint)words; i++)
            odd = ParityWord(Unsafe.Add(ref source, i) ^ flip, ref Unsafe.Add(ref target, i), odd);
    }

    private static ulong ParityWord(ulong word, ref ulong parities, ulong odd)
    {
        parities = WithinWord(word) ^ odd;
        return (ulong)((long)parities >> 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mask(ulong* masks, ulong digits) => Vector512.LoadAligned(masks + ((digits & 0xFF) * 8));

    /// <summary>A carry-less product with all ones adds up every prefix at once; without it six shifts do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> WithinWords(Vector512<ulong> words)
    {
        if (Pclmulqdq.V512.IsSupported && Vector512.IsHardwareAccelerated)
        {
            Vector512<long> low = Pclmulqdq.V512.CarrylessMultiply(words.AsInt64(), Vector512<long>.AllBitsSet, 0x00);
            Vector512<long> high = Pclmulqdq.V512.CarrylessMultiply(words.AsInt64(), Vector512<long>.AllBitsSet, 0x01);
            return Avx512F.UnpackLow(low, high).AsUInt64();
        }

        for (int shift = 1; shift < 64; shift *= 2)
            words ^= words << shift;
        return words;
    }

    private static ulong WithinWord(ulong word)
    {
        for (int shift = 1; shift < 64; shift *= 2)
            word ^= word << shift;
        return word;
    }

    private static VectorBuffer MakeMasks()
    {
        VectorBuffer masks = new(256);
        for (int i = 0; i < 256 * 8; i++)
            ((ulong*)masks.Start)[i] = ((i / 8) >> (i % 8) & 1) != 0 ? ulong.MaxValue : 0;
        return masks;
    }

    /// <summary>Words before a vector of the target begins at a cache line: a store across two lines costs twice, and more than a load does.</summary>
    private static nuint Unaligned(ref ulong target, int words) => Math.Min((nuint)words, (nuint)((-(nint)Unsafe.AsPointer(ref target) & 63) / sizeof(ulong)));
}
