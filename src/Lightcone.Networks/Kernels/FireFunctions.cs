using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>What a membrane emits at a distance x above its threshold, and the slope that the backward pass uses there.</summary>
internal interface IFire
{
    static abstract Vector512<float> Value(Vector512<float> x, Vector512<float> scale);

    static abstract Vector512<float> Slope(Vector512<float> x, Vector512<float> scale);
}

/// <summary>The Heaviside step with the slope of a surrogate.</summary>
internal readonly struct Spike<TSurrogate> : IFire
    where TSurrogate : struct, IFire
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, Vector512<float> scale) =>
        Vector512<float>.One & Vector512.GreaterThan(x, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> scale) => TSurrogate.Slope(x, scale);
}

/// <summary>x / (1 + k|x|) + 1/2, with slope 1 / (1 + k|x|)^2.</summary>
internal readonly struct FastSigmoidFire : IFire
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, Vector512<float> scale) =>
        (x / Vector512.FusedMultiplyAdd(Vector512.Abs(x), scale, Vector512<float>.One)) + Vector512.Create(0.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> scale)
    {
        Vector512<float> d = Vector512.FusedMultiplyAdd(Vector512.Abs(x), scale, Vector512<float>.One);
        return Vector512<float>.One / (d * d);
    }
}

/// <summary>arctan(pi a x / 2) / pi + 1/2, with slope (a / 2) / (1 + (pi a x / 2)^2). The value serves only the gradient tests, hence the plain scalar arctangent.</summary>
internal readonly struct ArctangentFire : IFire
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, Vector512<float> scale)
    {
        Vector512<float> y = x * scale * (MathF.PI / 2);
        Vector512<float> value = Vector512<float>.Zero;
        for (int i = 0; i < Lanes.Count; i++)
            value = value.WithElement(i, (MathF.Atan(y.GetElement(i)) / MathF.PI) + 0.5f);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> scale)
    {
        Vector512<float> y = x * scale * (MathF.PI / 2);
        return scale * 0.5f / Vector512.FusedMultiplyAdd(y, y, Vector512<float>.One);
    }
}

/// <summary>x + 1/2, with slope 1.</summary>
internal readonly struct StraightThroughFire : IFire
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, Vector512<float> scale) => x + Vector512.Create(0.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> scale) => Vector512<float>.One;
}
