using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Lightcone.Flows;

/// <summary>A system of ordinary differential equations x' = f(t, x) with its exact Jacobian and divergence: implement it to bring a system of your own.</summary>
/// <remarks>
/// <para>Write a <c>readonly record struct</c>: the solvers are then compiled for it and call it directly. Three members carry the mathematics:
/// <see cref="Derivative"/>, <see cref="Jacobian"/> and <see cref="Divergence"/>. The last two are promises that
/// <see cref="FlowEvaluation.JacobianError"/> checks against finite differences.</para>
/// <para>The state is handed in and the result is written out; a flow keeps nothing between calls.</para>
/// </remarks>
public interface IFlow
{
    /// <summary>The system's name, in lower case.</summary>
    string Name { get; }

    /// <summary>The number of components n of the state, at least 1.</summary>
    int Dimension { get; }

    /// <summary>The named parameters, in their usual order.</summary>
    ImmutableArray<Parameter> Parameters { get; }

    /// <summary>Names of the components, one each: x, y, z, w, or x0, x1, … for more than four.</summary>
    ImmutableArray<string> Components => FlowEvaluation.UsualComponents(Dimension);

    /// <summary>Writes f(t, x).</summary>
    /// <param name="time">Time t.</param>
    /// <param name="state">The state x, n numbers.</param>
    /// <param name="derivative">Receives x', n numbers; never overlaps <paramref name="state"/>.</param>
    void Derivative<T>(double time, ReadOnlySpan<T> state, Span<T> derivative)
        where T : unmanaged, IReal<T>;

    /// <summary>Writes the Jacobian matrix J[i, j] = df_i / dx_j, row by row.</summary>
    /// <param name="time">Time t.</param>
    /// <param name="state">The state x, n numbers.</param>
    /// <param name="jacobian">Receives n x n numbers; all must be written, zeros too.</param>
    void Jacobian<T>(double time, ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>;

    /// <summary>The divergence of f, the trace of the Jacobian: the rate at which volumes of states grow.</summary>
    /// <param name="time">Time t.</param>
    /// <param name="state">The state x, n numbers.</param>
    T Divergence<T>(double time, ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T>;

    /// <summary>Carries an operation out in registers where the flow offers that; see <see cref="IFlow3{TSelf}"/>.</summary>
    internal bool TryRegisters<TOperation, TResult>(TOperation operation, [MaybeNullWhen(false)] out TResult result)
        where TOperation : IFlowOperation<TResult>
    {
        result = default;
        return false;
    }
}
