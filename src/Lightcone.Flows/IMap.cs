using System.Collections.Immutable;

namespace Lightcone.Flows;

/// <summary>A system in discrete time x -> g(x) with its exact Jacobian: implement it to bring a map of your own.</summary>
/// <remarks>Write a <c>readonly record struct</c>, as for <see cref="IFlow"/>.</remarks>
public interface IMap
{
    /// <summary>The map's name, in lower case.</summary>
    string Name { get; }

    /// <summary>The number of components n of the state, at least 1.</summary>
    int Dimension { get; }

    /// <summary>The named parameters, in their usual order.</summary>
    ImmutableArray<Parameter> Parameters { get; }

    /// <summary>Names of the components, one each.</summary>
    ImmutableArray<string> Components => FlowEvaluation.UsualComponents(Dimension);

    /// <summary>Writes g(x).</summary>
    /// <param name="state">The state x, n numbers.</param>
    /// <param name="next">Receives the next state, n numbers; never overlaps <paramref name="state"/>.</param>
    void Next<T>(ReadOnlySpan<T> state, Span<T> next)
        where T : unmanaged, IReal<T>;

    /// <summary>Writes the Jacobian matrix J[i, j] = dg_i / dx_j, row by row.</summary>
    /// <param name="state">The state x, n numbers.</param>
    /// <param name="jacobian">Receives n x n numbers; all must be written, zeros too.</param>
    void Jacobian<T>(ReadOnlySpan<T> state, Span<T> jacobian)
        where T : unmanaged, IReal<T>;

    /// <summary>The determinant of the Jacobian: the factor by which a small volume of states changes in one step, with its sign.</summary>
    /// <param name="state">The state x, n numbers.</param>
    T Determinant<T>(ReadOnlySpan<T> state)
        where T : unmanaged, IReal<T>;
}
