using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>Sixteen numbers rounded to single precision after every operation: the arithmetic of the paper's second experiment.</summary>
internal readonly struct SingleLanes(Vector512<float> value) : ILanes<SingleLanes>
{
    private const int Width = 16;

    public readonly Vector512<float> Value = value;

    public static int Count => Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator SingleLanes(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes operator +(SingleLanes a, SingleLanes b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes operator -(SingleLanes a, SingleLanes b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes operator -(SingleLanes a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes operator *(SingleLanes a, SingleLanes b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes operator /(SingleLanes a, SingleLanes b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes MultiplyAdd(SingleLanes a, SingleLanes b, SingleLanes c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static SingleLanes Sqrt(SingleLanes x) => new(Vector512.Sqrt(x.Value));

    public static SingleLanes Abs(SingleLanes x) => new(Vector512.Abs(x.Value));

    public static SingleLanes Floor(SingleLanes x) => new(Vector512.Floor(x.Value));

    public static SingleLanes Sign(SingleLanes x) => Each(x, static v => Scalar.Sign(new Scalar(v)));

    public static SingleLanes Exp(SingleLanes x) => Each(x, static v => Scalar.Exp(new Scalar(v)));

    public static SingleLanes Log(SingleLanes x) => Each(x, static v => Scalar.Log(new Scalar(v)));

    public static SingleLanes Sin(SingleLanes x) => Each(x, static v => Scalar.Sin(new Scalar(v)));

    public static SingleLanes Cos(SingleLanes x) => Each(x, static v => Scalar.Cos(new Scalar(v)));

    public static SingleLanes Gather(ReadOnlySpan<double> values)
    {
        Span<float> rounded = stackalloc float[Width];
        for (int i = 0; i < Width; i++)
            rounded[i] = (float)values[i];
        return new(Vector512.Create<float>(rounded));
    }

    public static void Scatter(SingleLanes lanes, Span<double> values)
    {
        for (int i = 0; i < Width; i++)
            values[i] = lanes.Value[i];
    }

    private static SingleLanes Each(SingleLanes x, Func<double, Scalar> function)
    {
        Span<double> values = stackalloc double[Width];
        Scatter(x, values);
        for (int i = 0; i < Width; i++)
            values[i] = function(values[i]).Value;
        return Gather(values);
    }
}
