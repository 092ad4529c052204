using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>Eight numbers rounded to single precision after every operation, for machines with vectors of 256 bits; <see cref="HalfSingleLanes"/> says why.</summary>
internal readonly struct HalfSingleLanes(Vector256<float> value) : ILanes<HalfSingleLanes>
{
    private const int Width = 8;

    public readonly Vector256<float> Value = value;

    public static int Count => Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator HalfSingleLanes(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes operator +(HalfSingleLanes a, HalfSingleLanes b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes operator -(HalfSingleLanes a, HalfSingleLanes b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes operator -(HalfSingleLanes a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes operator *(HalfSingleLanes a, HalfSingleLanes b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes operator /(HalfSingleLanes a, HalfSingleLanes b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfSingleLanes MultiplyAdd(HalfSingleLanes a, HalfSingleLanes b, HalfSingleLanes c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static HalfSingleLanes Sqrt(HalfSingleLanes x) => new(Vector256.Sqrt(x.Value));

    public static HalfSingleLanes Abs(HalfSingleLanes x) => new(Vector256.Abs(x.Value));

    public static HalfSingleLanes Floor(HalfSingleLanes x) => new(Vector256.Floor(x.Value));

    public static HalfSingleLanes Sign(HalfSingleLanes x) => Each(x, static v => Scalar.Sign(new Scalar(v)));

    public static HalfSingleLanes Exp(HalfSingleLanes x) => Each(x, static v => Scalar.Exp(new Scalar(v)));

    public static HalfSingleLanes Log(HalfSingleLanes x) => Each(x, static v => Scalar.Log(new Scalar(v)));

    public static HalfSingleLanes Sin(HalfSingleLanes x) => Each(x, static v => Scalar.Sin(new Scalar(v)));

    public static HalfSingleLanes Cos(HalfSingleLanes x) => Each(x, static v => Scalar.Cos(new Scalar(v)));

    public static HalfSingleLanes Gather(ReadOnlySpan<double> values)
    {
        Span<float> rounded = stackalloc float[Width];
        for (int i = 0; i < Width; i++)
            rounded[i] = (float)values[i];
        return new(Vector256.Create<float>(rounded));
    }

    public static void Scatter(HalfSingleLanes lanes, Span<double> values)
    {
        for (int i = 0; i < Width; i++)
            values[i] = lanes.Value[i];
    }

    private static HalfSingleLanes Each(HalfSingleLanes x, Func<double, Scalar> function)
    {
        Span<double> values = stackalloc double[Width];
        Scatter(x, values);
        for (int i = 0; i < Width; i++)
            values[i] = function(values[i]).Value;
        return Gather(values);
    }
}
