using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Wavefront;

/// <summary>Puts runs of bits where they belong in a row, at any bit, and keeps what is before and after them: so runs can come in any order, and nothing has to be cleared for them.</summary>
internal static unsafe class BitRun
{
    private const int WordBits = 64;
    private const int VectorBits = 512;
    private const int Words = VectorBits / WordBits;

    /// <param name="row">The row's words.</param>
    /// <param name="cells">How many bits the row has; what would lie outside is left out.</param>
    /// <param name="at">Where the first bit goes.</param>
    /// <param name="run">The bits, readable to the end of the vector in which the next one would stand.</param>
    /// <param name="count">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Span<ulong> row, long cells, long at, ulong* run, int count)
    {
        // Whole vectors are written, and the word behind them.
        if (Avx512F.IsSupported && at >= 0 && at + count + VectorBits + WordBits <= cells)
            PutVectors(ref Unsafe.Add(ref MemoryMarshal.GetReference(row), (nint)(at >> 6)), (int)(at & 63), run, count);
        else
            for (int i = 0; i < count; i += WordBits)
                Merge(row, cells, at + i, run[i / WordBits], Math.Min(WordBits, count - i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutVectors(ref ulong word, int shift, ulong* run, int count)
    {
        Vector512<ulong> up = Vector512.Create((ulong)shift);
        Vector512<ulong> down = Vector512.Create((ulong)(WordBits - shift));
        Vector512<ulong> before = Vector512.Create(word << 1 << (63 - shift));
        for (; count >= VectorBits; count -= VectorBits, run += Words, word = ref Unsafe.Add(ref word, Words))
        {
            Vector512<ulong> whole = Vector512.Load(run);
            Joined(whole).StoreUnsafe(ref word);
            before = whole;
        }

        // What is left ends in the words of this vector or in the one behind them.
        Vector512<ulong> rest = Vector512.Load(run);
        Vector512<ulong> inside = FirstBits(shift + count);
        ((Joined(rest) & inside) | Avx512F.AndNot(inside, Vector512.LoadUnsafe(ref word))).StoreUnsafe(ref word);
        if (shift + count > VectorBits)
        {
            ref ulong behind = ref Unsafe.Add(ref word, Words);
            ulong mask = (1UL << (shift + count - VectorBits)) - 1;
            behind = (behind & ~mask) | ((run[Words - 1] >> (WordBits - shift)) & mask);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<ulong> Joined(Vector512<ulong> present) =>
            Avx512F.ShiftLeftLogicalVariable(present, up) | Avx512F.ShiftRightLogicalVariable(Avx512F.AlignRight64(present, before, Words - 1), down);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> FirstBits(int count)
    {
        Vector512<long> left = Vector512.Max(Vector512.Create((long)count) - Vector512.Create(0L, 64, 128, 192, 256, 320, 384, 448), Vector512<long>.Zero);
        return ~Avx512F.ShiftLeftLogicalVariable(Vector512<ulong>.AllBitsSet, left.AsUInt64());
    }

    /// <summary>Puts at most 64 bits, as far as they lie inside.</summary>
    private static void Merge(Span<ulong> row, long cells, long at, ulong bits, int count)
    {
        if (at < 0)
        {
            if (at + count <= 0)
                return;
            bits >>= (int)-at;
            count += (int)at;
            at = 0;
        }

        count = (int)Math.Min(count, cells - at);
        if (count <= 0)
            return;
        ulong mask = ulong.MaxValue >> (WordBits - count);
        int shift = (int)(at & 63);
        ref ulong word = ref row[(int)(at >> 6)];
        word = (word & ~(mask << shift)) | ((bits & mask) << shift);
        if (shift + count <= WordBits)
            return;
        ref ulong behind = ref row[(int)(at >> 6) + 1];
        behind = (behind & ~(mask >> (WordBits - shift))) | ((bits & mask) >> (WordBits - shift));
    }
}
