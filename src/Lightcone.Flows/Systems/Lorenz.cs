using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The Lorenz flow x' = sigma (y - x), y' = x (rho - z) - y, z' = x y - beta z.</summary>
/// <remarks>Lorenz, "Deterministic nonperiodic flow", J. Atmos. Sci. 20, 130 (1963). Divergence -(sigma + 1 + beta) everywhere, whatever rho.</remarks>
public readonly record struct Lorenz : IFlow3<Lorenz>
{
    /// <summary>The classical parameters 10, 28, 8/3.</summary>
    public Lorenz()
        : this(sigma: 10)
    {
    }

    /// <summary>A Lorenz flow.</summary>
    /// <param name="sigma">Prandtl number; default 10.</param>
    /// <param name="rho">Relative Rayleigh number; default 28.</param>
    /// <param name="beta">Geometric factor; default 8/3.</param>
    public Lorenz(double sigma = 10, double rho = 28, double beta = 8.0 / 3) => (Sigma, Rho, Beta) = (sigma, rho, beta);

    /// <summary>Prandtl number.</summary>
    public double Sigma { get; }

    /// <summary>Relative Rayleigh number.</summary>
    public double Rho { get; }

    /// <summary>Geometric factor.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public string Name => "lorenz";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("sigma", Sigma), new("rho", Rho), new("beta", Beta)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = Sigma * (y - x);
        dy = T.MultiplyAdd(x, Rho - z, -y);
        dz = T.MultiplyAdd(x, y, -Beta * z);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        jacobian[0] = -Sigma;
        jacobian[1] = Sigma;
        jacobian[2] = 0;
        jacobian[3] = Rho - z;
        jacobian[4] = -1;
        jacobian[5] = -x;
        jacobian[6] = y;
        jacobian[7] = x;
        jacobian[8] = -Beta;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -(Sigma + 1 + Beta);
}
