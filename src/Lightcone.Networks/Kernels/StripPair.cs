using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>Two strips side by side: five to eight vectors of one row, enough independent sums to hide the latency of an addition when only one row is at work.</summary>
internal readonly unsafe struct StripPair<TLeft, TRight>(TLeft left, TRight right) : IStrip<StripPair<TLeft, TRight>>
    where TLeft : struct, IStrip<TLeft>
    where TRight : struct, IStrip<TRight>
{
    private readonly TLeft left = left;
    private readonly TRight right = right;

    public static int Width => TLeft.Width + TRight.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StripPair<TLeft, TRight> Load(float* p) => new(TLeft.Load(p), TRight.Load(p + (Lanes.Count * TLeft.Width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, StripPair<TLeft, TRight> strip)
    {
        TLeft.Store(p, strip.left);
        TRight.Store(p + (Lanes.Count * TLeft.Width), strip.right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StripPair<TLeft, TRight> MultiplyAdd(Vector512<float> factor, StripPair<TLeft, TRight> strip, StripPair<TLeft, TRight> sum) =>
        new(TLeft.MultiplyAdd(factor, strip.left, sum.left), TRight.MultiplyAdd(factor, strip.right, sum.right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StripPair<TLeft, TRight> Add(StripPair<TLeft, TRight> a, StripPair<TLeft, TRight> b) =>
        new(TLeft.Add(a.left, b.left), TRight.Add(a.right, b.right));
}
