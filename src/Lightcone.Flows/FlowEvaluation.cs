using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Lightcone.Flows;

/// <summary>A flow or a map evaluated at one state, in plain doubles.</summary>
public static class FlowEvaluation
{
    private static readonly ImmutableArray<string> Letters = ["x", "y", "z", "w"];

    /// <summary>The derivative x' at one state.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="state">The state, as many numbers as the flow's dimension.</param>
    /// <param name="time">The time; default 0.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static double[] DerivativeAt<TFlow>(this TFlow flow, ReadOnlySpan<double> state, double time = 0)
        where TFlow : IFlow
    {
        Check(flow.Dimension, state.Length, flow.Name);
        double[] derivative = new double[flow.Dimension];
        flow.Derivative(time, Scalars(state), Scalars(derivative.AsSpan()));
        return derivative;
    }

    /// <summary>The Jacobian matrix at one state, row by row [n * n].</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="state">The state, as many numbers as the flow's dimension.</param>
    /// <param name="time">The time; default 0.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static double[] JacobianAt<TFlow>(this TFlow flow, ReadOnlySpan<double> state, double time = 0)
        where TFlow : IFlow
    {
        Check(flow.Dimension, state.Length, flow.Name);
        double[] jacobian = new double[flow.Dimension * flow.Dimension];
        flow.Jacobian(time, Scalars(state), Scalars(jacobian.AsSpan()));
        return jacobian;
    }

    /// <summary>The divergence at one state.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="state">The state, as many numbers as the flow's dimension.</param>
    /// <param name="time">The time; default 0.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static double DivergenceAt<TFlow>(this TFlow flow, ReadOnlySpan<double> state, double time = 0)
        where TFlow : IFlow
    {
        Check(flow.Dimension, state.Length, flow.Name);
        return flow.Divergence(time, Scalars(state)).Value;
    }

    /// <summary>The image g(x) of one state.</summary>
    /// <param name="map">The map.</param>
    /// <param name="state">The state, as many numbers as the map's dimension.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static double[] NextAt<TMap>(this TMap map, ReadOnlySpan<double> state)
        where TMap : IMap
    {
        Check(map.Dimension, state.Length, map.Name);
        double[] next = new double[map.Dimension];
        map.Next(Scalars(state), Scalars(next.AsSpan()));
        return next;
    }

    /// <summary>
    /// The largest difference between the flow's Jacobian and central differences of its derivative at one state, relative to 1 + the entry's size:
    /// below 1e-6 for a right Jacobian at a point where the flow is smooth.
    /// </summary>
    /// <param name="flow">The flow.</param>
    /// <param name="state">The state, as many numbers as the flow's dimension.</param>
    /// <param name="time">The time; default 0.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public static double JacobianError<TFlow>(this TFlow flow, ReadOnlySpan<double> state, double time = 0)
        where TFlow : IFlow
    {
        double[] jacobian = flow.JacobianAt(state, time);
        double[] moved = state.ToArray();
        double worst = 0;
        for (int j = 0; j < state.Length; j++)
        {
            double h = 1e-5 * (1 + Math.Abs(state[j]));
            moved[j] = state[j] + h;
            double[] above = flow.DerivativeAt(moved, time);
            moved[j] = state[j] - h;
            double[] below = flow.DerivativeAt(moved, time);
            moved[j] = state[j];
            for (int i = 0; i < state.Length; i++)
            {
                double entry = jacobian[(i * state.Length) + j];
                worst = Math.Max(worst, Math.Abs(((above[i] - below[i]) / (2 * h)) - entry) / (1 + Math.Abs(entry)));
            }
        }

        return worst;
    }

    internal static ImmutableArray<string> UsualComponents(int dimension) =>
        dimension <= 4 ? Letters[..dimension] : [.. Enumerable.Range(0, dimension).Select(static i => string.Create(CultureInfo.InvariantCulture, $"x{i}"))];

    internal static ReadOnlySpan<Scalar> Scalars(ReadOnlySpan<double> values) => MemoryMarshal.Cast<double, Scalar>(values);

    internal static Span<Scalar> Scalars(Span<double> values) => MemoryMarshal.Cast<double, Scalar>(values);

    internal static void Check(int dimension, int length, string name)
    {
        if (length != dimension)
            throw new ArgumentException($"{name} has {dimension} components, the state given has {length} numbers.", nameof(length));
    }
}
