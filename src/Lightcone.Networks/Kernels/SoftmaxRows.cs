using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>Rows of attention: scores to weights, and gradients of weights to gradients of scores. Sums run over vectors first, then over lanes in ascending order.</summary>
internal static unsafe class SoftmaxRows
{
    /// <summary>Replaces the first <paramref name="count"/> of so many columns by the softmax of <paramref name="scale"/> times them, and the others by zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* row, int count, int columns, float scale)
    {
        int length = Lanes.Vectors(columns) * Lanes.Count;
        Vector512<float> factor = Vector512.Create(scale);
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        for (int q = 0; q < length; q += Lanes.Count)
        {
            Vector512<float> score = Vector512.ConditionalSelect(Inside(q, count), Vector512.Load(row + q) * factor, Vector512.Create(float.NegativeInfinity));
            score.Store(row + q);
            largest = Vector512.ConditionalSelect(Vector512.GreaterThan(score, largest), score, largest);
        }

        float top = largest.GetElement(0);
        for (int lane = 1; lane < Lanes.Count; lane++)
            top = largest.GetElement(lane) > top ? largest.GetElement(lane) : top;
        Vector512<float> sum = Vector512<float>.Zero;
        for (int q = 0; q < length; q += Lanes.Count)
        {
            Vector512<float> power = VectorMath.Exp(Vector512.Load(row + q) - Vector512.Create(top)) & Inside(q, count);
            power.Store(row + q);
            sum += power;
        }

        Vector512<float> whole = Vector512.Create(VectorMath.Sum(sum));
        for (int q = 0; q < length; q += Lanes.Count)
            (Vector512.Load(row + q) / whole).Store(row + q);
    }

    /// <summary>Replaces dL/dweights by dL/dscores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* weights, float* gradient, int columns, float scale)
    {
        int length = Lanes.Vectors(columns) * Lanes.Count;
        Vector512<float> sum = Vector512<float>.Zero;
        for (int q = 0; q < length; q += Lanes.Count)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(weights + q), Vector512.Load(gradient + q), sum);
        Vector512<float> mean = Vector512.Create(VectorMath.Sum(sum));
        Vector512<float> factor = Vector512.Create(scale);
        for (int q = 0; q < length; q += Lanes.Count)
            (Vector512.Load(weights + q) * (Vector512.Load(gradient + q) - mean) * factor).Store(gradient + q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Inside(int at, int count) => Vector512.LessThan(Vector512<int>.Indices + Vector512.Create(at), Vector512.Create(count)).AsSingle();
}
