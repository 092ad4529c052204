using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>Loops over whole rows of vectors that several layers share.</summary>
internal static unsafe class Elementwise
{
    /// <summary>Adds one row to each of <paramref name="rows"/> rows.</summary>
    public static void AddRow(float* target, long stride, float* row, int rows, int vectors)
    {
        for (int m = 0; m < rows; m++)
            for (int q = 0; q < vectors * Lanes.Count; q += Lanes.Count)
                (Vector512.Load(target + (m * stride) + q) + Vector512.Load(row + q)).Store(target + (m * stride) + q);
    }

    /// <summary>Adds all rows to <paramref name="sum"/>, in ascending order: the gradient of a bias.</summary>
    public static void SumRows(float* source, long stride, float* sum, int rows, int vectors)
    {
        for (int q = 0; q < vectors * Lanes.Count; q += Lanes.Count)
        {
            Vector512<float> s = Vector512.Load(sum + q);
            for (int m = 0; m < rows; m++)
                s += Vector512.Load(source + (m * stride) + q);
            s.Store(sum + q);
        }
    }

    /// <summary>target += source.</summary>
    public static void Add(float* target, float* source, long count)
    {
        for (long q = 0; q < count; q += Lanes.Count)
            (Vector512.Load(target + q) + Vector512.Load(source + q)).Store(target + q);
    }
}
