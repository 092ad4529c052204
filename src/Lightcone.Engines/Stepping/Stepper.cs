namespace Lightcone.Engines.Stepping;

/// <summary>A run in hand: one configuration that is replaced, step by step, by the next one.</summary>
/// <remarks>
/// An engine overrides <see cref="Step"/>, <see cref="CopyTo"/>, <see cref="Load"/>, <see cref="Mark"/> and <see cref="IsAtMark"/>. The other members work for every engine through these five;
/// an engine overrides them where it can do better than compare all cells.
/// </remarks>
internal abstract class Stepper
{
    private byte[]? mine;
    private byte[]? theirs;

    /// <summary>How many times a cell was evaluated so far.</summary>
    public long CellUpdates { get; protected set; }

    /// <summary>Replaces the configuration by the next one.</summary>
    /// <returns>Whether any cell changed.</returns>
    public abstract bool Step();

    /// <summary>Goes on by some steps, at least one unless nothing changes any more.</summary>
    /// <param name="count">The most steps to do, at least 1. An engine may do fewer, so that a run can report and be ended.</param>
    /// <param name="settled">Whether a further step, within <paramref name="count"/>, changed nothing.</param>
    /// <returns>How many steps changed something.</returns>
    public virtual long Advance(long count, out bool settled)
    {
        settled = !Step();
        return settled ? 0 : 1;
    }

    /// <summary>Writes the present configuration.</summary>
    public abstract void CopyTo(Span<byte> cells);

    /// <summary>Replaces the present configuration, in the middle of a run too; what was marked stays marked.</summary>
    public abstract void Load(ReadOnlySpan<byte> cells);

    /// <summary>Whether every run of this kind ends at a fixed point, so that no cycle has to be looked for.</summary>
    public virtual bool AlwaysConverges => false;

    /// <summary>Remembers the present configuration, forgetting the one remembered before.</summary>
    public abstract void Mark();

    /// <summary>Whether the present configuration equals the remembered one in every cell.</summary>
    public abstract bool IsAtMark();

    /// <summary>Whether another run of the same engine on the same lattice is in the same configuration, compared in every cell.</summary>
    /// <param name="other">The other run.</param>
    /// <param name="cells">How many cells there are.</param>
    public virtual bool IsAt(Stepper other, int cells)
    {
        mine ??= new byte[cells];
        theirs ??= new byte[cells];
        CopyTo(mine);
        other.CopyTo(theirs);
        return mine.AsSpan().SequenceEqual(theirs);
    }

    /// <summary>Widens a range so that it holds every cell that the last step changed, within a cycle that began at <paramref name="entry"/>.</summary>
    public virtual void Widen(ReadOnlySpan<byte> entry, ref int first, ref int last)
    {
        // Over a whole cycle the cells that ever change are those that ever differ from the entry.
        mine ??= new byte[entry.Length];
        CopyTo(mine);
        first = Math.Min(first, mine.AsSpan().CommonPrefixLength(entry));
        int at = mine.Length - 1;
        while (at > last && mine[at] == entry[at])
            at--;
        last = Math.Max(last, at);
    }
}
