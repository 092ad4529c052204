using Lightcone.Flows.Trajectories;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lightcone.Flows.Measures;

/// <summary>
/// The classical method for a flow of three components together with three tangent vectors and the integral of the divergence, laid out as <see cref="TangentFlow{TFlow}"/> has them:
/// three numbers, nine, one. The state goes first and leaves the Jacobians of its four stages behind; then each tangent vector takes the same step by itself, in registers.
/// The same operations in the same order as the general step, hence the same bits.
/// </summary>
internal readonly struct TangentStep<TFlow, T, TRow>(TFlow flow, Tableau tableau) : IBlockStep<T>
    where TFlow : struct, IFlow3<TFlow>
    where T : unmanaged, IReal<T>
    where TRow : unmanaged, ITangentRow<TRow, T>
{
    private readonly TFlow flow = flow;
    private readonly ImmutableArray<double> nodes = tableau.Nodes;
    private readonly ImmutableArray<double> weights = tableau.Weights;
    private readonly double[] inner = [0, .. tableau.StageTerms.Skip(1).Select(static terms => terms[0].Weight)];

    private int Stages => weights.Length;

    // The tangent vectors' rows, a Jacobian for each stage, and the state of one stage: in whole cache lines.
    public int WorkLength(int stateLength) => (36 + (9 * Stages) + 3 + 7) & ~7;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Advance(int step, int steps, double h, Span<T> state, Span<T> work)
    {
        Span<double> along = stackalloc double[Stages], share = stackalloc double[Stages];
        for (int s = 0; s < Stages; s++)
            (along[s], share[s]) = (h * inner[s], h * weights[s]);
        Span<TRow> rows = MemoryMarshal.Cast<T, TRow>(work[..36])[..(9 / TRow.Columns)];
        Span<T> jacobians = work.Slice(36, 9 * Stages), point = work.Slice(36 + (9 * Stages), 3);
        // Column by column, three rows each.
        for (int i = 0; i < rows.Length; i++)
            rows[i] = TRow.Load(state, 3 + (3 * (i % 3)) + (i / 3));
        for (int last = step + steps; step < last; step++)
        {
            Follow(step * h, h, along, share, state, jacobians, point);
            for (int i = 0; i <= rows.Length - 3; i += 3)
                Turn(along, share, jacobians, rows.Slice(i, 3));
        }

        for (int i = 0; i < rows.Length; i++)
            TRow.Store(rows[i], state, 3 + (3 * (i % 3)) + (i / 3));
    }

    // One step of the state and of the integrated divergence.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Follow(double time, double h, ReadOnlySpan<double> along, ReadOnlySpan<double> share, Span<T> state, Span<T> jacobians, Span<T> point)
    {
        TFlow f = flow;
        T x = state[0], y = state[1], z = state[2];
        f.Derivative(time, x, y, z, out T kx, out T ky, out T kz);
        f.Jacobian(time, state[..3], jacobians[..9]);
        T weight = share[0];
        T sx = weight * kx, sy = weight * ky, sz = weight * kz;
        T grown = weight * f.Divergence<T>(time, state[..3]);
        for (int s = 1; s < share.Length; s++)
        {
            T a = along[s];
            T px = T.MultiplyAdd(a, kx, x), py = T.MultiplyAdd(a, ky, y), pz = T.MultiplyAdd(a, kz, z);
            double now = time + (h * nodes[s]);
            f.Derivative(now, px, py, pz, out kx, out ky, out kz);
            (point[0], point[1], point[2]) = (px, py, pz);
            f.Jacobian(now, point, jacobians.Slice(9 * s, 9));
            weight = share[s];
            sx = T.MultiplyAdd(weight, kx, sx);
            sy = T.MultiplyAdd(weight, ky, sy);
            sz = T.MultiplyAdd(weight, kz, sz);
            grown = T.MultiplyAdd(weight, f.Divergence<T>(now, point), grown);
        }

        state[0] = x + sx;
        state[1] = y + sy;
        state[2] = z + sz;
        state[12] += grown;
    }

    // One step of the tangent vectors side by side in a row.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ReadOnlySpan<double> along, ReadOnlySpan<double> share, ReadOnlySpan<T> jacobians, Span<TRow> rows)
    {
        TRow x = rows[0], y = rows[1], z = rows[2];
        TRow weight = TRow.Spread(share[0]);
        Product(jacobians, x, y, z, out TRow kx, out TRow ky, out TRow kz);
        TRow sx = TRow.Multiply(weight, kx), sy = TRow.Multiply(weight, ky), sz = TRow.Multiply(weight, kz);
        for (int s = 1; s < share.Length; s++)
        {
            TRow a = TRow.Spread(along[s]);
            Product(jacobians[(9 * s)..], TRow.MultiplyAdd(a, kx, x), TRow.MultiplyAdd(a, ky, y), TRow.MultiplyAdd(a, kz, z), out kx, out ky, out kz);
            weight = TRow.Spread(share[s]);
            sx = TRow.MultiplyAdd(weight, kx, sx);
            sy = TRow.MultiplyAdd(weight, ky, sy);
            sz = TRow.MultiplyAdd(weight, kz, sz);
        }

        rows[0] = TRow.Add(x, sx);
        rows[1] = TRow.Add(y, sy);
        rows[2] = TRow.Add(z, sz);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product(ReadOnlySpan<T> jacobian, TRow x, TRow y, TRow z, out TRow dx, out TRow dy, out TRow dz)
    {
        jacobian = jacobian[..9];
        dx = TRow.MultiplyAdd(TRow.Spread(jacobian[2]), z, TRow.MultiplyAdd(TRow.Spread(jacobian[1]), y, TRow.Multiply(TRow.Spread(jacobian[0]), x)));
        dy = TRow.MultiplyAdd(TRow.Spread(jacobian[5]), z, TRow.MultiplyAdd(TRow.Spread(jacobian[4]), y, TRow.Multiply(TRow.Spread(jacobian[3]), x)));
        dz = TRow.MultiplyAdd(TRow.Spread(jacobian[8]), z, TRow.MultiplyAdd(TRow.Spread(jacobian[7]), y, TRow.Multiply(TRow.Spread(jacobian[6]), x)));
    }
}
