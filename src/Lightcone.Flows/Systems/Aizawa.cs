using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The Aizawa flow x' = (z - b) x - d y, y' = d x + (z - b) y, z' = c + a z - z^3 / 3 - (x^2 + y^2)(1 + e z) + f z x^3.</summary>
/// <remarks>Named after Aizawa; the form is Langford's, "Numerical studies of torus bifurcations" (1984), with the usual parameters.</remarks>
public readonly record struct Aizawa : IFlow3<Aizawa>
{
    /// <summary>The system with its default parameters.</summary>
    public Aizawa()
        : this(a: 0.95)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="a">Growth of z; default 0.95.</param>
    /// <param name="b">Threshold of z; default 0.7.</param>
    /// <param name="c">Source of z; default 0.6.</param>
    /// <param name="d">Rotation; default 3.5.</param>
    /// <param name="e">Coupling of the radius to z; default 0.25.</param>
    /// <param name="f">Asymmetry; default 0.1.</param>
    public Aizawa(double a = 0.95, double b = 0.7, double c = 0.6, double d = 3.5, double e = 0.25, double f = 0.1) => (A, B, C, D, E, F) = (a, b, c, d, e, f);

    /// <summary>Growth of z.</summary>
    public double A { get; }

    /// <summary>Threshold of z.</summary>
    public double B { get; }

    /// <summary>Source of z.</summary>
    public double C { get; }

    /// <summary>Rotation.</summary>
    public double D { get; }

    /// <summary>Coupling of the radius to z.</summary>
    public double E { get; }

    /// <summary>Asymmetry.</summary>
    public double F { get; }

    /// <inheritdoc/>
    public string Name => "aizawa";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("a", A), new("b", B), new("c", C), new("d", D), new("e", E), new("f", F)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        T r = T.MultiplyAdd(x, x, y * y);
        dx = T.MultiplyAdd(z - B, x, -D * y);
        dy = T.MultiplyAdd(z - B, y, D * x);
        dz = T.MultiplyAdd(A, z, C) - (z * z * z / 3) - (r * T.MultiplyAdd(E, z, 1)) + (F * z * x * x * x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        jacobian[0] = z - B;
        jacobian[1] = -D;
        jacobian[2] = x;
        jacobian[3] = D;
        jacobian[4] = z - B;
        jacobian[5] = y;
        jacobian[6] = (3 * F * z * x * x) - (2 * x * (1 + (E * z)));
        jacobian[7] = -2 * y * (1 + (E * z));
        jacobian[8] = A - (z * z) - (E * ((x * x) + (y * y))) + (F * x * x * x);
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        return (2 * (z - B)) + A - (z * z) - (E * ((x * x) + (y * y))) + (F * x * x * x);
    }
}
