namespace Lightcone.Kernels;

/// <summary>The fixed point of a one-way rule in one sweep, together with the exact number of synchronous steps that lead to it.</summary>
/// <remarks>
/// <para>Take one chain and number its cells 0, 1, 2, ... from the wall; c_i(t) is cell i after t steps, c_{-1}(t) the wall for all t, and c_i(t+1) = F_i(c_{i-1}(t)).</para>
/// <para>Fixed point: x_0 = F_0(wall), x_i = F_i(x_{i-1}) is the only one, and by induction c_i(t) = x_i for t > i.</para>
/// <para>Steps: for 1 &lt;= t &lt;= i + 1 put m = i - t + 1, so that m is in 0..i. Unrolling t - 1 times gives
/// c_i(t) = F_i ... F_{m+1} (F_m(c_{m-1}(0))) and c_i(t-1) = F_i ... F_{m+1} (c_m(0)). So cell i changes at step t exactly when the pair (c_m(0), F_m(c_{m-1}(0))),
/// born at m and mapped cell by cell through F_{m+1}, ..., F_i, still consists of two different states at i. For t > i + 1 cell i does not change.</para>
/// <para>A step that changes nothing is followed by no change at all, so the steps that change something are 1..S with S the largest such t = i - m + 1. Two pairs that have become the same unordered pair
/// stay so; the one born first gives the larger t. Hence it suffices to keep for each unordered pair of states the earliest birth: at most K(K-1)/2 of them, and one for two states.</para>
/// </remarks>
internal static class OneWaySweep
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
        byte[] results = table.Results;
        int states = table.StateSize;
        byte before = ((Boundary.FixedBoundary)initial.Boundary).Symbol;
        byte value = before;
        LivingPairs pairs = new(states);
        int steps = 0;
        for (int i = 0; i < length; i++, at += stride)
        {
            ReadOnlySpan<byte> map = results.AsSpan(share is null ? 0 : share[at], states);
            byte own = start[at];
            value = map[value];
            final[at] = value;
            pairs.Map(map);
            pairs.Add(own, map[before], i);
            steps = Math.Max(steps, i - pairs.EarliestBirth + 1);
            before = own;
        }

        return steps;
    }

    /// <summary>The pairs of different states that are under way, oldest first, each with its birth.</summary>
    private sealed class LivingPairs(int states)
    {
        private readonly (byte Low, byte High, int Birth)[] pairs = new (byte, byte, int)[(states * (states - 1) / 2) + 1];
        private readonly int[] seen = new int[states * states];
        private int count;
        private int round;

        /// <summary>When the oldest pair was born; so late that it does not count when there is none.</summary>
        public int EarliestBirth => count == 0 ? int.MaxValue : pairs[0].Birth;

        /// <summary>Maps every pair; of pairs that become one the oldest stays, merged pairs go.</summary>
        public void Map(ReadOnlySpan<byte> map)
        {
            round++;
            int kept = 0;
            for (int i = 0; i < count; i++)
            {
                byte low = map[pairs[i].Low];
                byte high = map[pairs[i].High];
                if (IsNew(ref low, ref high))
                    pairs[kept++] = (low, high, pairs[i].Birth);
            }

            count = kept;
        }

        /// <summary>Adds a pair born now unless the same pair lives already or its states are equal.</summary>
        public void Add(byte low, byte high, int birth)
        {
            if (IsNew(ref low, ref high))
                pairs[count++] = (low, high, birth);
        }

        private bool IsNew(ref byte low, ref byte high)
        {
            if (low == high)
                return false;
            if (low > high)
                (low, high) = (high, low);
            ref int last = ref seen[(low * states) + high];
            if (last == round)
                return false;
            last = round;
            return true;
        }
    }
}
