using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>Which neurons of each row fired: their numbers row after row, ascending, and where each row begins. Found once, for the currents of the next layer and for its gradients.</summary>
internal readonly unsafe struct SpikeList(int[] begins, int[] neurons)
{
    private readonly int* begins = (int*)Unsafe.AsPointer(ref begins[0]);
    private readonly int* neurons = (int*)Unsafe.AsPointer(ref neurons[0]);

    /// <summary>Room for so many rows and spikes; the arrays never move.</summary>
    public static (int[] Begins, int[] Neurons) Allocate(int rows, long spikes) =>
        (GC.AllocateUninitializedArray<int>(rows + 1, pinned: true), GC.AllocateUninitializedArray<int>(checked((int)spikes + 1), pinned: true));

    /// <summary>The neurons of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Row(int row, out int count)
    {
        int begin = begins[row];
        count = begins[row + 1] - begin;
        return neurons + begin;
    }

    /// <summary>Reads rows of zeros and ones; the caller has counted that the ones have room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(float* spikes, long stride, int rows, int depth)
    {
        int vectors = Lanes.Vectors(depth);
        int count = 0;
        for (int m = 0; m < rows; m++, spikes += stride)
        {
            begins[m] = count;
            // Four vectors to a word: the end of a word is what the processor cannot foresee.
            for (int v = 0; v < vectors; v += 4)
            {
                ulong mask = Mask(spikes + (v * Lanes.Count));
                for (int next = 1; next < 4 && v + next < vectors; next++)
                    mask |= Mask(spikes + ((v + next) * Lanes.Count)) << (next * Lanes.Count);
                for (; mask != 0; mask &= mask - 1)
                    neurons[count++] = (v * Lanes.Count) + BitOperations.TrailingZeroCount(mask);
            }
        }

        begins[rows] = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(float* row) => Vector512.GreaterThan(Vector512.Load(row), Vector512<float>.Zero).ExtractMostSignificantBits();
}
