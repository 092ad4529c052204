using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The standard map of Chirikov: p -> p + k sin theta, theta -> theta + p, both modulo 2 pi.</summary>
/// <remarks>Chirikov, Phys. Rep. 52, 263 (1979). Determinant 1: areas are kept. The last golden torus breaks near k = 0.971635.</remarks>
public readonly record struct StandardMap : IMap
{
    /// <summary>The system with its default parameters.</summary>
    public StandardMap()
        : this(k: 0.971635)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="k">Strength of the kick; default 0.971635.</param>
    public StandardMap(double k = 0.971635) => K = k;

    /// <summary>Strength of the kick.</summary>
    public double K { get; }

    /// <inheritdoc/>
    public string Name => "standard";

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("k", K)];

    /// <inheritdoc/>
    public ImmutableArray<string> Components => ["theta", "p"];

    /// <inheritdoc/>
    public void Next<T>(ReadOnlySpan<T> state, Span<T> next)
        where T : unmanaged, IReal<T>
    {
        T angle = state[0], momentum = state[1];
        momentum = Wrap(momentum + (K * T.Sin(angle)));
        next[0] = Wrap(angle + momentum);
        next[1] = momentum;
    }

    /// <inheritdoc/>
    public void Jacobian<T>(ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T kick = K * T.Cos(state[0]);
        jacobian[0] = 1 + kick;
        jacobian[1] = 1;
        jacobian[2] = kick;
        jacobian[3] = 1;
    }

    /// <inheritdoc/>
    public T Determinant<T>(ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => 1;

    private static T Wrap<T>(T angle)
        where T : unmanaged, IReal<T> => angle - (2 * Math.PI * T.Floor(angle * (0.5 / Math.PI)));
}
