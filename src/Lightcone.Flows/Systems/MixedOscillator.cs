using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Systems;

/// <summary>
/// The mixed oscillator (a modified Duffing oscillator): x' = y, y' = -alpha x - beta x^3 - delta y + gamma z + drive cos(omega t),
/// z' = -omega x - delta z + gamma x y.
/// </summary>
/// <remarks>
/// "Constraint breeds generalization" (arXiv 2512.23916). delta damps y and z alike, so the divergence is -2 delta everywhere and the Lyapunov exponents sum to it over any time.
/// omega couples x into z and is the frequency of the drive too; the paper never drives (drive = 0). For delta of 0.3 and above nothing is chaotic.
/// The paper uses alpha = 2, beta = 0.1 for classification and alpha = 1, beta = 0.2 for receptive fields and reinforcement learning.
/// </remarks>
public readonly record struct MixedOscillator : IFlow
{
    /// <summary>The oscillator of the paper's classification experiment at delta = 2.</summary>
    public MixedOscillator()
        : this(delta: 2)
    {
    }

    /// <summary>A mixed oscillator.</summary>
    /// <param name="delta">Damping; negative expands. Default 2.</param>
    /// <param name="alpha">Linear stiffness; default 2.</param>
    /// <param name="beta">Cubic stiffness; default 0.1.</param>
    /// <param name="gamma">Coupling between y and z; default 0.1.</param>
    /// <param name="omega">Coupling of x into z, and the drive's angular frequency; default 1.</param>
    /// <param name="drive">Amplitude of the drive; default 0.</param>
    public MixedOscillator(double delta = 2, double alpha = 2, double beta = 0.1, double gamma = 0.1, double omega = 1, double drive = 0) =>
        (Delta, Alpha, Beta, Gamma, Omega, Drive) = (delta, alpha, beta, gamma, omega, drive);

    /// <summary>Damping.</summary>
    public double Delta { get; }

    /// <summary>Linear stiffness.</summary>
    public double Alpha { get; }

    /// <summary>Cubic stiffness.</summary>
    public double Beta { get; }

    /// <summary>Coupling between y and z.</summary>
    public double Gamma { get; }

    /// <summary>Coupling of x into z, and the drive's angular frequency.</summary>
    public double Omega { get; }

    /// <summary>Amplitude of the drive.</summary>
    public double Drive { get; }

    /// <inheritdoc/>
    public string Name => "mixed";

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public ImmutableArray<Parameter> Parameters =>
        [new("delta", Delta), new("alpha", Alpha), new("beta", Beta), new("gamma", Gamma), new("omega", Omega), new("drive", Drive)];

    /// <inheritdoc/>
    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        double push = Drive == 0 ? 0 : Drive * Trigonometry.Cos<Scalar>(Omega * time).Value;
        Derivative(push, state[0], state[1], state[2], out derivative[0], out derivative[1], out derivative[2]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>
    {
        T x = state[0], y = state[1];
        jacobian[0] = 0;
        jacobian[1] = 1;
        jacobian[2] = 0;
        jacobian[3] = -(Alpha + (3 * Beta * x * x));
        jacobian[4] = -Delta;
        jacobian[5] = Gamma;
        jacobian[6] = (Gamma * y) - Omega;
        jacobian[7] = Gamma * x;
        jacobian[8] = -Delta;
    }

    /// <inheritdoc/>
    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => -2 * Delta;

    // A drive would put a call in the middle of a step.
    bool IFlow.TryRegisters<TOperation, TResult>(TOperation operation, [MaybeNullWhen(false)] out TResult result)
    {
        result = Drive == 0 ? operation.RunInRegisters(new Undriven(this)) : default;
        return Drive == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Derivative<T>(double push, T x, T y, T z, out T dx, out T dy, out T dz)
        where T : unmanaged, IReal<T>
    {
        dx = y;
        dy = T.MultiplyAdd(T.MultiplyAdd(-Beta, x * x, -Alpha), x, T.MultiplyAdd(-Delta, y, T.MultiplyAdd(Gamma, z, push)));
        dz = T.MultiplyAdd(T.MultiplyAdd(Gamma, y, -Omega), x, -Delta * z);
    }

    private readonly struct Undriven(MixedOscillator flow) : IFlow3<Undriven>
    {
        private readonly MixedOscillator flow = flow;

        public string Name => flow.Name;

        public int Dimension => 3;

        public ImmutableArray<Parameter> Parameters => flow.Parameters;

        public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
            where T : unmanaged, IReal<T> => flow.Derivative(time, state, derivative);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Derivative<T>(double time, T x, T y, T z, out T dx, out T dy, out T dz)
            where T : unmanaged, IReal<T> => flow.Derivative(0.0, x, y, z, out dx, out dy, out dz);

        public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
            where T : unmanaged, IReal<T> => flow.Jacobian(time, state, jacobian);

        public T Divergence<T>(double time, ReadOnlySpan<T> state)
            where T : unmanaged, IReal<T> => flow.Divergence(time, state);
    }
}
