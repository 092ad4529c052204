using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Lightcone.Flows.Trajectories;

/// <summary>Steps of equal length for a block of trajectories, laid out trajectory by trajectory, component fastest.</summary>
internal interface IBlockStep<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>How many numbers of work space a block needs.</summary>
    int WorkLength(int stateLength);

    /// <summary>Moves every trajectory <paramref name="steps"/> steps of length <paramref name="h"/> on, in place; the first is number <paramref name="step"/>.</summary>
    void Advance(int step, int steps, double h, Span<T> state, Span<T> work);
}

/// <summary>Any method and any flow: every stage passes through memory.</summary>
internal readonly struct TableauStep<TFlow, T>(TFlow flow, Tableau tableau) : IBlockStep<T>
    where TFlow : IFlow
    where T : unmanaged, IReal<T>
{
    public int WorkLength(int stateLength) => RungeKuttaStep.WorkLength(tableau, stateLength);

    public void Advance(int step, int steps, double h, Span<T> state, Span<T> work) => RungeKuttaStep.Advance(flow, tableau, step, steps, h, state, work);
}

/// <summary>A method whose stages form a chain, and a flow of three components: state, stage and sum stay in registers. The same operations in the same order, hence the same bits.</summary>
internal readonly struct RegisterStep<TFlow, T>(TFlow flow, Tableau tableau) : IBlockStep<T>
    where TFlow : struct, IFlow3<TFlow>
    where T : unmanaged, IReal<T>
{
    private readonly TFlow flow = flow;
    private readonly ImmutableArray<double> nodes = tableau.Nodes;
    private readonly ImmutableArray<double> weights = tableau.Weights;
    private readonly double[] inner = [0, .. tableau.StageTerms.Skip(1).Select(static terms => terms[0].Weight)];

    // As many trajectories are interpolated in the work space as there are.
    public int WorkLength(int stateLength) => stateLength;

    // Compiled at once to the last stage: replaced on the stack halfway, it would never get its registers.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Advance(int step, int steps, double h, Span<T> state, Span<T> work)
    {
        TFlow f = flow;
        int stages = weights.Length;
        Span<double> along = stackalloc double[stages], share = stackalloc double[stages];
        for (int s = 0; s < stages; s++)
            (along[s], share[s]) = (h * inner[s], h * weights[s]);
        for (int last = step + steps; step < last; step++)
        {
            double time = step * h;
            for (int at = 0; at <= state.Length - 3; at += 3)
            {
                T x = state[at], y = state[at + 1], z = state[at + 2];
                f.Derivative(time, x, y, z, out T kx, out T ky, out T kz);
                T weight = share[0];
                T sx = weight * kx, sy = weight * ky, sz = weight * kz;
                for (int s = 1; s < stages; s++)
                {
                    T a = along[s];
                    f.Derivative(time + (h * nodes[s]), T.MultiplyAdd(a, kx, x), T.MultiplyAdd(a, ky, y), T.MultiplyAdd(a, kz, z), out kx, out ky, out kz);
                    weight = share[s];
                    sx = T.MultiplyAdd(weight, kx, sx);
                    sy = T.MultiplyAdd(weight, ky, sy);
                    sz = T.MultiplyAdd(weight, kz, sz);
                }

                state[at] = x + sx;
                state[at + 1] = y + sy;
                state[at + 2] = z + sz;
            }
        }
    }
}
