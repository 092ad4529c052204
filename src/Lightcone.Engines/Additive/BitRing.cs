using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Additive;

/// <summary>Sums of shifted rows of bits, cell 64 w + j in bit j of word w. On a ring rows are shifted round; behind a wall of zeros, zeros come in from it.</summary>
/// <param name="length">Bits of a row.</param>
/// <param name="direction">0 on a ring; -1 where only lower cells are read and zeros lie before the first, 1 where only higher ones are and zeros lie behind the last.</param>
internal sealed class BitRing(long length, int direction)
{
    private const int Bits = 64;

    /// <summary>Words behind a row that are read when eight words are shifted at once.</summary>
    private const int Slack = 10;

    private readonly int words = checked((int)((length + Bits - 1) / Bits));

    /// <summary>The row twice in succession, or beside zeros: every shifted row is a stretch of it.</summary>
    private readonly ulong[] twice = new ulong[checked((int)(((2 * length) + Bits - 1) / Bits) + Slack)];

    /// <summary>Bits of a row.</summary>
    public long Length => length;

    /// <summary>A row of zeros.</summary>
    public ulong[] New() => new ulong[words + Slack];

    /// <summary>Whether two rows are the same.</summary>
    public bool AreSame(ulong[] first, ulong[] second) => first.AsSpan(0, words).SequenceEqual(second.AsSpan(0, words));

    /// <summary>The sum of a row shifted by 2^<paramref name="exponent"/> times each offset, and of another row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="offsets">Cell i gets the cells at i + 2^exponent times an offset.</param>
    /// <param name="exponent">0 to 62.</param>
    /// <param name="added">The other row; null for none.</param>
    /// <param name="result">Receives the sum; neither of the rows.</param>
    public void Sum(ulong[] row, int[] offsets, int exponent, ulong[]? added, ulong[] result)
    {
        Double(row);
        if (added is null)
            Array.Clear(result);
        else
            added.CopyTo(result, 0);
        foreach (int offset in offsets)
        {
            Int128 distance = (Int128)offset << exponent;
            if (direction == 0)
                Add((long)(((distance % length) + length) % length), result);
            else if (Int128.Abs(distance) < length)
                Add((long)(direction < 0 ? distance + length : distance), result);
        }

        if (length % Bits != 0)
            result[words - 1] &= (1UL << (int)(length % Bits)) - 1;
    }

    private void Double(ulong[] row)
    {
        Array.Clear(twice);
        if (direction >= 0)
            row.AsSpan(0, words).CopyTo(twice);
        if (direction > 0)
            return;
        int from = (int)(length / Bits);
        int shift = (int)(length % Bits);
        if (shift == 0)
        {
            row.AsSpan(0, words).CopyTo(twice.AsSpan(from));
            return;
        }

        for (int w = 0; w < words; w++)
        {
            twice[from + w] |= row[w] << shift;
            twice[from + w + 1] |= row[w] >> (Bits - shift);
        }
    }

    /// <summary>Adds the stretch of the doubled row that begins at a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(long start, ulong[] result)
    {
        int shift = (int)(start % Bits);
        ref ulong source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(twice), (nint)(start / Bits));
        ref ulong target = ref MemoryMarshal.GetArrayDataReference(result);
        // Eight words at once; what is written behind the row is never read.
        for (nuint w = 0; w < (nuint)words; w += 8)
        {
            Vector512<ulong> low = Vector512.LoadUnsafe(ref source, w) >>> shift;
            // In two shifts, as one by all 64 bits would be none.
            Vector512<ulong> high = (Vector512.LoadUnsafe(ref source, w + 1) << 1) << (Bits - 1 - shift);
            (Vector512.LoadUnsafe(ref target, w) ^ low ^ high).StoreUnsafe(ref target, w);
        }
    }
}
