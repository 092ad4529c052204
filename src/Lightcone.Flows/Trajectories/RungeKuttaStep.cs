using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Trajectories;

/// <summary>
/// The one Runge-Kutta step of this library. A block of trajectories is laid out trajectory by trajectory (component fastest),
/// each number holding as many lanes as <c>T</c> has: several of them in flight hide the latency of the arithmetic, which for a flow of three components would otherwise rule.
/// </summary>
/// <remarks>Its loops are never inlined: put into one large method they would exhaust the compiler's budget and the operators in them would become calls.</remarks>
internal static class RungeKuttaStep
{
    /// <summary>How many numbers of work space a step needs.</summary>
    public static int WorkLength(Tableau tableau, int stateLength) => (tableau.Stages.Length + 1) * stateLength;

    /// <summary>Moves every trajectory of the block <paramref name="steps"/> steps of length <paramref name="h"/> on, in place; the first is number <paramref name="step"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Advance<TFlow, T>(TFlow flow, Tableau tableau, int step, int steps, double h, Span<T> state, Span<T> work)
        where TFlow : IFlow
        where T : unmanaged, IReal<T>
    {
        for (int last = step + steps; step < last; step++)
        {
            Stages(flow, tableau, step * h, h, state, work, firstKnown: false);
            Combine<T>(tableau.WeightTerms, h, state, work, state);
        }
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
            Combine(tableau.StageTerms[s], h, state, work, argument);
            Derivatives(flow, dimension, time + (h * tableau.Nodes[s]), argument, work.Slice(s * length, length));
        }
    }

    /// <summary>result = state + h * (sum of weights times stages), summed from the first stage to the last by fused operations; result may be the state itself.</summary>
    public static void Combine<T>(ReadOnlySpan<Tableau.Term> terms, double h, ReadOnlySpan<T> state, ReadOnlySpan<T> stages, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        int length = state.Length;
        if (typeof(T) == typeof(Scalar) && !Vector512.IsHardwareAccelerated && length % HalfLanes.Width == 0)
        {
            Combine(terms, h, MemoryMarshal.Cast<T, HalfLanes>(state), MemoryMarshal.Cast<T, HalfLanes>(stages), MemoryMarshal.Cast<T, HalfLanes>(result));
            return;
        }

        if (typeof(T) == typeof(Scalar) && length % Lanes.Width == 0)
        {
            // The components side by side in wider registers: the same operation on each, hence the same bits.
            Combine(terms, h, MemoryMarshal.Cast<T, Lanes>(state), MemoryMarshal.Cast<T, Lanes>(stages), MemoryMarshal.Cast<T, Lanes>(result));
            return;
        }

        if (typeof(T) == typeof(Lanes) && length % 2 == 0)
        {
            Combine(terms, h, MemoryMarshal.Cast<T, WideLanes>(state), MemoryMarshal.Cast<T, WideLanes>(stages), MemoryMarshal.Cast<T, WideLanes>(result));
            return;
        }

        result = result[..length];
        if (terms.Length == 1)
            One(h * terms[0].Weight, state, stages.Slice(terms[0].Stage * length, length), result);
        else if (terms.Length == 4)
            Four(terms, h, state, stages, result);
        else
            Any(terms, h, state, stages, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Derivatives<TFlow, T>(TFlow flow, int dimension, double time, ReadOnlySpan<T> states, Span<T> derivatives)
        where TFlow : IFlow
        where T : unmanaged, IReal<T>
    {
        if (states.Length == dimension)
        {
            flow.Derivative(time, states, derivatives);
            return;
        }

        for (int at = 0; at < states.Length; at += dimension)
            flow.Derivative(time, states.Slice(at, dimension), derivatives.Slice(at, dimension));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void One<T>(double weight, ReadOnlySpan<T> state, ReadOnlySpan<T> stage, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        // Spread here and not by the caller: a vector handed over on the stack is written in pieces and read whole, which stalls.
        T spread = weight;
        for (int i = 0; i < result.Length; i++)
            result[i] = T.MultiplyAdd(spread, stage[i], state[i]);
    }

    // The last line of the classical method, the commonest by far.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Four<T>(ReadOnlySpan<Tableau.Term> terms, double h, ReadOnlySpan<T> state, ReadOnlySpan<T> stages, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        int length = result.Length;
        T w0 = h * terms[0].Weight, w1 = h * terms[1].Weight, w2 = h * terms[2].Weight, w3 = h * terms[3].Weight;
        ReadOnlySpan<T> k0 = stages.Slice(terms[0].Stage * length, length), k1 = stages.Slice(terms[1].Stage * length, length);
        ReadOnlySpan<T> k2 = stages.Slice(terms[2].Stage * length, length), k3 = stages.Slice(terms[3].Stage * length, length);
        for (int i = 0; i < result.Length; i++)
            result[i] = state[i] + T.MultiplyAdd(w3, k3[i], T.MultiplyAdd(w2, k2[i], T.MultiplyAdd(w1, k1[i], w0 * k0[i])));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Any<T>(ReadOnlySpan<Tableau.Term> terms, double h, ReadOnlySpan<T> state, ReadOnlySpan<T> stages, Span<T> result)
        where T : unmanaged, IReal<T>
    {
        for (int i = 0; i < result.Length; i++)
        {
            T sum = (h * terms[0].Weight) * stages[(terms[0].Stage * result.Length) + i];
            for (int t = 1; t < terms.Length; t++)
                sum = T.MultiplyAdd(h * terms[t].Weight, stages[(terms[t].Stage * result.Length) + i], sum);
            result[i] = state[i] + sum;
        }
    }
}
