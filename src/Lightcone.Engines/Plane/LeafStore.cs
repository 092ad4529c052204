using System.Runtime.CompilerServices;

namespace Lightcone.Engines.Plane;

/// <summary>The leaves of a universe, by negative numbers, equal ones kept once.</summary>
internal abstract class LeafStore : IDisposable
{
    /// <summary>The side of a leaf is 2 to the power of this.</summary>
    public abstract int Level { get; }

    /// <summary>How many more leaves there is room for.</summary>
    public abstract long Room { get; }

    /// <summary>How many leaves there are.</summary>
    public abstract long Count { get; }

    /// <summary>How often four leaves were carried on.</summary>
    public long Windows { get; protected set; }

    /// <summary>Gives the memory back.</summary>
    public abstract void Dispose();

    /// <inheritdoc cref="RecordTable{T}.TryGrow"/>
    public abstract bool TryGrow(long more, CancellationToken cancellation);

    /// <summary>The middle of four leaves 2^<paramref name="exponent"/> generations on.</summary>
    public abstract int Later(in Node square, int exponent);

    /// <summary>The middle of four leaves.</summary>
    public abstract int Middle(int nw, int ne, int sw, int se);

    /// <summary>A leaf of one state.</summary>
    public abstract int Filled(byte state);

    /// <summary>The leaf with these cells, row by row.</summary>
    public abstract int Of(ReadOnlySpan<byte> cells);

    /// <summary>Writes the cells of a leaf, row by row.</summary>
    public abstract void CopyTo(int leaf, Span<byte> cells);

    /// <summary>How many cells of a leaf are not of a state.</summary>
    public abstract int CountOthers(int leaf, byte state);

    /// <inheritdoc cref="RecordTable{T}.Unmark"/>
    public abstract void Unmark();

    /// <inheritdoc cref="RecordTable{T}.Mark"/>
    public abstract void Mark(int leaf);

    /// <inheritdoc cref="RecordTable{T}.IsMarked"/>
    public abstract bool IsMarked(int leaf);

    /// <inheritdoc cref="RecordTable{T}.Sweep"/>
    public abstract void Sweep(CancellationToken cancellation);
}

/// <summary>Leaves of one kind.</summary>
/// <typeparam name="TLeaf">The leaf.</typeparam>
/// <param name="rule">What the rule does to them.</param>
/// <param name="budget">What they may take.</param>
internal sealed unsafe class LeafStore<TLeaf>(LeafRule<TLeaf> rule, MemoryBudget budget) : LeafStore
    where TLeaf : unmanaged, IRecord<TLeaf>
{
    private readonly RecordTable<TLeaf> leaves = new(budget);

    public override int Level => rule.Level;

    public override long Room => leaves.Room;

    public override long Count => leaves.Count;

    public override void Dispose() => leaves.Dispose();

    public override bool TryGrow(long more, CancellationToken cancellation) => leaves.TryGrow(more, cancellation);

    public override int Later(in Node square, int exponent)
    {
        Windows++;
        TLeaf later = rule.Later(*leaves.At(-square.NW), *leaves.At(-square.NE), *leaves.At(-square.SW), *leaves.At(-square.SE), exponent);
        return -leaves.Find(later);
    }

    public override int Middle(int nw, int ne, int sw, int se) => -leaves.Find(rule.Middle(*leaves.At(-nw), *leaves.At(-ne), *leaves.At(-sw), *leaves.At(-se)));

    public override int Filled(byte state) => -leaves.Find(rule.Filled(state));

    public override int Of(ReadOnlySpan<byte> cells)
    {
        TLeaf leaf = rule.Filled(0);
        for (int i = 0; i < cells.Length; i++)
            if (cells[i] != 0)
                rule.Write(ref leaf, i & ((1 << Level) - 1), i >> Level, cells[i]);
        return -leaves.Find(leaf);
    }

    public override void CopyTo(int leaf, Span<byte> cells)
    {
        ref TLeaf content = ref Unsafe.AsRef<TLeaf>(leaves.At(-leaf));
        for (int i = 0; i < cells.Length; i++)
            cells[i] = rule.Read(content, i & ((1 << Level) - 1), i >> Level);
    }

    public override int CountOthers(int leaf, byte state) => rule.CountOthers(*leaves.At(-leaf), state);

    public override void Unmark() => leaves.Unmark();

    public override void Mark(int leaf) => leaves.Mark(-leaf);

    public override bool IsMarked(int leaf) => leaves.IsMarked(-leaf);

    public override void Sweep(CancellationToken cancellation) => leaves.Sweep(cancellation);
}
