using Lightcone.Networks.Kernels;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Learning;

/// <summary>One fused pass of an optimizer over packed parameters. Padding has gradient zero and stays zero.</summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>Updates parameters and moments; <paramref name="step"/> counts from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(
        double learningRate, double forget1, double forget2, double small, double decay, long step, double gradientScale,
        FloatBuffer parameters, FloatBuffer gradients, FloatBuffer mean, FloatBuffer square)
    {
        float correction1 = (float)(learningRate / (1 - Power(forget1, step)));
        float correction2 = (float)(1 / Math.Sqrt(1 - Power(forget2, step)));
        Vector512<float> rate = Vector512.Create(correction1);
        Vector512<float> root = Vector512.Create(correction2);
        Vector512<float> epsilon = Vector512.Create((float)small);
        Vector512<float> beta1 = Vector512.Create((float)forget1);
        Vector512<float> rest1 = Vector512.Create((float)(1 - forget1));
        Vector512<float> beta2 = Vector512.Create((float)forget2);
        Vector512<float> rest2 = Vector512.Create((float)(1 - forget2));
        Vector512<float> scale = Vector512.Create((float)gradientScale);
        Vector512<float> keep = Vector512.Create((float)(1 - (learningRate * decay)));
        float* p = parameters.Pointer;
        float* g = gradients.Pointer;
        float* m = mean.Pointer;
        float* v = square.Pointer;
        for (long q = 0; q < parameters.Length; q += Lanes.Count)
        {
            Vector512<float> d = Vector512.Load(g + q) * scale;
            Vector512<float> first = Vector512.FusedMultiplyAdd(Vector512.Load(m + q), beta1, d * rest1);
            Vector512<float> second = Vector512.FusedMultiplyAdd(Vector512.Load(v + q), beta2, d * d * rest2);
            first.Store(m + q);
            second.Store(v + q);
            Vector512<float> size = Vector512.FusedMultiplyAdd(Vector512.Sqrt(second), root, epsilon);
            ((Vector512.Load(p + q) * keep) - (rate * first / size)).Store(p + q);
        }
    }

    /// <summary>Updates parameters and, where there is one, the velocity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Descend(
        double learningRate, double momentum, bool nesterov, double decay, double gradientScale, FloatBuffer parameters, FloatBuffer gradients, FloatBuffer? velocity)
    {
        Vector512<float> rate = Vector512.Create((float)learningRate);
        Vector512<float> slowness = Vector512.Create((float)momentum);
        Vector512<float> pull = Vector512.Create((float)decay);
        Vector512<float> scale = Vector512.Create((float)gradientScale);
        float* p = parameters.Pointer;
        float* g = gradients.Pointer;
        float* v = velocity is null ? null : velocity.Pointer;
        for (long q = 0; q < parameters.Length; q += Lanes.Count)
        {
            Vector512<float> old = Vector512.Load(p + q);
            Vector512<float> d = Vector512.FusedMultiplyAdd(pull, old, Vector512.Load(g + q) * scale);
            if (v is not null)
            {
                Vector512<float> speed = Vector512.FusedMultiplyAdd(slowness, Vector512.Load(v + q), d);
                speed.Store(v + q);
                d = nesterov ? Vector512.FusedMultiplyAdd(slowness, speed, d) : speed;
            }

            (old - (rate * d)).Store(p + q);
        }
    }

    /// <summary>The Euclidean norm, in double from the first number to the last of each lane, then lane by lane.</summary>
    public static double Norm(FloatBuffer gradients)
    {
        Vector512<double> low = Vector512<double>.Zero;
        Vector512<double> high = Vector512<double>.Zero;
        for (long q = 0; q < gradients.Length; q += Lanes.Count)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(gradients.Pointer + q));
            low = Vector512.FusedMultiplyAdd(a, a, low);
            high = Vector512.FusedMultiplyAdd(b, b, high);
        }

        double sum = 0;
        for (int lane = 0; lane < 8; lane++)
            sum += low.GetElement(lane);
        for (int lane = 0; lane < 8; lane++)
            sum += high.GetElement(lane);
        return Math.Sqrt(sum);
    }

    // Repeated squaring: Math.Pow may differ in its last bit between systems.
    private static double Power(double x, long n)
    {
        double result = 1;
        for (; n > 0; n >>= 1, x *= x)
            if ((n & 1) != 0)
                result *= x;
        return result;
    }
}
