using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>The Nose-Hoover oscillator x' = y, y' = -x - y z, z' = y^2 - temperature.</summary>
/// <remarks>Hoover, "Canonical dynamics", Phys. Rev. A 31, 1695 (1985); Sprott's case A at temperature 1. Divergence -z, which averages to zero: the flow is conservative without being Hamiltonian.</remarks>
public readonly record struct NoseHoover : IFlow3<NoseHoover>
{
    /// <summary>The system with its default parameters.</summary>
    public NoseHoover()
        : this(temperature: 1)
    {
    }

    /// <summary>The system with parameters of your own.</summary>
    /// <param name="temperature">The temperature that the thermostat holds; default 1.</param>
    public NoseHoover(double temperature = 1) => Temperature = temperature;

    /// <summary>The temperature that the thermostat holds.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public string Name => "nose-hoover";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters => [new("temperature", Temperature)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T> => Derivative(time, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = y;
        dy = -T.MultiplyAdd(y, z, x);
        dz = T.MultiplyAdd(y, y, -Temperature);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T y = state[1], z = state[2];
        jacobian[0] = 0;
        jacobian[1] = 1;
        jacobian[2] = 0;
        jacobian[3] = -1;
        jacobian[4] = -z;
        jacobian[5] = -y;
        jacobian[6] = 0;
        jacobian[7] = 2 * y;
        jacobian[8] = 0;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -state[2];
}
