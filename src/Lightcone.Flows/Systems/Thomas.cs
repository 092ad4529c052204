using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The cyclically symmetric flow of Thomas, x' = sin y - b x, y' = sin z - b y, z' = sin x - b z.</summary>
/// <remarks>Thomas, "Deterministic chaos seen in terms of feedback circuits", Int. J. Bifurcation Chaos 9, 1889 (1999). Divergence -3 b everywhere; chaotic below b = 0.208.</remarks>
public readonly record struct Thomas : IFlow3<Thomas>
{
    /// <summary>The system with its default parameters.</summary>
    public Thomas()
        : this(b: 0.18)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="b">Damping; default 0.18.</param>
    public Thomas(double b = 0.18) => B = b;

    /// <summary>Damping.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public string Name => "thomas";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("b", B)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = T.MultiplyAdd(-B, x, T.Sin(y));
        dy = T.MultiplyAdd(-B, y, T.Sin(z));
        dz = T.MultiplyAdd(-B, z, T.Sin(x));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1], z = state[2];
        jacobian[0] = -B;
        jacobian[1] = T.Cos(y);
        jacobian[2] = 0;
        jacobian[3] = 0;
        jacobian[4] = -B;
        jacobian[5] = T.Cos(z);
        jacobian[6] = T.Cos(x);
        jacobian[7] = 0;
        jacobian[8] = -B;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -3 * B;
}
