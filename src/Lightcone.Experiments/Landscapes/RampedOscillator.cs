using System.Collections.Immutable;
using Lightcone.Flows;

namespace Lightcone.Experiments.Landscapes;

/// <summary>
/// The mixed oscillator (alpha 2, beta 0.1, gamma 0.1, omega 1) whose damping changes evenly in time: delta(t) goes from one value at the start to another at the end. Its divergence is
/// -2 delta(t), so the sum of its exponents over the whole time is -(from + to), that of the fixed damping (from + to) / 2.
/// </summary>
/// <param name="From">Damping at time 0.</param>
/// <param name="To">Damping at the end, and after it.</param>
/// <param name="Duration">The time of the end, positive.</param>
internal readonly record struct RampedOscillator(double From, double To, double Duration) : IFlow
{
    private const double Alpha = 2;
    private const double Beta = 0.1;
    private const double Gamma = 0.1;
    private const double Omega = 1;

    public string Name => "ramp";

    public int Dimension => 3;

    public ImmutableArray<Parameter> Parameters => [new("from", From), new("to", To)];

    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        double delta = Damping(time);
        derivative[0] = state[1];
        derivative[1] = T.MultiplyAdd(T.MultiplyAdd(-Beta, state[0] * state[0], -Alpha), state[0], T.MultiplyAdd(-delta, state[1], Gamma * state[2]));
        derivative[2] = T.MultiplyAdd(T.MultiplyAdd(Gamma, state[1], -Omega), state[0], -delta * state[2]);
    }

    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        double delta = Damping(time);
        jacobian.Clear();
        jacobian[1] = 1;
        jacobian[3] = T.MultiplyAdd(-3 * Beta, state[0] * state[0], -Alpha);
        jacobian[4] = -delta;
        jacobian[5] = Gamma;
        jacobian[6] = T.MultiplyAdd(Gamma, state[1], -Omega);
        jacobian[7] = Gamma * state[0];
        jacobian[8] = -delta;
    }

    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -2 * Damping(time);

    private double Damping(double time) => From + ((To - From) * Math.Clamp(time / Duration, 0, 1));
}
