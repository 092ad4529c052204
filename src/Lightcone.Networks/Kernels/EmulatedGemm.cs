using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>One row of <see cref="Gemm"/> where a processor has no fused multiply-add: the same chains, the same bytes.</summary>
internal static unsafe class EmulatedGemm
{
    /// <summary>A row of C, <paramref name="vectors"/> times 16 columns. The sixteen sums stand as doubles in eight of the sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(float* a, long depthStep, float* b, long bStride, float* from, float* c, int vectors, int depth)
    {
        for (int v = 0; v < vectors; v++, b += Lanes.Count, c += Lanes.Count)
        {
            Vector128<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            if (from is not null)
            {
                (s0, s1) = Vector128.Widen(Vector128.Load(from));
                (s2, s3) = Vector128.Widen(Vector128.Load(from + 4));
                (s4, s5) = Vector128.Widen(Vector128.Load(from + 8));
                (s6, s7) = Vector128.Widen(Vector128.Load(from + 12));
                from += Lanes.Count;
            }

            float* ak = a;
            float* bk = b;
            for (int k = 0; k < depth; k++)
            {
                Vector128<double> factor = Vector128.Create((double)*ak);
                (Vector128<double> x, Vector128<double> y) = Vector128.Widen(Vector128.Load(bk));
                s0 = EmulatedFma.MultiplyAdd(factor, x, s0);
                s1 = EmulatedFma.MultiplyAdd(factor, y, s1);
                (x, y) = Vector128.Widen(Vector128.Load(bk + 4));
                s2 = EmulatedFma.MultiplyAdd(factor, x, s2);
                s3 = EmulatedFma.MultiplyAdd(factor, y, s3);
                (x, y) = Vector128.Widen(Vector128.Load(bk + 8));
                s4 = EmulatedFma.MultiplyAdd(factor, x, s4);
                s5 = EmulatedFma.MultiplyAdd(factor, y, s5);
                (x, y) = Vector128.Widen(Vector128.Load(bk + 12));
                s6 = EmulatedFma.MultiplyAdd(factor, x, s6);
                s7 = EmulatedFma.MultiplyAdd(factor, y, s7);
                ak += depthStep;
                bk += bStride;
            }

            Vector128.Narrow(s0, s1).Store(c);
            Vector128.Narrow(s2, s3).Store(c + 4);
            Vector128.Narrow(s4, s5).Store(c + 8);
            Vector128.Narrow(s6, s7).Store(c + 12);
        }
    }
}
