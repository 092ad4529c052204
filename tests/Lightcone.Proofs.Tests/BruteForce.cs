namespace Lightcone.Proofs.Tests;

/// <summary>Every start on every short ring or row, by a stepper that shares nothing with the library but the rule's table: it reads cells by walking to them.</summary>
internal static class BruteForce
{
    /// <summary>The most steps of any start on n cells; null when some start never comes to rest.</summary>
    public static int? MostSteps(LocalRule rule, Boundary boundary, int n)
    {
        int size = rule.State.Size;
        int[] offsets = [.. rule.Signature.StateNeighborhood.Offsets.Select(static offset => offset.X)];
        int count = (int)Math.Pow(size, n);
        int[] next = new int[count];
        byte[] cells = new byte[n];
        for (int state = 0; state < count; state++)
        {
            Write(state);
            int result = 0;
            for (int i = n - 1; i >= 0; i--)
            {
                int index = 0;
                foreach (int offset in offsets)
                    index = (index * size) + Seen(cells, i + offset, boundary);
                result = (result * size) + rule.Table[index];
            }

            next[state] = result;
        }

        // Longest ways in the graph of steps, from the states at rest backward; what is never reached runs in a cycle.
        int[] sources = new int[count];
        for (int state = 0; state < count; state++)
            if (next[state] != state)
                sources[next[state]]++;
        Stack<int> ready = new(Enumerable.Range(0, count).Where(state => sources[state] == 0));
        int[] longest = new int[count];
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

        return seen == count ? most : null;

        void Write(int state)
        {
            for (int i = 0; i < n; i++, state /= size)
                cells[i] = (byte)(state % size);
        }
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
