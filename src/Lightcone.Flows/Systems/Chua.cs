using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>Chua's circuit x' = alpha (y - x - h(x)), y' = x - y + z, z' = -beta y, with the piecewise linear h of slope m0 inside |x| &lt; 1 and m1 outside.</summary>
/// <remarks>Matsumoto, "A chaotic attractor from Chua's circuit", IEEE Trans. Circuits Syst. 31, 1055 (1984). The Jacobian jumps at |x| = 1.</remarks>
public readonly record struct Chua : IFlow3<Chua>
{
    /// <summary>The system with its default parameters.</summary>
    public Chua()
        : this(alpha: 15.6)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="alpha">Ratio of the capacities; default 15.6.</param>
    /// <param name="beta">Capacity over inductance, scaled; default 28.58.</param>
    /// <param name="m0">Slope inside; default -1.143.</param>
    /// <param name="m1">Slope outside; default -0.714.</param>
    public Chua(double alpha = 15.6, double beta = 28.58, double m0 = -1.143, double m1 = -0.714) => (Alpha, Beta, M0, M1) = (alpha, beta, m0, m1);

    /// <summary>Ratio of the capacities.</summary>
    public double Alpha { get; }

    /// <summary>Capacity over inductance, scaled.</summary>
    public double Beta { get; }

    /// <summary>Slope inside.</summary>
    public double M0 { get; }

    /// <summary>Slope outside.</summary>
    public double M1 { get; }

    /// <inheritdoc/>
    public string Name => "chua";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("alpha", Alpha), new("beta", Beta), new("m0", M0), new("m1", M1)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        T bent = 0.5 * (M0 - M1) * (T.Abs(x + 1) - T.Abs(x - 1));
        dx = Alpha * (y - x - T.MultiplyAdd(M1, x, bent));
        dy = x - y + z;
        dz = -Beta * y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0];
        jacobian[0] = -Alpha * (1 + Slope(x));
        jacobian[1] = Alpha;
        jacobian[2] = 0;
        jacobian[3] = 1;
        jacobian[4] = -1;
        jacobian[5] = 1;
        jacobian[6] = 0;
        jacobian[7] = -Beta;
        jacobian[8] = 0;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => (-Alpha * (1 + Slope(state[0]))) - 1;

    private T Slope<T>(T x)
        where T : unmanaged, IReal<T> => M1 + (0.5 * (M0 - M1) * (T.Sign(x + 1) - T.Sign(x - 1)));
}
