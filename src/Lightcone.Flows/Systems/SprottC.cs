using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>Sprott's case C, x' = y z, y' = x - y, z' = 1 - a x^2.</summary>
/// <remarks>Sprott, "Some simple chaotic flows", Phys. Rev. E 50, R647 (1994), with a = 1. The paper's encoder uses a = 3. Divergence -1 everywhere.</remarks>
public readonly record struct SprottC : IFlow3<SprottC>
{
    /// <summary>The system with its default parameters.</summary>
    public SprottC()
        : this(a: 1)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="a">Weight of the square; 3 in the paper's encoder; default 1.</param>
    public SprottC(double a = 1) => A = a;

    /// <summary>Weight of the square; 3 in the paper's encoder.</summary>
    public double A { get; }

    /// <inheritdoc/>
    public string Name => "sprott-c";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("a", A)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = y * z;
        dy = x - y;
        dz = T.MultiplyAdd(-A, x * x, 1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        jacobian[0] = 0;
        jacobian[1] = z;
        jacobian[2] = y;
        jacobian[3] = 1;
        jacobian[4] = -1;
        jacobian[5] = 0;
        jacobian[6] = -2 * A * x;
        jacobian[7] = 0;
        jacobian[8] = 0;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -1;
}
