using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Synthesis;

/// <summary>The two inner loops of the table engine: numbers of neighborhoods from cells, and results from numbers.</summary>
internal static class NeighborhoodNumbers
{
    /// <summary>For each cell of a block: the frozen share plus the weighted sum of its neighbors.</summary>
    /// <param name="cells">Cells with their margin.</param>
    /// <param name="start">Where the block begins in <paramref name="cells"/>.</param>
    /// <param name="deltas">Distances in memory to the neighbors.</param>
    /// <param name="weights">What one unit of each neighbor adds.</param>
    /// <param name="share">The frozen field's part of each number; empty when there is none.</param>
    /// <param name="numbers">Receives one number a cell.</param>
    public static void Sum(byte[] cells, int start, int[] deltas, ushort[] weights, ReadOnlySpan<ushort> share, Span<ushort> numbers)
    {
        int x = 0;
        // The vector body loads 32 bytes at once; without hardware behind it the scalar remainder is faster and does it all.
        if (Vector256.IsHardwareAccelerated)
        {
            ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), start);
            ref ushort result = ref MemoryMarshal.GetReference(numbers);
            for (; x + 32 <= numbers.Length; x += 32)
            {
                Vector512<ushort> sum = share.IsEmpty ? Vector512<ushort>.Zero : Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(share), (nuint)x);
                for (int k = 0; k < deltas.Length; k++)
                {
                    Vector256<byte> neighbors = Vector256.LoadUnsafe(ref Unsafe.Add(ref first, x + deltas[k]));
                    (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(neighbors);
                    sum += Vector512.Create(low, high) * weights[k];
                }

                sum.StoreUnsafe(ref result, (nuint)x);
            }
        }

        for (; x < numbers.Length; x++)
        {
            int sum = share.IsEmpty ? 0 : share[x];
            for (int k = 0; k < deltas.Length; k++)
                sum += weights[k] * cells[start + x + deltas[k]];
            numbers[x] = (ushort)sum;
        }
    }

    /// <summary>The same for numbers that do not fit 16 bits.</summary>
    public static void Sum(byte[] cells, int start, int[] deltas, ReadOnlySpan<int> weights, ReadOnlySpan<int> share, Span<int> numbers)
    {
        int x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), start);
            ref int result = ref MemoryMarshal.GetReference(numbers);
            for (; x + 16 <= numbers.Length; x += 16)
            {
                Vector512<int> sum = share.IsEmpty ? Vector512<int>.Zero : Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(share), (nuint)x);
                for (int k = 0; k < deltas.Length; k++)
                {
                    (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref Unsafe.Add(ref first, x + deltas[k])));
                    (Vector256<uint> left, Vector256<uint> right) = Vector256.Widen(Vector256.Create(low, high));
                    sum += Vector512.Create(left, right).AsInt32() * weights[k];
                }

                sum.StoreUnsafe(ref result, (nuint)x);
            }
        }

        for (; x < numbers.Length; x++)
        {
            int sum = share.IsEmpty ? 0 : share[x];
            for (int k = 0; k < deltas.Length; k++)
                sum += weights[k] * cells[start + x + deltas[k]];
            numbers[x] = sum;
        }
    }

    /// <summary>The table's result for each number.</summary>
    public static void LookUp<T>(byte[] table, ReadOnlySpan<T> numbers, Span<byte> results)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Every number is below the table's length by construction; the check would cost as much as the look-up.
        ref byte entry = ref MemoryMarshal.GetArrayDataReference(table);
        ref T number = ref MemoryMarshal.GetReference(numbers);
        ref byte result = ref MemoryMarshal.GetReference(results);
        int x = 0;
        for (; x + 4 <= results.Length; x += 4)
        {
            Unsafe.Add(ref result, x) = Unsafe.Add(ref entry, nint.CreateTruncating(Unsafe.Add(ref number, x)));
            Unsafe.Add(ref result, x + 1) = Unsafe.Add(ref entry, nint.CreateTruncating(Unsafe.Add(ref number, x + 1)));
            Unsafe.Add(ref result, x + 2) = Unsafe.Add(ref entry, nint.CreateTruncating(Unsafe.Add(ref number, x + 2)));
            Unsafe.Add(ref result, x + 3) = Unsafe.Add(ref entry, nint.CreateTruncating(Unsafe.Add(ref number, x + 3)));
        }

        for (; x < results.Length; x++)
            Unsafe.Add(ref result, x) = Unsafe.Add(ref entry, nint.CreateTruncating(Unsafe.Add(ref number, x)));
    }
}
