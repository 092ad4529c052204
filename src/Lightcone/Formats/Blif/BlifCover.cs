namespace Lightcone.Formats.Blif;

/// <summary>
/// Where one bit of a rule's result is 1, as disjoint cubes over the bits of its inputs. The table is read as a decision diagram over the positions: symbols whose tables below are equal share cubes,
/// and bits that do not matter are left open. Codes that no symbol has are in no cube.
/// </summary>
internal sealed class BlifCover(LocalRule rule, int bit)
{
    private readonly int[] weights = rule.Signature.Weights();
    private readonly List<string> cubes = [];

    public List<string> Cubes()
    {
        Visit(0, 0, "");
        return cubes;
    }

    private void Visit(int position, int index, string prefix)
    {
        if (IsEmpty(position, index))
            return;
        if (position == weights.Length)
        {
            cubes.Add(prefix);
            return;
        }

        int size = rule.Signature.PositionSizes[position];
        bool[] done = new bool[size];
        for (int symbol = 0; symbol < size; symbol++)
        {
            if (done[symbol])
                continue;
            bool[] alike = new bool[1 << Alphabet.BitsOf(size)];
            for (int other = symbol; other < size; other++)
                if (!done[other] && Agree(position + 1, index + (symbol * weights[position]), index + (other * weights[position])))
                    done[other] = alike[other] = true;
            foreach (string codes in Codes(alike, 0, alike.Length))
                Visit(position + 1, index + (symbol * weights[position]), prefix + codes);
        }
    }

    /// <summary>A set of codes as cubes, least significant bit first.</summary>
    private static IEnumerable<string> Codes(bool[] set, int start, int count)
    {
        ReadOnlySpan<bool> part = set.AsSpan(start, count);
        if (!part.Contains(true))
            return [];
        if (!part.Contains(false))
            return [new string('-', int.Log2(count))];
        string[] low = [.. Codes(set, start, count / 2)];
        string[] high = [.. Codes(set, start + (count / 2), count / 2)];
        string[] both = [.. low.Intersect(high, StringComparer.Ordinal)];
        return [.. both.Select(static cube => cube + '-'), .. low.Except(both).Select(static cube => cube + '0'), .. high.Except(both).Select(static cube => cube + '1')];
    }

    private ReadOnlySpan<byte> Subtable(int position, int index) => rule.Table.Slice(index, position == 0 ? rule.Table.Length : weights[position - 1]);

    private bool Agree(int position, int a, int b)
    {
        if (a == b)
            return true;
        ReadOnlySpan<byte> first = Subtable(position, a);
        ReadOnlySpan<byte> second = Subtable(position, b);
        int mask = 1 << bit;
        for (int i = 0; i < first.Length; i++)
            if (((first[i] ^ second[i]) & mask) != 0)
                return false;
        return true;
    }

    private bool IsEmpty(int position, int index)
    {
        int mask = 1 << bit;
        foreach (byte next in Subtable(position, index))
            if ((next & mask) != 0)
                return false;
        return true;
    }
}
