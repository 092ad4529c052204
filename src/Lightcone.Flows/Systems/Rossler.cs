using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The Rossler flow x' = -y - z, y' = x + a y, z' = b + z (x - c).</summary>
/// <remarks>Rossler, "An equation for continuous chaos", Phys. Lett. A 57, 397 (1976). Divergence a + x - c.</remarks>
public readonly record struct Rossler : IFlow
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
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        derivative[0] = -y - z;
        derivative[1] = x + (A * y);
        derivative[2] = B + (z * (x - C));
    }

    /// <inheritdoc/>
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
