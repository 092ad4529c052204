namespace Lightcone.Engines.Plane;

/// <summary>What a rule does to leaves, the smallest squares that are kept.</summary>
/// <typeparam name="TLeaf">The leaf.</typeparam>
internal abstract class LeafRule<TLeaf>
    where TLeaf : unmanaged, IRecord<TLeaf>
{
    /// <summary>The side of a leaf is 2 to the power of this.</summary>
    public abstract int Level { get; }

    /// <summary>The middle of four leaves 2^<paramref name="exponent"/> generations on, at most half a side.</summary>
    public abstract TLeaf Later(in TLeaf nw, in TLeaf ne, in TLeaf sw, in TLeaf se, int exponent);

    /// <summary>The middle of four leaves.</summary>
    public abstract TLeaf Middle(in TLeaf nw, in TLeaf ne, in TLeaf sw, in TLeaf se);

    /// <summary>A leaf of one state.</summary>
    public abstract TLeaf Filled(byte state);

    /// <summary>The state of a cell.</summary>
    public abstract byte Read(in TLeaf leaf, int x, int y);

    /// <summary>Changes a cell.</summary>
    public abstract void Write(ref TLeaf leaf, int x, int y, byte state);

    /// <summary>How many cells are not of a state.</summary>
    public abstract int CountOthers(in TLeaf leaf, byte state);
}
