using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Stepping;

/// <summary>
/// Sixteen doubles in two vectors. Two independent operations behind each instruction of a flow keep both arithmetic pipes busy
/// and halve the cost of loops and bounds checks (measured: 1.7 times the rate of one vector at equal block size).
/// </summary>
internal readonly struct WideLanes(Lanes first, Lanes second) : ILanes<WideLanes>
{
    public readonly Lanes First = first;
    public readonly Lanes Second = second;

    public static int Count => 2 * Lanes.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator WideLanes(double value) => new(value, value);

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

    public static WideLanes Sqrt(WideLanes x) => new(Lanes.Sqrt(x.First), Lanes.Sqrt(x.Second));

    public static WideLanes Abs(WideLanes x) => new(Lanes.Abs(x.First), Lanes.Abs(x.Second));

    public static WideLanes Sign(WideLanes x) => new(Lanes.Sign(x.First), Lanes.Sign(x.Second));

    public static WideLanes Floor(WideLanes x) => new(Lanes.Floor(x.First), Lanes.Floor(x.Second));

    public static WideLanes Exp(WideLanes x) => new(Lanes.Exp(x.First), Lanes.Exp(x.Second));

    public static WideLanes Log(WideLanes x) => new(Lanes.Log(x.First), Lanes.Log(x.Second));

    public static WideLanes Sin(WideLanes x) => new(Lanes.Sin(x.First), Lanes.Sin(x.Second));

    public static WideLanes Cos(WideLanes x) => new(Lanes.Cos(x.First), Lanes.Cos(x.Second));

    public static WideLanes Gather(ReadOnlySpan<double> values) => new(Lanes.Gather(values), Lanes.Gather(values[Lanes.Width..]));

    public static void Scatter(WideLanes lanes, Span<double> values)
    {
        Lanes.Scatter(lanes.First, values);
        Lanes.Scatter(lanes.Second, values[Lanes.Width..]);
    }
}
