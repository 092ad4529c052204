using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The normal form of the Hopf bifurcation, x' = mu x - omega y - r^2 x, y' = omega x + mu y - r^2 y with r^2 = x^2 + y^2.</summary>
/// <remarks>Any textbook. For mu above 0 every start but the origin tends to the circle of radius sqrt(mu), with exponents 0 and -2 mu. Divergence 2 mu - 4 r^2.</remarks>
public readonly record struct HopfNormalForm : IFlow
{
    /// <summary>The system with its default parameters.</summary>
    public HopfNormalForm()
        : this(mu: 1)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="mu">Bifurcation parameter; default 1.</param>
    /// <param name="omega">Angular frequency; default 1.</param>
    public HopfNormalForm(double mu = 1, double omega = 1) => (Mu, Omega) = (mu, omega);

    /// <summary>Bifurcation parameter.</summary>
    public double Mu { get; }

    /// <summary>Angular frequency.</summary>
    public double Omega { get; }

    /// <inheritdoc/>
    public string Name => "hopf";

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("mu", Mu), new("omega", Omega)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        T growth = Mu - ((x * x) + (y * y));
        derivative[0] = (growth * x) - (Omega * y);
        derivative[1] = (Omega * x) + (growth * y);
    }

    /// <inheritdoc/>
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        jacobian[0] = Mu - (3 * x * x) - (y * y);
        jacobian[1] = -Omega - (2 * x * y);
        jacobian[2] = Omega - (2 * x * y);
        jacobian[3] = Mu - (x * x) - (3 * y * y);
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        return (2 * Mu) - (4 * ((x * x) + (y * y)));
    }
}
