using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>The forced Duffing oscillator x' = y, y' = -delta y - alpha x - beta x^3 + gamma cos(omega t).</summary>
/// <remarks>Duffing (1918); the default parameters are the usual chaotic example of a double well. Divergence -delta everywhere.</remarks>
public readonly record struct ForcedDuffing : IFlow
{
    /// <summary>The system with its default parameters.</summary>
    public ForcedDuffing()
        : this(delta: 0.3)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="delta">Damping; default 0.3.</param>
    /// <param name="alpha">Linear stiffness; negative makes two wells; default -1.</param>
    /// <param name="beta">Cubic stiffness; default 1.</param>
    /// <param name="gamma">Amplitude of the force; default 0.5.</param>
    /// <param name="omega">Angular frequency of the force; default 1.2.</param>
    public ForcedDuffing(double delta = 0.3, double alpha = -1, double beta = 1, double gamma = 0.5, double omega = 1.2) => (Delta, Alpha, Beta, Gamma, Omega) = (delta, alpha, beta, gamma, omega);

    /// <summary>Damping.</summary>
    public double Delta { get; }

    /// <summary>Linear stiffness; negative makes two wells.</summary>
    public double Alpha { get; }

    /// <summary>Cubic stiffness.</summary>
    public double Beta { get; }

    /// <summary>Amplitude of the force.</summary>
    public double Gamma { get; }

    /// <summary>Angular frequency of the force.</summary>
    public double Omega { get; }

    /// <inheritdoc/>
    public string Name => "duffing";

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("delta", Delta), new("alpha", Alpha), new("beta", Beta), new("gamma", Gamma), new("omega", Omega)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        derivative[0] = y;
        derivative[1] = (Gamma * T.Cos(Omega * time)) - (Delta * y) - ((Alpha + (Beta * x * x)) * x);
    }

    /// <inheritdoc/>
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0];
        jacobian[0] = 0;
        jacobian[1] = 1;
        jacobian[2] = -(Alpha + (3 * Beta * x * x));
        jacobian[3] = -Delta;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -Delta;
}
