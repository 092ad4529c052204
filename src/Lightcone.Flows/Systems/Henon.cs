using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The Henon map (x, y) -> (1 - a x^2 + y, b x).</summary>
/// <remarks>Henon, "A two-dimensional mapping with a strange attractor", Commun. Math. Phys. 50, 69 (1976). Determinant -b everywhere: the exponents sum to ln |b|.</remarks>
public readonly record struct Henon : IMap
{
    /// <summary>The system with its default parameters.</summary>
    public Henon()
        : this(a: 1.4)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="a">Bend; default 1.4.</param>
    /// <param name="b">Contraction; default 0.3.</param>
    public Henon(double a = 1.4, double b = 0.3) => (A, B) = (a, b);

    /// <summary>Bend.</summary>
    public double A { get; }

    /// <summary>Contraction.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public string Name => "henon";

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("a", A), new("b", B)];

    /// <inheritdoc/>
    public void Next<T>(ReadOnlySpan<T> state, Span<T> next)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        next[0] = 1 - (A * x * x) + y;
        next[1] = B * x;
    }

    /// <inheritdoc/>
    public void Jacobian<T>(ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0];
        jacobian[0] = -2 * A * x;
        jacobian[1] = 1;
        jacobian[2] = B;
        jacobian[3] = 0;
    }

    /// <inheritdoc/>
    public T Determinant<T>(ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -B;
}
