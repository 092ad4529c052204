namespace Lightcone.Flows;

/// <summary>
/// A number, or several numbers side by side in one vector register: what a flow computes with. A flow written once over
/// <typeparamref name="T"/> runs on one trajectory and on eight at a time.
/// </summary>
/// <remarks>
/// <para>Every operation is rounded the same way in each of its implementations: +, -, *, /, <see cref="Sqrt"/> and <see cref="MultiplyAdd"/> as IEEE 754 asks, the others by polynomials
/// of this library. Nothing is fused that does not say <see cref="MultiplyAdd"/>. Hence a trajectory has the same bytes alone and in a batch, on every instruction set.</para>
/// <para>A <c>double</c> converts implicitly, so <c>2 * x + 1</c> may be written as it stands.</para>
/// </remarks>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IReal<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>The number <paramref name="value"/>, in every lane.</summary>
    static abstract implicit operator T(double value);

    /// <summary>Sum.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>Difference.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>Negation.</summary>
    static abstract T operator -(T a);

    /// <summary>Product.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>Quotient.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>a b + c, rounded once: a machine without the instruction computes the same bits more slowly.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Square root; NaN below zero.</summary>
    static abstract T Sqrt(T x);

    /// <summary>Magnitude.</summary>
    static abstract T Abs(T x);

    /// <summary>-1 below zero, 0 at zero, 1 above it, and 0 for NaN.</summary>
    static abstract T Sign(T x);

    /// <summary>The largest whole number not above <paramref name="x"/>.</summary>
    static abstract T Floor(T x);

    /// <summary>Exponential; relative error below 1e-14, 0 below -708, infinite above 709.</summary>
    static abstract T Exp(T x);

    /// <summary>Natural logarithm; relative error below 1e-14, negative infinity at zero, NaN below.</summary>
    static abstract T Log(T x);

    /// <summary>Sine of an angle in radians; absolute error below 1e-15 for |x| up to 1e6.</summary>
    static abstract T Sin(T x);

    /// <summary>Cosine of an angle in radians; absolute error below 1e-15 for |x| up to 1e6.</summary>
    static abstract T Cos(T x);
}
