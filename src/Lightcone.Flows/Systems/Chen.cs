using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The Chen flow x' = a (y - x), y' = (c - a) x - x z + c y, z' = x y - b z.</summary>
/// <remarks>Chen and Ueta, "Yet another chaotic attractor", Int. J. Bifurcation Chaos 9, 1465 (1999), with 35, 3, 28. Divergence c - a - b everywhere: -10 there, but +34.3 for the set that the paper's encoder uses, which expands.</remarks>
public readonly record struct Chen : IFlow3<Chen>
{
    /// <summary>The system with its default parameters.</summary>
    public Chen()
        : this(a: 35)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="a">Coupling of x to y; default 35.</param>
    /// <param name="b">Damping of z; default 3.</param>
    /// <param name="c">Growth of y; default 28.</param>
    public Chen(double a = 35, double b = 3, double c = 28) => (A, B, C) = (a, b, c);

    /// <summary>Coupling of x to y.</summary>
    public double A { get; }

    /// <summary>Damping of z.</summary>
    public double B { get; }

    /// <summary>Growth of y.</summary>
    public double C { get; }

    /// <inheritdoc/>
    public string Name => "chen";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("a", A), new("b", B), new("c", C)];

    /// <summary>The parameters in the paper's encoder, a = 60, b = 2.667, c = 97: volumes grow at the rate 34.3.</summary>
    public static Chen Paper => new(60, 2.667, 97);

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = A * (y - x);
        dy = T.MultiplyAdd((C - A) - z, x, C * y);
        dz = T.MultiplyAdd(x, y, -B * z);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        jacobian[0] = -A;
        jacobian[1] = A;
        jacobian[2] = 0;
        jacobian[3] = (C - A) - z;
        jacobian[4] = C;
        jacobian[5] = -x;
        jacobian[6] = y;
        jacobian[7] = x;
        jacobian[8] = -B;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => C - A - B;
}
