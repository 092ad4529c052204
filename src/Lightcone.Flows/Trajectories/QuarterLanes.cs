using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>Two doubles of two trajectories: one register of a machine with vectors of 128 bits, as ARM64 has them.</summary>
internal readonly struct QuarterLanes(Vector128<double> value) : ILanes<QuarterLanes>
{
    public const int Width = 2;

    public readonly Vector128<double> Value = value;

    public static int Count => Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator QuarterLanes(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes operator +(QuarterLanes a, QuarterLanes b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes operator -(QuarterLanes a, QuarterLanes b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes operator -(QuarterLanes a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes operator *(QuarterLanes a, QuarterLanes b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes operator /(QuarterLanes a, QuarterLanes b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes MultiplyAdd(QuarterLanes a, QuarterLanes b, QuarterLanes c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static QuarterLanes Sqrt(QuarterLanes x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes Abs(QuarterLanes x) => new(Vector128.Abs(x.Value));

    public static QuarterLanes Sign(QuarterLanes x)
    {
        Vector128<double> one = Vector128<double>.One;
        Vector128<double> above = Vector128.GreaterThan(x.Value, Vector128<double>.Zero) & one;
        Vector128<double> below = Vector128.LessThan(x.Value, Vector128<double>.Zero) & one;
        return new(above - below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterLanes Floor(QuarterLanes x) => new(Vector128.Floor(x.Value));

    public static QuarterLanes Exp(QuarterLanes x) => Each(x, Scalar.Exp);

    public static QuarterLanes Log(QuarterLanes x) => Each(x, Scalar.Log);

    public static QuarterLanes Sin(QuarterLanes x) => Trigonometry.Sin(x);

    public static QuarterLanes Cos(QuarterLanes x) => Trigonometry.Cos(x);

    public static QuarterLanes Gather(ReadOnlySpan<double> values) => new(Vector128.Create(values));

    public static void Scatter(QuarterLanes lanes, Span<double> values) => lanes.Value.CopyTo(values);

    private static QuarterLanes Each(QuarterLanes x, Func<double, double> function)
    {
        Span<double> values = stackalloc double[Width];
        x.Value.CopyTo(values);
        for (int i = 0; i < Width; i++)
            values[i] = function(values[i]);
        return new(Vector128.Create<double>(values));
    }
}
