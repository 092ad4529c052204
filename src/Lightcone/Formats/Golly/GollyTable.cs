using Lightcone.Foundation.Arrays;

namespace Lightcone.Formats.Golly;

/// <summary>Fills a rule's table from transitions in their order: the first one that fits decides, and where none fits the cell stays as it is.</summary>
internal sealed class GollyTable
{
    /// <summary>Entries visited before a table is refused: some seconds.</summary>
    private const long Budget = 1 << 28;

    private readonly GollyNeighborhood neighborhood;
    private readonly int[][] permutations;
    private readonly int[] weights;
    private readonly short[] next;
    private readonly Signature signature;
    private long left = Budget;

    public GollyTable(GollyNeighborhood neighborhood, Signature signature, int[][] permutations)
    {
        this.neighborhood = neighborhood;
        this.permutations = permutations;
        this.signature = signature;
        weights = GollyNeighborhood.Weights(signature, neighborhood.Offsets);
        next = new short[signature.DomainSize];
        Array.Fill(next, (short)-1);
    }

    /// <summary>Adds one transition in all its bindings and symmetric positions.</summary>
    /// <returns>Whether there was room in the budget.</returns>
    public bool Add(GollyTransition transition)
    {
        foreach ((byte[][] sets, byte result) in transition.Bindings())
            foreach (int[] order in Orders(sets))
            {
                if ((left -= 16 + sets.Aggregate(1L, static (product, set) => product * set.Length)) < 0)
                    return false;
                Fill(sets, order, 0, 0, result);
            }

        return true;
    }

    public LocalRule ToRule()
    {
        byte[] table = new byte[next.Length];
        int own = weights[0];
        for (int i = 0; i < table.Length; i++)
            table[i] = (byte)(next[i] >= 0 ? next[i] : i / own % signature.State.Size);
        return LocalRule.FromTable(signature, table);
    }

    private void Fill(byte[][] sets, int[] order, int position, int index, byte result)
    {
        if (position == sets.Length)
        {
            if (next[index] < 0)
                next[index] = result;
            return;
        }

        foreach (byte state in sets[position == 0 ? 0 : order[position - 1] + 1])
            Fill(sets, order, position + 1, index + (state * weights[position]), result);
    }

    /// <summary>The orders of the neighbors that differ in what they take; neighbors that take the same states are not told apart.</summary>
    private IEnumerable<int[]> Orders(byte[][] sets)
    {
        int count = neighborhood.Offsets.Length - 1;
        List<byte[]> kinds = [];
        int[] kind = new int[count];
        for (int i = 0; i < count; i++)
        {
            kind[i] = kinds.FindIndex(set => set.AsSpan().SequenceEqual(sets[i + 1]));
            if (kind[i] >= 0)
                continue;
            kind[i] = kinds.Count;
            kinds.Add(sets[i + 1]);
        }

        if (permutations.Length > 0)
            return permutations.DistinctBy(order => string.Concat(order.Select(i => (char)kind[i])));
        return Arrangements(kind);
    }

    /// <summary>All distinct arrangements, in lexical order of the kinds.</summary>
    private static IEnumerable<int[]> Arrangements(int[] kind)
    {
        int[] order = [.. Enumerable.Range(0, kind.Length).OrderBy(i => kind[i])];
        while (true)
        {
            yield return [.. order];
            int rise = order.Length - 2;
            while (rise >= 0 && kind[order[rise]] >= kind[order[rise + 1]])
                rise--;
            if (rise < 0)
                yield break;
            int swap = order.Length - 1;
            while (kind[order[swap]] <= kind[order[rise]])
                swap--;
            (order[rise], order[swap]) = (order[swap], order[rise]);
            Array.Reverse(order, rise + 1, order.Length - rise - 1);
        }
    }
}
