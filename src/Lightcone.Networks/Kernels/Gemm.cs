using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>
/// Matrix product in float32: C[m, n] = start[m, n] + sum over k of A[m, k] * B[k, n], in vectors of 16 columns.
/// </summary>
/// <remarks>
/// Layout: B and C are row-major with padded rows (<see cref="Lanes.Stride"/>); A is addressed by two steps, so the same kernel multiplies by A and by its transpose.
/// Every element of C is one chain of fused multiply-adds in ascending k, from its start upward, whatever the tiling: there is no sum across lanes and none across
/// threads, so results are the same bytes on every machine. A tile is six rows by up to four vectors: 24 sums, 4 loads of B and one broadcast fit the 32 registers of AVX-512.
/// </remarks>
internal static unsafe class Gemm
{
    // A slice of B this deep and four vectors wide is 24 KiB: it stays in the first-level cache while all rows of A pass.
    private const int Depth = 96;

    // With 256-bit registers a vector takes two, so that six rows by one vector is what sixteen registers hold. The tiling does not show in the results.
    private static int WidestStrip => Vector512.IsHardwareAccelerated ? 4 : 1;

    /// <summary>
    /// Writes C. The sums begin at the rows of <paramref name="start"/>: C itself to accumulate, one row with stride 0 for a bias, null for zero.
    /// <paramref name="columns"/> is rounded up to whole vectors.
    /// </summary>
    public static void Multiply(
        float* a, long rowStep, long depthStep, float* b, long bStride, float* start, long startStride, float* c, long cStride, int rows, int columns, int depth)
    {
        int vectors = Lanes.Vectors(columns);
        for (int k = 0; k < depth; k += Depth)
        {
            int part = Math.Min(Depth, depth - k);
            float* from = k > 0 ? c : start;
            long fromStride = k > 0 ? cStride : startStride;
            float* ak = a + (k * depthStep);
            float* bk = b + (k * bStride);
            if (EmulatedFma.Pays)
            {
                for (int m = 0; m < rows; m++)
                    EmulatedGemm.Row(ak + (m * rowStep), depthStep, bk, bStride, Row(from, m * fromStride), c + (m * cStride), vectors, part);
                continue;
            }

            for (int v = 0; v < vectors;)
            {
                int left = vectors - v;
                int width = left == 5 ? Math.Min(3, WidestStrip) : Math.Min(left, WidestStrip);
                float* bv = bk + (v * Lanes.Count);
                float* fv = from is null ? null : from + (v * Lanes.Count);
                float* cv = c + (v * Lanes.Count);
                switch (width)
                {
                    case 1: Panel<Strip1>(ak, rowStep, depthStep, bv, bStride, fv, fromStride, cv, cStride, rows, part); break;
                    case 2: Panel<Strip2>(ak, rowStep, depthStep, bv, bStride, fv, fromStride, cv, cStride, rows, part); break;
                    case 3: Panel<Strip3>(ak, rowStep, depthStep, bv, bStride, fv, fromStride, cv, cStride, rows, part); break;
                    default: Panel<Strip4>(ak, rowStep, depthStep, bv, bStride, fv, fromStride, cv, cStride, rows, part); break;
                }

                v += width;
            }
        }
    }

    private static void Panel<T>(float* a, long rowStep, long depthStep, float* b, long bStride, float* from, long fromStride, float* c, long cStride, int rows, int depth)
        where T : struct, IStrip<T>
    {
        int m = 0;
        for (; m + 6 <= rows; m += 6)
            SixRows<T>(a + (m * rowStep), rowStep, depthStep, b, bStride, Row(from, m * fromStride), fromStride, c + (m * cStride), cStride, depth);
        for (; m + 2 <= rows; m += 2)
            TwoRows<T>(a + (m * rowStep), rowStep, depthStep, b, bStride, Row(from, m * fromStride), fromStride, c + (m * cStride), cStride, depth);
        if (m < rows)
            OneRow<T>(a + (m * rowStep), depthStep, b, bStride, Row(from, m * fromStride), c + (m * cStride), depth);
    }

    private static float* Row(float* from, long offset) => from is null ? null : from + offset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixRows<T>(float* a, long rowStep, long depthStep, float* b, long bStride, float* from, long fromStride, float* c, long cStride, int depth)
        where T : struct, IStrip<T>
    {
        T s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        if (from is not null)
        {
            s0 = T.Load(from);
            s1 = T.Load(from + fromStride);
            s2 = T.Load(from + (2 * fromStride));
            s3 = T.Load(from + (3 * fromStride));
            s4 = T.Load(from + (4 * fromStride));
            s5 = T.Load(from + (5 * fromStride));
        }

        float* a3 = a + (3 * rowStep);
        for (int k = 0; k < depth; k++)
        {
            T x = T.Load(b);
            s0 = T.MultiplyAdd(Vector512.Create(a[0]), x, s0);
            s1 = T.MultiplyAdd(Vector512.Create(a[rowStep]), x, s1);
            s2 = T.MultiplyAdd(Vector512.Create(a[2 * rowStep]), x, s2);
            s3 = T.MultiplyAdd(Vector512.Create(a3[0]), x, s3);
            s4 = T.MultiplyAdd(Vector512.Create(a3[rowStep]), x, s4);
            s5 = T.MultiplyAdd(Vector512.Create(a3[2 * rowStep]), x, s5);
            a += depthStep;
            a3 += depthStep;
            b += bStride;
        }

        T.Store(c, s0);
        T.Store(c + cStride, s1);
        T.Store(c + (2 * cStride), s2);
        T.Store(c + (3 * cStride), s3);
        T.Store(c + (4 * cStride), s4);
        T.Store(c + (5 * cStride), s5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows<T>(float* a, long rowStep, long depthStep, float* b, long bStride, float* from, long fromStride, float* c, long cStride, int depth)
        where T : struct, IStrip<T>
    {
        T s0 = default, s1 = default;
        if (from is not null)
        {
            s0 = T.Load(from);
            s1 = T.Load(from + fromStride);
        }

        for (int k = 0; k < depth; k++)
        {
            T x = T.Load(b);
            s0 = T.MultiplyAdd(Vector512.Create(a[0]), x, s0);
            s1 = T.MultiplyAdd(Vector512.Create(a[rowStep]), x, s1);
            a += depthStep;
            b += bStride;
        }

        T.Store(c, s0);
        T.Store(c + cStride, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow<T>(float* a, long depthStep, float* b, long bStride, float* from, float* c, int depth)
        where T : struct, IStrip<T>
    {
        T s = from is null ? default : T.Load(from);
        for (int k = 0; k < depth; k++)
        {
            s = T.MultiplyAdd(Vector512.Create(*a), T.Load(b), s);
            a += depthStep;
            b += bStride;
        }

        T.Store(c, s);
    }
}
