using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Scan;

/// <summary>The fixed point of a one-way rule in one pass, together with the exact number of synchronous steps that lead to it.</summary>
/// <remarks>
/// <para>Take one chain and number its cells 0, 1, 2, ... from the wall; c_i(t) is cell i after t steps, c_{-1}(t) the wall for all t, and c_i(t+1) = F_i(c_{i-1}(t)).</para>
/// <para>Fixed point: x_0 = F_0(wall), x_i = F_i(x_{i-1}) is the only one, and by induction c_i(t) = x_i for t > i.</para>
/// <para>Steps: for 1 &lt;= t &lt;= i + 1 put m = i - t + 1, so that m is in 0..i. Unrolling t - 1 times gives
/// c_i(t) = F_i ... F_{m+1} (F_m(c_{m-1}(0))) and c_i(t-1) = F_i ... F_{m+1} (c_m(0)). So cell i changes at step t exactly when the pair (c_m(0), F_m(c_{m-1}(0))),
/// born at m and mapped cell by cell through F_{m+1}, ..., F_i, still consists of two different states at i. For t > i + 1 cell i does not change.</para>
/// <para>A step that changes nothing is followed by no change at all, so the steps that change something are 1..S with S the largest such t = i - m + 1: for each cell the earliest birth of a pair that lives counts.</para>
/// <para>Write y_m for the states that follow at i from c_m(0) at m, and y_{-1} for those that follow from the wall, the x_i. The pair born at m is (y_m, y_{m-1}), so the earliest one that lives is where y_m first differs from x_i.
/// States that have become the same stay so. Hence it suffices to keep for each state other than x_i the earliest m that leads to it: at most K - 1 of them, and one for two states.</para>
/// </remarks>
internal static class OneWayScan
{
    /// <summary>Writes the fixed point.</summary>
    /// <returns>The number of steps that would change something.</returns>
    public static long Run(OneWayForm form, Lattice initial, Span<byte> final, CancellationToken cancellation)
    {
        int[]? share = form.Table.FrozenShare(initial.Input);
        long steps = 0;
        for (int i = 0; i < Math.Abs(form.Distance); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int first, int stride, int length) = form.Chain(i, initial.Count);
            steps = Math.Max(steps, form.Table.StateSize == 2
                ? TwoStates(form.Table.Results, share, initial, final, first, stride, length)
                : ManyStates(form.Table, share, initial, final, first, stride, length));
        }

        return steps;
    }

    /// <summary>Two states have one pair: it lives or not.</summary>
    private static int TwoStates(byte[] table, int[]? share, Lattice initial, Span<byte> final, int at, int stride, int length)
    {
        ReadOnlySpan<byte> start = initial.Cells;
        byte wall = ((Boundary.FixedBoundary)initial.Boundary).Symbol;
        byte before = wall;
        byte value = wall;
        int birth = int.MaxValue;
        int steps = 0;
        for (int i = 0; i < length; i++, at += stride)
        {
            int context = share is null ? 0 : share[at];
            byte own = start[at];
            value = table[context + value];
            final[at] = value;
            // Without branches, which random data would make the processor guess: a birth that does not count is the largest number, and an or with it stays so.
            // The living pair goes on if F_i keeps 0 and 1 apart; if none lives, one is born here when the cell is about to change.
            int merged = ((table[context] ^ table[context + 1]) - 1) & int.MaxValue;
            int equal = ((table[context + before] ^ own) - 1) & int.MaxValue;
            birth |= merged;
            int later = birth - (i | equal);
            birth -= later & ~(later >> 31);
            steps = Math.Max(steps, i - birth + 1);
            before = own;
        }

        return steps;
    }

    private static int ManyStates(EssentialTable table, int[]? share, Lattice initial, Span<byte> final, int at, int stride, int length)
    {
        ReadOnlySpan<byte> start = initial.Cells;
        ReadOnlySpan<byte> results = table.Results;
        int states = table.StateSize;
        byte value = ((Boundary.FixedBoundary)initial.Boundary).Symbol;
        // The states that were led to from some cell and not from the wall, oldest first, and from which cell.
        Span<byte> living = stackalloc byte[states];
        Span<int> births = stackalloc int[states];
        Span<int> seen = stackalloc int[states];
        seen.Fill(-1);
        int count = 0;
        int steps = 0;
        for (int i = 0; i < length; i++, at += stride)
        {
            ReadOnlySpan<byte> map = results.Slice(share is null ? 0 : share[at], states);
            value = map[value];
            final[at] = value;
            seen[value] = i;
            int kept = 0;
            for (int k = 0; k < count; k++)
            {
                byte next = map[living[k]];
                living[kept] = next;
                births[kept] = births[k];
                // Written first and kept or overwritten, which needs no branch.
                kept += seen[next] == i ? 0 : 1;
                seen[next] = i;
            }

            byte own = start[at];
            if (seen[own] != i)
            {
                living[kept] = own;
                births[kept++] = i;
            }

            count = kept;
            if (count > 0)
                steps = Math.Max(steps, i - births[0] + 1);
        }

        return steps;
    }
}
