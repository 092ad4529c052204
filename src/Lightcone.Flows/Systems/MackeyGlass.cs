using System.Collections.Immutable;

namespace Lightcone.Flows.Systems;

/// <summary>
/// The Mackey-Glass equation with delay, x'(t) = beta x(t - tau) / (1 + x(t - tau)^n) - gamma x(t), as a flow of finitely many components:
/// the values of x at Chebyshev points of the last tau time units, x(t) first and x(t - tau) last.
/// </summary>
/// <remarks>
/// <para>Mackey and Glass, "Oscillation and chaos in physiological control systems", Science 197, 287 (1977). The history is carried along by differentiating
/// the polynomial through the points (pseudospectral discretization: Breda, Diekmann, Gyllenberg, Scarabel and Vermiglio, SIAM J. Appl. Dyn. Syst. 15, 1 (2016)),
/// which converges faster than any power of the number of points for smooth histories; 20 points follow the chaotic case of tau = 17 to about 1e-3 over tens of time units.</para>
/// <para>The leading Lyapunov exponents tend to those of the equation; the many most negative ones belong to the discretization, and so does the divergence.</para>
/// </remarks>
public readonly record struct MackeyGlass : IFlow
{
    /// <summary>The chaotic case of tau = 17.</summary>
    public MackeyGlass()
        : this(beta: 0.2)
    {
    }

    /// <summary>A Mackey-Glass equation.</summary>
    /// <param name="beta">Production; default 0.2.</param>
    /// <param name="gamma">Decay; default 0.1.</param>
    /// <param name="tau">Delay, positive; default 17.</param>
    /// <param name="n">Exponent, a whole number of 1 to 64; default 10.</param>
    /// <param name="nodes">Intervals of the history, 2 to 64; the dimension is one more. Default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public MackeyGlass(double beta = 0.2, double gamma = 0.1, double tau = 17, int n = 10, int nodes = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tau);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 64);
        (Beta, Gamma, Tau, N, Nodes) = (beta, gamma, tau, n, nodes);
        OneWayCurrent = Differentiation(nodes, tau);
    }

    /// <summary>Production.</summary>
    public double Beta { get; }

    /// <summary>Decay.</summary>
    public double Gamma { get; }

    /// <summary>Delay.</summary>
    public double Tau { get; }

    /// <summary>Exponent.</summary>
    public int N { get; }

    /// <summary>Intervals of the history.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public string Name => "mackey-glass";

    /// <inheritdoc/>
    public int Dimension => Nodes + 1;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("beta", Beta), new("gamma", Gamma), new("tau", Tau), new("n", N), new("nodes", Nodes)];

    // Row by row the matrix that differentiates a history with respect to time.
    private ImmutableArray<double> OneWayCurrent { get; }

    /// <summary>Equal when the parameters are.</summary>
    public bool Equals(MackeyGlass other) => (Beta, Gamma, Tau, N, Nodes) == (other.Beta, other.Gamma, other.Tau, other.N, other.Nodes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Beta, Gamma, Tau, N, Nodes);

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        T delayed = state[Nodes];
        derivative[0] = (Beta * delayed / (1 + WholePower.Of(delayed, N))) - (Gamma * state[0]);
        for (int i = 1; i <= Nodes; i++)
        {
            T sum = 0;
            for (int j = 0; j <= Nodes; j++)
                sum += OneWayCurrent[(i * (Nodes + 1)) + j] * state[j];
            derivative[i] = sum;
        }
    }

    /// <inheritdoc/>
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        for (int i = 0; i < Dimension * Dimension; i++)
            jacobian[i] = i < Dimension ? 0 : OneWayCurrent[i];
        T power = WholePower.Of(state[Nodes], N);
        T below = 1 + power;
        jacobian[Nodes] = Beta * (1 + ((1 - N) * power)) / (below * below);
        jacobian[0] = -Gamma;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T>
    {
        double trace = -Gamma;
        for (int i = 1; i <= Nodes; i++)
            trace += OneWayCurrent[(i * (Nodes + 1)) + i];
        return trace;
    }

    // The differentiation matrix on theta_j = tau (cos(j pi / m) - 1) / 2, from barycentric weights; its diagonal makes constants vanish.
    private static ImmutableArray<double> Differentiation(int m, double tau)
    {
        double[] points = new double[m + 1];
        for (int j = 0; j <= m; j++)
            points[j] = tau * (Trigonometry.Cos<Scalar>(j * Math.PI / m).Value - 1) / 2;
        double[] matrix = new double[(m + 1) * (m + 1)];
        for (int i = 0; i <= m; i++)
            for (int j = 0; j <= m; j++)
            {
                if (i == j)
                    continue;
                double sign = ((i + j) & 1) == 0 ? 1 : -1;
                double entry = sign * (i is 0 || i == m ? 2 : 1) / (j is 0 || j == m ? 2 : 1) / (points[i] - points[j]);
                matrix[(i * (m + 1)) + j] = entry;
                matrix[(i * (m + 1)) + i] -= entry;
            }

        return [.. matrix];
    }
}
