namespace Lightcone.Proofs.Tests;

/// <summary>Every start on every short ring or row, by a stepper that shares nothing with the library but the rule's table: it reads cells by walking to them.</summary>
internal static class BruteForce
{
    /// <summary>The most steps of any start on n cells, under any input; null when some start never comes to rest.</summary>
    public static int? MostSteps(LocalRule rule, Boundary boundary, int n)
    {
        int most = 0;
        int inputs = rule.Frozen is null ? 1 : (int)Math.Pow(rule.Frozen.Size, n);
        for (int input = 0; input < inputs; input++)
        {
            if (Longest(Following(rule, boundary, Digits(input, rule.Frozen?.Size ?? 1, n))) is not { } steps)
                return null;
            most = Math.Max(most, steps);
        }

        return most;
    }

    /// <summary>After how many steps a state comes back for the first time, at most so many; null when it does not.</summary>
    public static long? Period(LocalRule rule, Lattice state, Lattice? input, long most)
    {
        byte[] cells = state.Cells.ToArray();
        for (long period = 1; period <= most; period++)
        {
            cells = Next(rule, state.Boundary, cells, input is null ? [] : input.Cells);
            if (state.Cells.SequenceEqual(cells))
                return period;
        }

        return null;
    }

    /// <summary>Where every start on n cells comes to rest, by its number and the end's number: the first cell is the lowest digit. Only for rules that come to rest.</summary>
    public static int[] Ends(LocalRule rule, Boundary boundary, byte[] input)
    {
        int[] next = Following(rule, boundary, input);
        int[] ends = new int[next.Length];
        for (int start = 0; start < ends.Length; start++)
            for (ends[start] = start; next[ends[start]] != ends[start];)
                ends[start] = next[ends[start]];
        return ends;
    }

    private static int[] Following(LocalRule rule, Boundary boundary, byte[] input)
    {
        int size = rule.State.Size;
        int[] next = new int[(int)Math.Pow(size, input.Length)];
        for (int state = 0; state < next.Length; state++)
        {
            byte[] cells = Next(rule, boundary, Digits(state, size, input.Length), input);
            for (int i = cells.Length - 1; i >= 0; i--)
                next[state] = (next[state] * size) + cells[i];
        }

        return next;
    }

    /// <summary>One step. Beyond its edges an input is 0.</summary>
    private static byte[] Next(LocalRule rule, Boundary boundary, ReadOnlySpan<byte> cells, ReadOnlySpan<byte> input)
    {
        byte[] next = new byte[cells.Length];
        for (int i = 0; i < next.Length; i++)
        {
            int index = 0;
            foreach (Offset offset in rule.Signature.FrozenNeighborhood.Offsets)
                index = (index * rule.Frozen!.Size) + Seen(input, i + offset.X, Boundary.Fixed());
            foreach (Offset offset in rule.Signature.StateNeighborhood.Offsets)
                index = (index * rule.State.Size) + Seen(cells, i + offset.X, boundary);
            next[i] = rule.Table[index];
        }

        return next;
    }

    /// <summary>Longest ways in the graph of steps, from the states at rest backward; what is never reached runs in a cycle.</summary>
    private static int? Longest(int[] next)
    {
        int[] sources = new int[next.Length];
        for (int state = 0; state < next.Length; state++)
            if (next[state] != state)
                sources[next[state]]++;
        Stack<int> ready = new(Enumerable.Range(0, next.Length).Where(state => sources[state] == 0));
        int[] longest = new int[next.Length];
        int most = 0;
        int seen = 0;
        while (ready.TryPop(out int state))
        {
            seen++;
            most = Math.Max(most, longest[state]);
            if (next[state] == state)
                continue;
            longest[next[state]] = Math.Max(longest[next[state]], longest[state] + 1);
            if (--sources[next[state]] == 0)
                ready.Push(next[state]);
        }

        return seen == next.Length ? most : null;
    }

    /// <summary>The cells of a row by its number: the first is the lowest digit.</summary>
    public static byte[] Digits(int number, int size, int n)
    {
        byte[] cells = new byte[n];
        for (int i = 0; i < n; i++, number /= size)
            cells[i] = (byte)(number % size);
        return cells;
    }

    /// <summary>What stands at a place, inside or outside, by walking there: each mirror turns the way back.</summary>
    public static byte Seen(ReadOnlySpan<byte> cells, int at, Boundary boundary)
    {
        int n = cells.Length;
        switch (boundary)
        {
            case Boundary.FixedBoundary wall:
                return at >= 0 && at < n ? cells[at] : wall.Symbol;
            case Boundary.PeriodicBoundary:
                return cells[((at % n) + n) % n];
            default:
                while (at < 0 || at >= n)
                    at = at < 0 ? -1 - at : (2 * n) - 1 - at;
                return cells[at];
        }
    }
}
