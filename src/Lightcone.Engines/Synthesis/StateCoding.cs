namespace Lightcone.Engines.Synthesis;

/// <summary>
/// Which of the codes of two bits stands for which of three or four states. Complementing a bit or exchanging the two changes no look-up's number of inputs, so of the 24 codings only three differ:
/// what matters is which code is opposite to which.
/// </summary>
internal static class StateCoding
{
    /// <summary>The codes of the states 0 to 3, one of each kind.</summary>
    private static readonly byte[][] Kinds = [[0, 1, 2, 3], [1, 0, 2, 3], [2, 1, 0, 3]];

    /// <summary>The smallest network over all codings.</summary>
    /// <param name="table">The table with its frozen contexts merged.</param>
    /// <returns>The table in codes, its network, and the codes; null codes when states are their own codes, null network when every one is too large.</returns>
    public static (EssentialTable Table, LookupNetwork? Network, byte[]? Codes) Search(EssentialTable table)
    {
        LookupNetwork? best = LookupSynthesis.Synthesize(table);
        (EssentialTable, LookupNetwork?, byte[]?) found = (table, best, null);
        // So small a network hardly gets smaller.
        if (table.Dimensions > 1 || table.StateSize is not (3 or 4) || best is null || best.Gates.Length <= 2 * best.Outputs.Length)
            return found;
        foreach (byte[] codes in Kinds.AsSpan(1))
        {
            EssentialTable coded = table.WithStateCodes(codes);
            if (LookupSynthesis.Synthesize(coded) is { } network && network.Gates.Length < best.Gates.Length)
                found = (coded, best = network, codes);
        }

        return found;
    }
}
