using System.Collections.Immutable;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// A chain of causes on a row with ends: a cell that changes has a neighbor that changed one step before, that one has another, and so on back to the start. Every place of a row has a weight, the sum of one number for each block of cells on its left,
/// another for each block on its right, and one for the cells around it; from each change to one of its causes the weight grows by at least <see cref="Decrease"/>. The weights on n cells lie within a multiple of n, so there are no more steps than that (docs/proofs.md).
/// </summary>
/// <remarks>
/// Blocks, overlaps and the cells around a place are numbered by their symbols as digits, the first most significant; beyond both ends of a row stands one more symbol, the last. A value of this type claims nothing by itself; <see cref="Convergence"/> holds one whose inequalities were all checked.
/// </remarks>
public sealed class CausalChain
{
    /// <summary>The widest blocks that are tried.</summary>
    public const int MaxWidth = 3;

    /// <summary>The largest entries, in absolute value.</summary>
    internal const long Largest = 1L << 28;

    internal CausalChain(bool isFromRight, int width, ImmutableArray<long> left, ImmutableArray<long> right, ImmutableArray<long> leftFlux, ImmutableArray<long> rightFlux, ImmutableArray<long> around, long decrease, long most, long least)
    {
        IsFromRight = isFromRight;
        Width = width;
        Left = left;
        Right = right;
        LeftFlux = leftFlux;
        RightFlux = rightFlux;
        Around = around;
        Decrease = decrease;
        Most = most;
        Least = least;
    }

    /// <summary>Whether rows are read from the last cell to the first: left and right are then exchanged in all that follows.</summary>
    public bool IsFromRight { get; }

    /// <summary>Cells of a block, 1 to 3.</summary>
    public int Width { get; }

    /// <summary>What each block counts that begins to the left of a place. No step makes the sum over a row larger.</summary>
    public ImmutableArray<long> Left { get; }

    /// <summary>What each block counts that begins at a place or to the right of it. No step makes the sum over a row larger.</summary>
    public ImmutableArray<long> Right { get; }

    /// <summary>What passes each overlap of two neighboring windows to the right in one step, of what <see cref="Left"/> counts.</summary>
    public ImmutableArray<long> LeftFlux { get; }

    /// <summary>The same of what <see cref="Right"/> counts.</summary>
    public ImmutableArray<long> RightFlux { get; }

    /// <summary>What is added for a place and its two neighbors.</summary>
    public ImmutableArray<long> Around { get; }

    /// <summary>By how much the weight falls at least from a cause to a change; positive.</summary>
    public long Decrease { get; }

    /// <summary>By how much the largest weight grows with each further cell at most.</summary>
    public long Most { get; }

    /// <summary>By how much the smallest weight of a last change grows with each further cell at least.</summary>
    public long Least { get; }
}
