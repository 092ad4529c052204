using System.Collections.Immutable;

namespace Lightcone.Flows.Stepping;

/// <summary>
/// The one Runge-Kutta step of this library. A block of trajectories is laid out trajectory by trajectory (component fastest),
/// each number holding as many lanes as <c>T</c> has: several of them in flight hide the latency of the arithmetic, which for a flow of three components would otherwise rule.
/// </summary>
internal static class RungeKuttaStep
{
    /// <summary>How many numbers of work space a step needs.</summary>
    public static int WorkLength(Tableau tableau, int stateLength) => (tableau.Stages.Length + 1) * stateLength;

    /// <summary>Moves every trajectory of the block one step of length <paramref name="h"/> on, in place.</summary>
    public static void Advance<TFlow, T>(TFlow flow, Tableau tableau, double time, double h, Span<T> state, Span<T> work)
        where TFlow : IFlow
        where T : unmanaged, IReal<T>
    {
        Stages(flow, tableau, time, h, state, work, firstKnown: false);
        Combine<T>(tableau.Weights, h, state, work, state);
    }

    /// <summary>Fills the first part of <paramref name="work"/> with the stages' derivatives, stage by stage; its last part is scratch.</summary>
    public static void Stages<TFlow, T>(TFlow flow, Tableau tableau, double time, double h, ReadOnlySpan<T> state, Span<T> work, bool firstKnown)
        where TFlow : IFlow
        where T : unmanaged, IReal<T>
    {
        int length = state.Length;
        int dimension = flow.Dimension;
        Span<T> argument = work.Slice(tableau.Stages.Length * length, length);
        if (!firstKnown)
            Derivatives(flow, dimension, time, state, work[..length]);
        for (int s = 1; s < tableau.Stages.Length; s++)
        {
            Combine(tableau.Stages[s], h, state, work, argument);
            Derivatives(flow, dimension, time + (h * tableau.Nodes[s]), argument, work.Slice(s * length, length));
        }
    }

    /// <summary>result = state + h * (sum of weights times stages); result may be the state itself.</summary>
    public static void Combine<T>(ImmutableArray<double> weights, double h, ReadOnlySpan<T> state, ReadOnlySpan<T> stages, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        int length = state.Length;
        result = result[..length];
        int last = weights.Length - 1;
        while (last > 0 && weights[last] == 0)
            last--;
        int first = 0;
        while (first < last && weights[first] == 0)
            first++;
        if (first == last)
            One(h * weights[first], state, stages.Slice(first * length, length), result);
        else if (first == 0 && last == 3)
            Four(weights, h, state, stages, result);
        else
            for (int i = 0; i < length; i++)
            {
                T sum = (h * weights[first]) * stages[(first * length) + i];
                for (int s = first + 1; s <= last; s++)
                    if (weights[s] != 0)
                        sum += (h * weights[s]) * stages[(s * length) + i];
                result[i] = state[i] + sum;
            }
    }

    private static void Derivatives<TFlow, T>(TFlow flow, int dimension, double time, ReadOnlySpan<T> states, Span<T> derivatives)
        where TFlow : IFlow
        where T : unmanaged, IReal<T>
    {
        for (int at = 0; at < states.Length; at += dimension)
            flow.Derivative(time, states.Slice(at, dimension), derivatives.Slice(at, dimension));
    }

    private static void One<T>(T weight, ReadOnlySpan<T> state, ReadOnlySpan<T> stage, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = state[i] + (weight * stage[i]);
    }

    // The last line of the classical method, the commonest by far.
    private static void Four<T>(ImmutableArray<double> weights, double h, ReadOnlySpan<T> state, ReadOnlySpan<T> stages, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        int length = result.Length;
        T w0 = h * weights[0], w1 = h * weights[1], w2 = h * weights[2], w3 = h * weights[3];
        ReadOnlySpan<T> k0 = stages[..length], k1 = stages.Slice(length, length), k2 = stages.Slice(2 * length, length), k3 = stages.Slice(3 * length, length);
        for (int i = 0; i < result.Length; i++)
            result[i] = state[i] + ((((w0 * k0[i]) + (w1 * k1[i])) + (w2 * k2[i])) + (w3 * k3[i]));
    }
}
