using Lightcone.Flows.Typed;
using System.Collections.Immutable;

namespace Lightcone.Flows.Measures;

/// <summary>State, tangent vectors and integrated divergence of a flow that jumps, while its modes stay as they are: laid out as <see cref="TangentFlow{TFlow}"/> has them.</summary>
/// <param name="program">The flow.</param>
/// <param name="modes">The sign of each surface; whoever owns the array changes it between steps.</param>
internal readonly struct FrozenTangent(JumpProgram program, double[] modes) : IFlow
{
    private readonly int n = program.Flow.Dimension;

    public string Name => program.Flow.Name;

    public int Dimension => n + (n * n) + 1;

    public ImmutableArray<Parameter> Parameters => program.Flow.Parameters;

    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        Span<T> point = n + modes.Length <= 64 ? stackalloc T[n + modes.Length] : new T[n + modes.Length];
        Point(state, point);
        program.Derivative.Run(time, point, derivative[..n]);
        program.Divergence.Run(time, point, derivative[(n + (n * n))..]);
        Span<T> jacobian = n <= 8 ? stackalloc T[n * n] : new T[n * n];
        program.Jacobian.Run(time, point, jacobian);
        SquareMatrix.Multiply<T>(jacobian, state.Slice(n, n * n), derivative.Slice(n, n * n), n);
    }

    /// <summary>The components and the modes, as the formulas read them.</summary>
    public void Point<T>(ReadOnlySpan<T> state, Span<T> point)
        where T : unmanaged, IReal<T>
    {
        state[..n].CopyTo(point);
        for (int k = 0; k < modes.Length; k++)
            point[n + k] = modes[k];
    }

    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T> => throw new NotSupportedException("A linearization is integrated, not linearized again.");

    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => throw new NotSupportedException("A linearization is integrated, not linearized again.");
}
