namespace Lightcone.Proofs.Checking;

/// <summary>
/// The simplest argument for coming to rest, in any dimension, with any boundary and any input: when the changes that a cell can make never lead back to a symbol that it has left, each cell changes only so often.
/// Fires that burn out, growth without death, percolation.
/// </summary>
internal static class SymbolOrder
{
    /// <summary>How often a cell can change at most; null when some symbols lead round in a cycle.</summary>
    public static int? MostChanges(LocalRule rule)
    {
        int own = rule.Signature.OwnPosition;
        if (own < 0)
            return null;
        int states = rule.State.Size;
        bool[] leads = new bool[states * states];
        int weight = rule.Signature.Weights()[own];
        for (int index = 0; index < rule.Table.Length; index++)
            leads[(index / weight % states * states) + rule.Table[index]] = true;
        // The longest way from each symbol; a symbol that is met again on its own way closes a cycle.
        int[] longest = new int[states];
        bool[] onWay = new bool[states];
        int most = 0;
        for (int symbol = 0; symbol < states; symbol++)
        {
            int found = Longest(symbol);
            if (found < 0)
                return null;
            most = Math.Max(most, found);
        }

        return most;

        int Longest(int from)
        {
            if (onWay[from])
                return -1;
            if (longest[from] > 0)
                return longest[from] - 1;
            onWay[from] = true;
            int best = 0;
            for (int to = 0; to < states; to++)
            {
                if (to == from || !leads[(from * states) + to])
                    continue;
                int rest = Longest(to);
                if (rest < 0)
                    return -1;
                best = Math.Max(best, rest + 1);
            }

            onWay[from] = false;
            longest[from] = best + 1;
            return best;
        }
    }
}
