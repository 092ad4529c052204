using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>Four numbers rounded to single precision after every operation, for machines with vectors of 128 bits; <see cref="QuarterSingleLanes"/> says why.</summary>
internal readonly struct QuarterSingleLanes(Vector128<float> value) : ILanes<QuarterSingleLanes>
{
    private const int Width = 4;

    public readonly Vector128<float> Value = value;

    public static int Count => Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator QuarterSingleLanes(double value) => new(Vector128.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes operator +(QuarterSingleLanes a, QuarterSingleLanes b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes operator -(QuarterSingleLanes a, QuarterSingleLanes b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes operator -(QuarterSingleLanes a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes operator *(QuarterSingleLanes a, QuarterSingleLanes b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes operator /(QuarterSingleLanes a, QuarterSingleLanes b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuarterSingleLanes MultiplyAdd(QuarterSingleLanes a, QuarterSingleLanes b, QuarterSingleLanes c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static QuarterSingleLanes Sqrt(QuarterSingleLanes x) => new(Vector128.Sqrt(x.Value));

    public static QuarterSingleLanes Abs(QuarterSingleLanes x) => new(Vector128.Abs(x.Value));

    public static QuarterSingleLanes Floor(QuarterSingleLanes x) => new(Vector128.Floor(x.Value));

    public static QuarterSingleLanes Sign(QuarterSingleLanes x) => Each(x, static v => Scalar.Sign(new Scalar(v)));

    public static QuarterSingleLanes Exp(QuarterSingleLanes x) => Each(x, static v => Scalar.Exp(new Scalar(v)));

    public static QuarterSingleLanes Log(QuarterSingleLanes x) => Each(x, static v => Scalar.Log(new Scalar(v)));

    public static QuarterSingleLanes Sin(QuarterSingleLanes x) => Each(x, static v => Scalar.Sin(new Scalar(v)));

    public static QuarterSingleLanes Cos(QuarterSingleLanes x) => Each(x, static v => Scalar.Cos(new Scalar(v)));

    public static QuarterSingleLanes Gather(ReadOnlySpan<double> values)
    {
        Span<float> rounded = stackalloc float[Width];
        for (int i = 0; i < Width; i++)
            rounded[i] = (float)values[i];
        return new(Vector128.Create<float>(rounded));
    }

    public static void Scatter(QuarterSingleLanes lanes, Span<double> values)
    {
        for (int i = 0; i < Width; i++)
            values[i] = lanes.Value[i];
    }

    private static QuarterSingleLanes Each(QuarterSingleLanes x, Func<double, Scalar> function)
    {
        Span<double> values = stackalloc double[Width];
        Scatter(x, values);
        for (int i = 0; i < Width; i++)
            values[i] = function(values[i]).Value;
        return Gather(values);
    }
}
