using Lightcone.Foundation;

namespace Lightcone.Flows;

/// <summary>One double: the arithmetic of a single trajectory.</summary>
internal readonly struct Scalar(double value) : IReal<Scalar>
{
    public readonly double Value = value;

    public static implicit operator Scalar(double value) => new(value);

    public static Scalar operator +(Scalar a, Scalar b) => new(a.Value + b.Value);

    public static Scalar operator -(Scalar a, Scalar b) => new(a.Value - b.Value);

    public static Scalar operator -(Scalar a) => new(-a.Value);

    public static Scalar operator *(Scalar a, Scalar b) => new(a.Value * b.Value);

    public static Scalar operator /(Scalar a, Scalar b) => new(a.Value / b.Value);

    public static Scalar MultiplyAdd(Scalar a, Scalar b, Scalar c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Scalar Sqrt(Scalar x) => new(Math.Sqrt(x.Value));

    public static Scalar Abs(Scalar x) => new(Math.Abs(x.Value));

    public static Scalar Sign(Scalar x) => new(x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0);

    public static Scalar Floor(Scalar x) => new(Math.Floor(x.Value));

    public static Scalar Exp(Scalar x) => new(Exp(x.Value));

    public static Scalar Log(Scalar x) => new(Log(x.Value));

    public static Scalar Sin(Scalar x) => Trigonometry.Sin(x);

    public static Scalar Cos(Scalar x) => Trigonometry.Cos(x);

    /// <summary>The portable exponential, infinite where the double range ends instead of held at its value there.</summary>
    public static double Exp(double x) => x > 709 ? double.PositiveInfinity : PortableMath.Exp(x);

    /// <summary>The portable logarithm, extended to zero, infinity, subnormal numbers and the negative half line.</summary>
    public static double Log(double x) => x switch
    {
        0 => double.NegativeInfinity,
        < 0 or double.NaN => double.NaN,
        double.PositiveInfinity => x,
        < 2.2250738585072014e-308 => PortableMath.Log(x * 18014398509481984.0) - PortableMath.Log(18014398509481984.0),
        _ => PortableMath.Log(x),
    };
}
