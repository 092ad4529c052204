namespace Lightcone.Proofs.Forms;

/// <summary>A rule without input in which a cell reads only itself and its lower neighbor (the one to the left), as a square table.</summary>
internal sealed class CellAndLower
{
    private readonly byte[,] table;

    private CellAndLower(byte[,] table) => this.table = table;

    /// <summary>The next symbol of a cell.</summary>
    public byte this[int own, int lower] => table[own, lower];

    /// <summary>The rule in this form; null when it reads anything else.</summary>
    public static CellAndLower? Of(LocalRule rule)
    {
        EssentialInputs essential = EssentialInputs.Of(rule);
        if (rule.Dimensions != 1 || !rule.IsIterable || essential.FrozenOffsets.Length > 0 || essential.StateOffsets.Any(static offset => offset.X is not (0 or -1)))
            return null;
        Signature signature = rule.Signature;
        byte[,] table = new byte[rule.State.Size, rule.State.Size];
        byte[] neighborhood = new byte[signature.Positions];
        for (int own = 0; own < rule.State.Size; own++)
            for (int lower = 0; lower < rule.State.Size; lower++)
            {
                for (int k = signature.FrozenNeighborhood.Count; k < neighborhood.Length; k++)
                    neighborhood[k] = signature.OffsetAt(k).X switch { 0 => (byte)own, -1 => (byte)lower, _ => 0 };
                table[own, lower] = rule.Apply(neighborhood);
            }

        return new(table);
    }
}
