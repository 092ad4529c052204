namespace Lightcone.Tasks;

/// <summary>
/// Elementary rules a second way, sharing nothing with the engines: 64 cells a word, and the rule as an exclusive or of products (its algebraic normal form) instead of a table or circuit.
/// Bit j of word w is cell 64 w + j.
/// </summary>
internal static class ElementaryBits
{
    public static Lattice Evolve(Lattice initial, int number, long steps)
    {
        int length = initial.Count;
        ulong[] now = new ulong[(length + 63) / 64];
        ulong[] next = new ulong[now.Length];
        for (int i = 0; i < length; i++)
            now[i >> 6] |= (ulong)initial[i] << (i & 63);
        int form = NormalForm(number);
        for (long t = 0; t < steps; t++)
        {
            Step(now, next, length, form, initial.Boundary);
            (now, next) = (next, now);
        }

        byte[] cells = new byte[length];
        for (int i = 0; i < length; i++)
            cells[i] = (byte)((now[i >> 6] >> (i & 63)) & 1);
        return Lattice.FromCells(initial.Alphabet, initial.Shape, initial.Boundary, cells);
    }

    /// <summary>Moebius transform of the eight outputs: bit k says whether the product of the inputs in k (4 left, 2 center, 1 right) takes part.</summary>
    private static int NormalForm(int number)
    {
        int form = 0;
        for (int k = 0; k < 8; k++)
        {
            int sum = 0;
            for (int j = 0; j <= k; j++)
                if ((j & ~k) == 0)
                    sum ^= (number >> j) & 1;
            form |= sum << k;
        }

        return form;
    }

    private static void Step(ulong[] now, ulong[] next, int length, int form, Boundary boundary)
    {
        int last = (length - 1) & 63;
        ulong beyondLeft = Outside(now, boundary.Locate(-1, length), boundary);
        ulong beyondRight = Outside(now, boundary.Locate(length, length), boundary);
        for (int w = 0; w < now.Length; w++)
        {
            ulong center = now[w];
            ulong left = (center << 1) | (w == 0 ? beyondLeft : now[w - 1] >> 63);
            ulong right = w == now.Length - 1 ? (center >> 1) | (beyondRight << last) : (center >> 1) | (now[w + 1] << 63);
            ulong result = (form & 1) != 0 ? ulong.MaxValue : 0;
            if ((form & 2) != 0)
                result ^= right;
            if ((form & 4) != 0)
                result ^= center;
            if ((form & 8) != 0)
                result ^= center & right;
            if ((form & 16) != 0)
                result ^= left;
            if ((form & 32) != 0)
                result ^= left & right;
            if ((form & 64) != 0)
                result ^= left & center;
            if ((form & 128) != 0)
                result ^= left & center & right;
            next[w] = w == now.Length - 1 && last < 63 ? result & ((1UL << (last + 1)) - 1) : result;
        }
    }

    private static ulong Outside(ulong[] now, int source, Boundary boundary) =>
        source < 0 ? ((Boundary.FixedBoundary)boundary).Symbol : (now[source >> 6] >> (source & 63)) & 1;
}
