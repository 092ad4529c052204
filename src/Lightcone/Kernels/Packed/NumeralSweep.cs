using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Kernels.Packed;

/// <summary>
/// Settles a rule in <see cref="NumeralForm"/> from text to text, lowest digit first, 64 digits at a time: each pair of digits looks up what it does to the state and which digit it gives after 0,
/// the 64 states before come out of one addition of two words, and select among the digits after 0 and after 1.
/// </summary>
internal static class NumeralSweep
{
    private const int Lanes = 64;
    private const byte Nought = (byte)'0';

    private static readonly Vector512<byte> Reverse = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(Lanes - 1 - i))]);

    /// <summary>Byte i takes, within its 16-byte lane, the byte of a repeated word that has bit i.</summary>
    private static readonly Vector512<byte> Spread = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(i / 8))]);

    private static readonly Vector512<byte> Bits = Vector512.Create([.. Enumerable.Range(0, Lanes).Select(static i => (byte)(1 << (i % 8)))]);

    /// <summary>Settles.</summary>
    /// <param name="form">The rule.</param>
    /// <param name="a">First numeral, highest digit first.</param>
    /// <param name="b">Second numeral.</param>
    /// <param name="result">Receives as many digits as it is long; the numerals are continued by zeros.</param>
    /// <param name="state">The state before the lowest digit.</param>
    /// <returns>Whether all bytes of the numerals were digits of the base.</returns>
    public static bool Run(NumeralForm form, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, byte state)
    {
        int digits = result.Length;
        int done = 0;
        bool valid = true;
        if (Avx512Vbmi.IsSupported && Avx512BW.IsSupported)
            valid = Wide(form, a, b, result, ref done, ref state);
        ulong carry = state;
        for (int i = done; i < digits; i++)
        {
            int x = i < a.Length ? a[^(i + 1)] - Nought : 0;
            int y = i < b.Length ? b[^(i + 1)] - Nought : 0;
            if ((uint)x >= (uint)form.Base || (uint)y >= (uint)form.Base)
                return false;
            byte entry = form.Zero[(x * form.Base) + y];
            result[^(i + 1)] = (byte)(Nought + (carry == 0 ? entry & 15 : form.One[(x * form.Base) + y]));
            carry = (ulong)(entry >> (carry == 0 ? 7 : 6)) & 1;
        }

        return valid;
    }

    /// <summary>As many whole blocks of 64 digits as the result has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Wide(NumeralForm form, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, ref int done, ref byte state)
    {
        Vector512<byte> zeroLow = Vector512.Create(form.Zero, 0);
        Vector512<byte> zeroHigh = Vector512.Create(form.Zero, Lanes);
        Vector512<byte> oneLow = Vector512.Create(form.One, 0);
        Vector512<byte> oneHigh = Vector512.Create(form.One, Lanes);
        Span<byte> multiples = stackalloc byte[16];
        for (int i = 0; i < form.Base; i++)
            multiples[i] = (byte)(i * form.Base);
        Vector512<byte> times = Vector512.Create(Vector256.Create(Vector128.Create<byte>(multiples), Vector128.Create<byte>(multiples)), Vector256.Create(Vector128.Create<byte>(multiples), Vector128.Create<byte>(multiples)));
        Vector512<byte> nought = Vector512.Create(Nought);
        Vector512<byte> highest = Vector512.Create((byte)(form.Base - 1));
        Vector512<byte> fifteen = Vector512.Create((byte)15);
        Vector512<byte> reverse = Reverse;
        Vector512<byte> spread = Spread;
        Vector512<byte> bits = Bits;
        Vector512<byte> worst = Vector512<byte>.Zero;
        ulong carry = state;
        ref byte firstA = ref MemoryMarshal.GetReference(a);
        ref byte firstB = ref MemoryMarshal.GetReference(b);
        ref byte target = ref MemoryMarshal.GetReference(result);
        int from = 0;
        for (; from + Lanes <= result.Length; from += Lanes)
        {
            Vector512<byte> x = (from + Lanes <= a.Length ? Vector512.LoadUnsafe(ref firstA, (nuint)(a.Length - from - Lanes)) : Rest(a, from)) - nought;
            Vector512<byte> y = (from + Lanes <= b.Length ? Vector512.LoadUnsafe(ref firstB, (nuint)(b.Length - from - Lanes)) : Rest(b, from)) - nought;
            worst = Vector512.Max(worst, Vector512.Max(x, y));
            Vector512<byte> pairs = Avx512Vbmi.PermuteVar64x8(Avx512BW.Shuffle(times, x) + y, reverse);
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
            Avx512Vbmi.PermuteVar64x8(digit, reverse).StoreUnsafe(ref target, (nuint)(result.Length - from - Lanes));
        }

        done = from;
        state = (byte)carry;
        return Vector512.LessThanOrEqualAll(worst, highest);
    }

    /// <summary>The digits that are left of a numeral, continued by zeros.</summary>
    private static Vector512<byte> Rest(ReadOnlySpan<byte> numeral, int from)
    {
        Span<byte> block = stackalloc byte[Lanes];
        block.Fill(Nought);
        if (from < numeral.Length)
            numeral[..(numeral.Length - from)].CopyTo(block[(Lanes - (numeral.Length - from))..]);
        return Vector512.Create<byte>(block);
    }
}
