namespace Lightcone.Schedules;

/// <summary>A configuration whose cells are updated one group at a time.</summary>
internal sealed class CellUpdate
{
    private readonly LocalRule rule;
    private readonly Lattice initial;
    private readonly byte[] neighborhood;
    private readonly int frozen;

    public CellUpdate(LocalRule rule, Lattice initial)
    {
        this.rule = rule;
        this.initial = initial;
        neighborhood = new byte[rule.Signature.Positions];
        frozen = rule.Signature.FrozenNeighborhood.Count;
        Cells = initial.Cells.ToArray();
    }

    public byte[] Cells { get; }

    public long Updates { get; private set; }

    /// <summary>Updates the cells of a group together; says whether one changed.</summary>
    public bool Apply(int[] group)
    {
        byte[] next = new byte[group.Length];
        for (int i = 0; i < group.Length; i++)
            next[i] = Next(group[i]);
        bool changed = false;
        for (int i = 0; i < group.Length; i++)
        {
            changed |= Cells[group[i]] != next[i];
            Cells[group[i]] = next[i];
        }

        Updates += group.Length;
        return changed;
    }

    private byte Next(int cell)
    {
        for (int k = 0; k < neighborhood.Length; k++)
            neighborhood[k] = k < frozen ? Symbol(initial.Input!.Cells, initial.Input.Boundary, cell, rule.Signature.OffsetAt(k)) : Symbol(Cells, initial.Boundary, cell, rule.Signature.OffsetAt(k));
        return rule.Apply(neighborhood);
    }

    private byte Symbol(ReadOnlySpan<byte> cells, Boundary boundary, int cell, Offset offset) =>
        boundary.Locate(initial.Shape, cell, offset) is >= 0 and int at ? cells[at] : ((Boundary.FixedBoundary)boundary).Symbol;
}
