using Lightcone.Flows.Systems;
using System.Collections.Immutable;

namespace Lightcone.Flows.Encoders;

/// <summary>The mixed oscillator and, beside its state, how that state changes with delta: s' = J s + df/ddelta, with df/ddelta = (0, -y, -z). A method's step of it is the derivative of the method's step.</summary>
/// <param name="Oscillator">The oscillator.</param>
internal readonly record struct DampingSensitivity(MixedOscillator Oscillator) : IFlow
{
    public string Name => "mixed";

    public int Dimension => 6;

    public ImmutableArray<Parameter> Parameters => Oscillator.Parameters;

    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        Oscillator.Derivative(time, state[..3], derivative[..3]);
        T x = state[0], y = state[1], z = state[2], sx = state[3], sy = state[4], sz = state[5];
        derivative[3] = sy;
        derivative[4] = (-(Oscillator.Alpha + (3 * Oscillator.Beta * x * x)) * sx) - (Oscillator.Delta * sy) + (Oscillator.Gamma * sz) - y;
        derivative[5] = (((Oscillator.Gamma * y) - Oscillator.Omega) * sx) + (Oscillator.Gamma * x * sy) - (Oscillator.Delta * sz) - z;
    }

    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        Span<T> inner = stackalloc T[9];
        Oscillator.Jacobian(time, state[..3], inner);
        jacobian.Clear();
        for (int i = 0; i < 3; i++)
        {
            inner.Slice(3 * i, 3).CopyTo(jacobian[(6 * i)..]);
            inner.Slice(3 * i, 3).CopyTo(jacobian[((6 * (i + 3)) + 3)..]);
        }

        jacobian[24] = -6 * Oscillator.Beta * state[0] * state[3];
        jacobian[25] = -1;
        jacobian[30] = Oscillator.Gamma * state[4];
        jacobian[31] = Oscillator.Gamma * state[3];
        jacobian[32] = -1;
    }

    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -4 * Oscillator.Delta;
}
