namespace Lightcone.Learning;

/// <summary>Which positions of a neighborhood matter: those where changing the symbol alone changes the result of at least one neighborhood. Exhaustive, one pass over the table for each position.</summary>
internal static class EssentialPositions
{
    public static bool[] Of(LocalRule rule)
    {
        Signature signature = rule.Signature;
        ReadOnlySpan<byte> table = rule.Table;
        int[] weights = signature.Weights();
        bool[] essential = new bool[signature.Positions];
        for (int p = 0; p < essential.Length; p++)
            for (int index = 0; index < table.Length && !essential[p]; index++)
            {
                int symbol = index / weights[p] % signature.PositionSizes[p];
                essential[p] = symbol > 0 && table[index] != table[index - (symbol * weights[p])];
            }

        return essential;
    }
}
