using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>
/// Sixteen doubles in two vectors: behind each instruction of a flow stand two independent operations, so that while one waits for its operands the other computes
/// (measured: 1.7 times the rate of one vector).
/// </summary>
/// <remarks>The operators work on the vectors themselves and not on <see cref="Lanes"/>: each level of calls counts against what the compiler is willing to inline into a step.</remarks>
internal readonly struct WideLanes(Vector512<double> first, Vector512<double> second) : ILanes<WideLanes>
{
    public readonly Vector512<double> First = first;
    public readonly Vector512<double> Second = second;

    public static int Count => 2 * Lanes.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator WideLanes(double value) => new(Vector512.Create(value), Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator +(WideLanes a, WideLanes b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes a, WideLanes b) => new(a.First - b.First, a.Second - b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes a) => new(-a.First, -a.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator *(WideLanes a, WideLanes b) => new(a.First * b.First, a.Second * b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator /(WideLanes a, WideLanes b) => new(a.First / b.First, a.Second / b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes a, WideLanes b, WideLanes c) =>
        new(Vector512.FusedMultiplyAdd(a.First, b.First, c.First), Vector512.FusedMultiplyAdd(a.Second, b.Second, c.Second));

    public static WideLanes Sqrt(WideLanes x) => new(Vector512.Sqrt(x.First), Vector512.Sqrt(x.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Abs(WideLanes x) => new(Vector512.Abs(x.First), Vector512.Abs(x.Second));

    public static WideLanes Sign(WideLanes x) => Join(Lanes.Sign(new(x.First)), Lanes.Sign(new(x.Second)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Floor(WideLanes x) => new(Vector512.Floor(x.First), Vector512.Floor(x.Second));

    public static WideLanes Exp(WideLanes x) => Join(Lanes.Exp(new(x.First)), Lanes.Exp(new(x.Second)));

    public static WideLanes Log(WideLanes x) => Join(Lanes.Log(new(x.First)), Lanes.Log(new(x.Second)));

    public static WideLanes Sin(WideLanes x) => Trigonometry.Sin(x);

    public static WideLanes Cos(WideLanes x) => Trigonometry.Cos(x);

    public static WideLanes Gather(ReadOnlySpan<double> values) => new(Vector512.Create(values), Vector512.Create(values[Lanes.Width..]));

    public static void Scatter(WideLanes lanes, Span<double> values)
    {
        lanes.First.CopyTo(values);
        lanes.Second.CopyTo(values[Lanes.Width..]);
    }

    private static WideLanes Join(Lanes first, Lanes second) => new(first.Value, second.Value);
}
