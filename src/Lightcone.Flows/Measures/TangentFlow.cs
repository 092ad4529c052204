using Lightcone.Flows.Trajectories;
using System.Collections.Immutable;

namespace Lightcone.Flows.Measures;

/// <summary>
/// A flow together with its linearization: the state, a square matrix Q of tangent vectors (one per column, stored row by row) that obeys Q' = J(x) Q,
/// and one number more whose derivative is the divergence, so that the same Runge-Kutta step integrates all three to the same order.
/// </summary>
/// <param name="flow">The flow.</param>
/// <param name="scratch">Room for one Jacobian.</param>
/// <param name="multiple">The dimension is filled up with zeros to a multiple of this.</param>
internal readonly struct TangentFlow<TFlow>(TFlow flow, AlignedBuffer scratch, int multiple) : IFlow
    where TFlow : IFlow
{
    private readonly TFlow flow = flow;
    private readonly int n = flow.Dimension;

    public string Name => flow.Name;

    public int Dimension => (n + (n * n) + multiple) / multiple * multiple;

    public ImmutableArray<Parameter> Parameters => flow.Parameters;

    public void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>
    {
        ReadOnlySpan<T> x = state[..n];
        flow.Derivative(time, x, derivative[..n]);
        derivative[n + (n * n)] = flow.Divergence(time, x);
        for (int i = n + (n * n) + 1; i < derivative.Length; i++)
            derivative[i] = 0;
        Span<T> jacobian = scratch.First<T>(n * n);
        flow.Jacobian(time, x, jacobian);
        if (n == 3)
            SquareMatrix.MultiplyThree<T>(jacobian, state.Slice(3, 9), derivative.Slice(3, 9));
        else
            SquareMatrix.Multiply<T>(jacobian, state.Slice(n, n * n), derivative.Slice(n, n * n), n);
    }

    public void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T> => throw new NotSupportedException("A linearization is integrated, not linearized again.");

    public T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T> => throw new NotSupportedException("A linearization is integrated, not linearized again.");
}
