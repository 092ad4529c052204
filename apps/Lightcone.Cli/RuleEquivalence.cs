namespace Lightcone.Cli;

/// <summary>Whether two rules do the same, however they are written: symbols by their numbers, cells that a rule does not read left aside.</summary>
internal static class RuleEquivalence
{
    /// <summary>Whether both give the same next symbol everywhere. Costs a pass over the neighborhoods of both together; where these are too many, rules count as different unless their tables are equal.</summary>
    public static bool Same(LocalRule a, LocalRule b)
    {
        if (a.Equals(b))
            return true;
        if (a.Frozen is not null || b.Frozen is not null || a.State.Size != b.State.Size || a.Dimensions != b.Dimensions || !a.IsIterable || !b.IsIterable)
            return false;
        Offset[] cells = [.. a.Signature.StateNeighborhood.Offsets.Union(b.Signature.StateNeighborhood.Offsets)];
        if (Math.Pow(a.State.Size, cells.Length) > Signature.MaxDomainSize)
            return false;
        (int[] ofA, int[] ofB) = (Weights(a, cells), Weights(b, cells));
        byte[] symbols = new byte[cells.Length];
        while (true)
        {
            (int inA, int inB) = (0, 0);
            for (int i = 0; i < symbols.Length; i++)
                (inA, inB) = (inA + (symbols[i] * ofA[i]), inB + (symbols[i] * ofB[i]));
            if (a.Table[inA] != b.Table[inB])
                return false;
            int last = symbols.Length - 1;
            for (; last >= 0 && symbols[last] + 1 == a.State.Size; last--)
                symbols[last] = 0;
            if (last < 0)
                return true;
            symbols[last]++;
        }
    }

    /// <summary>What each cell's symbol weighs in the number of a neighborhood of the rule; 0 for cells that it does not read.</summary>
    private static int[] Weights(LocalRule rule, Offset[] cells)
    {
        Neighborhood read = rule.Signature.StateNeighborhood;
        int[] weights = rule.Signature.Weights();
        return [.. cells.Select(cell => read.Offsets.IndexOf(cell) is >= 0 and int at ? weights[at] : 0)];
    }
}
