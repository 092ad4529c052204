using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Scan;

/// <summary>
/// Settles a rule in <see cref="NumeralForm"/> from text to text, lowest digit first, 64 digits at a time: each pair of digits looks up what it does to the state and which digit it gives after 0,
/// the 64 states before come out of one addition of two words, and select among the digits after 0 and after 1.
/// </summary>
internal static class NumeralScan
{
    private const int Lanes = 64;
    private const byte Nought = (byte)'0';

    private static readonly Vector512<byte> Reverse = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(Lanes - 1 - i))]);

    /// <summary>Byte i takes, within its 16-byte lane, the byte of a repeated word that has bit i.</summary>
    private static readonly Vector512<byte> Spread = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(i / 8))]);

    private static readonly Vector512<byte> Bits = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(1 << (i % 8)))]);

    /// <summary>A block of zeros, which continues a numeral that has ended.</summary>
    private static readonly byte[] Noughts = [.. Enumerable.Repeat(Nought, Lanes)];

    /// <summary>Settles.</summary>
    /// <param name="form">The rule.</param>
    /// <param name="a">First numeral, highest digit first.</param>
    /// <param name="b">Second numeral.</param>
    /// <param name="result">Receives as many digits as it is long; the numerals are continued by zeros.</param>
    /// <param name="state">The state before the lowest digit.</param>
    /// <returns>Whether all bytes of the numerals were digits of the base.</returns>
    public static bool Run(NumeralForm form, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, byte state)
    {
        bool valid = true;
        int done = 0;
        if (Avx512Vbmi.IsSupported && Avx512BW.IsSupported)
        {
            Span<byte> blockA = stackalloc byte[Lanes];
            Span<byte> blockB = stackalloc byte[Lanes];
            int shorter = Math.Min(a.Length, b.Length);
            int longer = Math.Max(a.Length, b.Length);
            while (result.Length - done >= Lanes)
            {
                // Where a numeral ends, its last digits go through a block of their own; beyond, a block of zeros is read again and again.
                bool ends = (done < a.Length && a.Length - done < Lanes) || (done < b.Length && b.Length - done < Lanes);
                int until = ends ? done + Lanes : done < shorter ? shorter : done < longer ? longer : result.Length;
                int blocks = (Math.Min(until, result.Length) - done) / Lanes;
                ref byte nextA = ref Next(a, done, blockA, out int strideA);
                ref byte nextB = ref Next(b, done, blockB, out int strideB);
                valid &= Wide(form, ref nextA, strideA, ref nextB, strideB, ref result[result.Length - done - Lanes], blocks, ref state);
                done += blocks * Lanes;
            }
        }

        return Narrow(form, a, b, result, done, state) && valid;
    }

    /// <summary>Digit by digit.</summary>
    private static bool Narrow(NumeralForm form, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, int done, byte state)
    {
        for (int i = done; i < result.Length; i++)
        {
            int x = i < a.Length ? a[^(i + 1)] - Nought : 0;
            int y = i < b.Length ? b[^(i + 1)] - Nought : 0;
            if ((uint)x >= (uint)form.Base || (uint)y >= (uint)form.Base)
                return false;
            byte entry = form.Zero[(x * form.Base) + y];
            result[^(i + 1)] = (byte)(Nought + (state == 0 ? entry & 15 : form.One[(x * form.Base) + y]));
            state = (byte)((entry >> (state == 0 ? 7 : 6)) & 1);
        }

        return true;
    }

    /// <summary>The 64 digits of a numeral above those that are done, and how far down the next block lies.</summary>
    private static ref byte Next(ReadOnlySpan<byte> numeral, int done, Span<byte> block, out int stride)
    {
        int rest = numeral.Length - done;
        stride = rest >= Lanes ? Lanes : 0;
        if (rest >= Lanes)
            return ref Unsafe.AsRef(in numeral[rest - Lanes]);
        if (rest <= 0)
            return ref Noughts[0];
        block.Fill(Nought);
        numeral[..rest].CopyTo(block[(Lanes - rest)..]);
        return ref MemoryMarshal.GetReference(block);
    }

    /// <summary>Blocks of 64 digits from lower to higher ones, that is, from higher to lower addresses. There is no call in the loop: one would drive all tables out of their registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Wide(NumeralForm form, ref byte a, int strideA, ref byte b, int strideB, ref byte target, int blocks, ref byte state)
    {
        Vector512<byte> zeroLow = Vector512.Create(form.Zero, 0);
        Vector512<byte> zeroHigh = Vector512.Create(form.Zero, Lanes);
        Vector512<byte> oneLow = Vector512.Create(form.One, 0);
        Vector512<byte> oneHigh = Vector512.Create(form.One, Lanes);
        Vector512<byte> multiples = Vector512.Create(form.Multiples, 0);
        Vector512<byte> nought = Vector512.Create(Nought);
        Vector512<byte> fifteen = Vector512.Create((byte)15);
        Vector512<byte> reverse = Reverse;
        Vector512<byte> spread = Spread;
        Vector512<byte> bits = Bits;
        Vector512<byte> worst = Vector512<byte>.Zero;
        ulong carry = state;
        for (; blocks > 0; blocks--)
        {
            Vector512<byte> x = Vector512.LoadUnsafe(ref a) - nought;
            Vector512<byte> y = Vector512.LoadUnsafe(ref b) - nought;
            worst = Vector512.Max(worst, Vector512.Max(x, y));
            Vector512<byte> pairs = Avx512Vbmi.PermuteVar64x8(Avx512BW.Shuffle(multiples, x) + y, reverse);
            Vector512<byte> zero = Avx512Vbmi.PermuteVar64x8x2(zeroLow, pairs, zeroHigh);
            Vector512<byte> one = Avx512Vbmi.PermuteVar64x8x2(oneLow, pairs, oneHigh);
            // Set to 1 where both bits are 1, kept where only the second is: the states are the carries of the sum of the two words.
            ulong after0 = zero.ExtractMostSignificantBits();
            ulong after1 = (zero + zero).ExtractMostSignificantBits();
            ulong sum = after0 + after1;
            ulong all = sum + carry;
            ulong before = all ^ after0 ^ after1;
            carry = (sum < after1 ? 1UL : 0) | (all < sum ? 1UL : 0);
            Vector512<byte> chosen = Avx512BW.Shuffle(Vector512.Create(before).AsByte(), spread) & bits;
            Vector512<byte> digit = Vector512.ConditionalSelect(Vector512.Equals(chosen, bits), one, zero & fifteen) + nought;
            Avx512Vbmi.PermuteVar64x8(digit, reverse).StoreUnsafe(ref target);
            a = ref Unsafe.Subtract(ref a, strideA);
            b = ref Unsafe.Subtract(ref b, strideB);
            target = ref Unsafe.Subtract(ref target, Lanes);
        }

        state = (byte)carry;
        return Vector512.LessThanOrEqualAll(worst, Vector512.Create((byte)(form.Base - 1)));
    }
}
