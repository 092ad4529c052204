using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>
/// Matrix products whose left side holds only zeros and ones: rows of the right side are added where a spike stands, nothing is multiplied.
/// </summary>
/// <remarks>
/// A sum of the chosen rows in ascending order is bit for bit what <see cref="Gemm"/> computes, because fma(1, w, s) rounds like s + w and fma(0, w, s) is s
/// (weights are finite, and a sum that starts from +0 never becomes -0). So the choice between the two, made by counting spikes, never shows in the results.
/// </remarks>
internal static unsafe class SpikeProduct
{
    // As many vectors as registers hold; the rest is left to the next round.
    private static int MaxVectors => Vector512.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Whether adding rows beats the dense product: measured, it needs fewer than a quarter ones and rows of more than three vectors.</summary>
    public static bool Pays(long ones, long rows, int depth, int columns) => columns > 3 * Lanes.Count && ones * 4 < rows * depth;

    /// <summary>C[m, n] = start[m, n] + sum over the spikes k of row m of B[k, n]; <paramref name="start"/> as in <see cref="Gemm.Multiply"/>.</summary>
    public static void Gather(
        in SpikeList spikes, float* b, long bStride, float* start, long startStride, float* c, long cStride, int rows, int columns)
    {
        int vectors = Lanes.Vectors(columns);
        for (int m = 0; m < rows; m++)
        {
            int* active = spikes.Row(m, out int count);
            for (int v = 0; v < vectors;)
            {
                int width = Math.Min(vectors - v, MaxVectors);
                float* bv = b + (v * Lanes.Count);
                float* sv = start is null ? null : start + (m * startStride) + (v * Lanes.Count);
                float* cv = c + (m * cStride) + (v * Lanes.Count);
                switch (width)
                {
                    case 1: GatherRow<Strip1>(active, count, bv, bStride, sv, cv); break;
                    case 2: GatherRow<Strip2>(active, count, bv, bStride, sv, cv); break;
                    case 3: GatherRow<Strip3>(active, count, bv, bStride, sv, cv); break;
                    case 4: GatherRow<Strip4>(active, count, bv, bStride, sv, cv); break;
                    case 5: GatherRow<StripPair<Strip3, Strip2>>(active, count, bv, bStride, sv, cv); break;
                    case 6: GatherRow<StripPair<Strip3, Strip3>>(active, count, bv, bStride, sv, cv); break;
                    case 7: GatherRow<StripPair<Strip4, Strip3>>(active, count, bv, bStride, sv, cv); break;
                    default: GatherRow<StripPair<Strip4, Strip4>>(active, count, bv, bStride, sv, cv); break;
                }

                v += width;
            }
        }
    }

    /// <summary>C[k, n] += D[m, n] for every row m and every spike k of that row: the gradient of the weights behind a spiking layer.</summary>
    public static void Scatter(in SpikeList spikes, float* d, long dStride, float* c, long cStride, int rows, int columns)
    {
        int vectors = Lanes.Vectors(columns);
        for (int m = 0; m < rows; m++)
        {
            int* active = spikes.Row(m, out int count);
            for (int v = 0; v < vectors;)
            {
                int width = Math.Min(vectors - v, MaxVectors);
                float* dv = d + (m * dStride) + (v * Lanes.Count);
                float* cv = c + (v * Lanes.Count);
                switch (width)
                {
                    case 1: ScatterRow<Strip1>(active, count, dv, cv, cStride); break;
                    case 2: ScatterRow<Strip2>(active, count, dv, cv, cStride); break;
                    case 3: ScatterRow<Strip3>(active, count, dv, cv, cStride); break;
                    case 4: ScatterRow<Strip4>(active, count, dv, cv, cStride); break;
                    case 5: ScatterRow<StripPair<Strip3, Strip2>>(active, count, dv, cv, cStride); break;
                    case 6: ScatterRow<StripPair<Strip3, Strip3>>(active, count, dv, cv, cStride); break;
                    case 7: ScatterRow<StripPair<Strip4, Strip3>>(active, count, dv, cv, cStride); break;
                    default: ScatterRow<StripPair<Strip4, Strip4>>(active, count, dv, cv, cStride); break;
                }

                v += width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherRow<T>(int* active, int count, float* b, long bStride, float* start, float* c)
        where T : struct, IStrip<T>
    {
        T sum = start is null ? default : T.Load(start);
        for (int k = 0; k < count; k++)
            sum = T.Add(sum, T.Load(b + (active[k] * bStride)));
        T.Store(c, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterRow<T>(int* active, int count, float* d, float* c, long cStride)
        where T : struct, IStrip<T>
    {
        T row = T.Load(d);
        for (int k = 0; k < count; k++)
        {
            float* target = c + (active[k] * cStride);
            T.Store(target, T.Add(T.Load(target), row));
        }
    }
}
