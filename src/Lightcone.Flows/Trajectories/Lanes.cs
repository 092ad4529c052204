using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>Eight doubles of eight trajectories. On machines with narrower registers the base library splits each operation; the bits stay the same.</summary>
internal readonly struct Lanes(Vector512<double> value) : ILanes<Lanes>
{
    public const int Width = 8;

    public readonly Vector512<double> Value = value;

    public static int Count => Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes a, Lanes b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a, Lanes b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, Lanes b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator /(Lanes a, Lanes b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes a, Lanes b, Lanes c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lanes Sqrt(Lanes x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Abs(Lanes x) => new(Vector512.Abs(x.Value));

    public static Lanes Sign(Lanes x)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> above = Vector512.GreaterThan(x.Value, Vector512<double>.Zero) & one;
        Vector512<double> below = Vector512.LessThan(x.Value, Vector512<double>.Zero) & one;
        return new(above - below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Floor(Lanes x) => new(Vector512.Floor(x.Value));

    public static Lanes Exp(Lanes x) => Each(x, Scalar.Exp);

    public static Lanes Log(Lanes x) => Each(x, Scalar.Log);

    public static Lanes Sin(Lanes x) => Trigonometry.Sin(x);

    public static Lanes Cos(Lanes x) => Trigonometry.Cos(x);

    public static Lanes Gather(ReadOnlySpan<double> values) => new(Vector512.Create(values));

    public static void Scatter(Lanes lanes, Span<double> values) => lanes.Value.CopyTo(values);

    private static Lanes Each(Lanes x, Func<double, double> function)
    {
        Span<double> values = stackalloc double[Width];
        x.Value.CopyTo(values);
        for (int i = 0; i < Width; i++)
            values[i] = function(values[i]);
        return new(Vector512.Create<double>(values));
    }
}
