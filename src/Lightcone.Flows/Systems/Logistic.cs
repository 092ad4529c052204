using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The logistic map x -> r x (1 - x).</summary>
/// <remarks>May, "Simple mathematical models with very complicated dynamics", Nature 261, 459 (1976). At r = 4 the exponent is ln 2.</remarks>
public readonly record struct Logistic : IMap
{
    /// <summary>The system with its default parameters.</summary>
    public Logistic()
        : this(r: 4)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="r">Growth, 0 to 4 for an orbit within 0 to 1; default 4.</param>
    public Logistic(double r = 4) => R = r;

    /// <summary>Growth, 0 to 4 for an orbit within 0 to 1.</summary>
    public double R { get; }

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public int Dimension => 1;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("r", R)];

    /// <inheritdoc/>
    public void Next<T>(ReadOnlySpan<T> state, Span<T> next)
        where T : unmanaged, IReal<T>
    {
        T x = state[0];
        next[0] = R * x * (1 - x);
    }

    /// <inheritdoc/>
    public void Jacobian<T>(ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0];
        jacobian[0] = R * (1 - (2 * x));
    }

    /// <inheritdoc/>
    public T Determinant<T>(ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => R * (1 - (2 * state[0]));
}
