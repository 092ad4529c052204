using System.Collections.Immutable;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// An induction from an end of the row: as long as all cells up to some place stay as they are, the next cell changes only finitely often, whatever happens further on. So the first cell comes to rest for ever, then the second, and so on.
/// What the cells at rest show to the next block of cells is a context, of which there are finitely many. In each, every block has a rank that no step raises and that falls when the block's first cell changes (docs/proofs.md).
/// </summary>
/// <remarks>
/// Contexts are numbered in the order in which they are reached from the end; a block is numbered by its symbols, the first most significant. A value of this type claims nothing by itself; <see cref="Convergence"/> holds one whose inequalities were all checked.
/// </remarks>
public sealed class WallInduction
{
    /// <summary>The largest base of a power.</summary>
    internal const int LargestBase = 16;

    /// <summary>The largest entries, in absolute value.</summary>
    internal const int Largest = 1 << 28;

    internal WallInduction(bool isFromRight, int block, ImmutableArray<long> ranks, ImmutableArray<long> bounds, long denominator, int powerBase = 0)
    {
        IsFromRight = isFromRight;
        Block = block;
        Ranks = ranks;
        Bounds = bounds;
        Denominator = denominator;
        PowerBase = powerBase;
    }

    /// <summary>Whether the induction begins at the last cell, else at the first.</summary>
    public bool IsFromRight { get; }

    /// <summary>Cells of a block, at least 1.</summary>
    public int Block { get; }

    /// <summary>The rank of each block in each context, context by context; 0 for a block that would change its context.</summary>
    public ImmutableArray<long> Ranks { get; }

    /// <summary>
    /// For each context three coefficients, of 1, n and n^2 (or <see cref="PowerBase"/>^n): that sum over the <see cref="Denominator"/> bounds the steps that n cells behind the context can change in a row while the context stays. The first context is the end itself.
    /// </summary>
    public ImmutableArray<long> Bounds { get; }

    /// <summary>What all bounds are divided by; positive.</summary>
    public long Denominator { get; }

    /// <summary>0 where the bounds are polynomials; else, 2 or more, what is raised to the power n in each of them.</summary>
    public int PowerBase { get; }
}
