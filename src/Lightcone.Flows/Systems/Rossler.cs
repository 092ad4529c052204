using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The Rossler flow x' = -y - z, y' = x + a y, z' = b + z (x - c).</summary>
/// <remarks>Rossler, "An equation for continuous chaos", Phys. Lett. A 57, 397 (1976). Divergence a + x - c.</remarks>
public readonly record struct Rossler : IFlow3<Rossler>
{
    /// <summary>The system with its default parameters.</summary>
    public Rossler()
        : this(a: 0.2)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="a">Growth of y; default 0.2.</param>
    /// <param name="b">Source of z; default 0.2.</param>
    /// <param name="c">Threshold of x; default 5.7.</param>
    public Rossler(double a = 0.2, double b = 0.2, double c = 5.7) => (A, B, C) = (a, b, c);

    /// <summary>Growth of y.</summary>
    public double A { get; }

    /// <summary>Source of z.</summary>
    public double B { get; }

    /// <summary>Threshold of x.</summary>
    public double C { get; }

    /// <inheritdoc/>
    public string Name => "rossler";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("a", A), new("b", B), new("c", C)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = -y - z;
        dy = T.MultiplyAdd(A, y, x);
        dz = T.MultiplyAdd(z, x - C, B);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], z = state[2];
        jacobian[0] = 0;
        jacobian[1] = -1;
        jacobian[2] = -1;
        jacobian[3] = 1;
        jacobian[4] = A;
        jacobian[5] = 0;
        jacobian[6] = z;
        jacobian[7] = 0;
        jacobian[8] = x - C;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => state[0] + (A - C);
}
