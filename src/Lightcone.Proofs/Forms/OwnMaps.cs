namespace Lightcone.Proofs.Forms;

/// <summary>What a cell does by itself while everything else it reads is held still: for each such context a map from its symbol to the next.</summary>
/// <param name="IsEssential">Whether the own symbol matters at all.</param>
/// <param name="Longest">The most steps to rest in any context, at least 1.</param>
/// <param name="IsUnique">Whether every context has only one symbol at rest, so that the start is forgotten.</param>
internal sealed record OwnMaps(bool IsEssential, int Longest, bool IsUnique)
{
    /// <summary>Follows every symbol in every context; costs alphabet x domain.</summary>
    /// <returns>Null when some context has a cycle of more than one symbol: the cell may then never rest.</returns>
    public static OwnMaps? Of(LocalRule rule, EssentialInputs essential)
    {
        Signature signature = rule.Signature;
        if (!essential.StateOffsets.Contains(default))
            return new(false, 1, true);
        int weight = signature.Weights()[signature.OwnPosition];
        int size = rule.State.Size;
        int longest = 1;
        bool unique = true;
        ReadOnlySpan<byte> table = rule.Table;
        for (int context = 0; context < table.Length; context++)
        {
            if (context / weight % size != 0)
                continue;
            int rest = -1;
            for (int start = 0; start < size; start++)
            {
                int at = start;
                int steps = 0;
                for (int next; steps <= size && (next = table[context + (at * weight)]) != at; steps++)
                    at = next;
                if (steps > size)
                    return null;
                longest = Math.Max(longest, steps);
                unique &= rest < 0 || rest == at;
                rest = at;
            }
        }

        return new(true, longest, unique);
    }
}
