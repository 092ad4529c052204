using System.Collections.Immutable;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// A Lyapunov function of a row: the sum of a number for every block of neighboring cells, which no step increases and every step that changes something lowers. With a flux J between neighboring windows it is shown by finitely many inequalities in whole numbers,
/// phi(old block) - phi(new block) + J(left) - J(right) >= t when the block's first cell changes, and >= 0 always. Added up over the places of a row or ring, the fluxes cancel: every step that changes something lowers the sum,
/// so the rule comes to rest on every length (docs/proofs.md).
/// </summary>
/// <remarks>A value of this type claims nothing by itself; <see cref="Convergence"/> holds one whose inequalities were all checked, without the linear program that found it.</remarks>
public sealed class BlockPotential
{
    /// <summary>The widest blocks that are tried.</summary>
    public const int MaxWidth = 4;

    /// <summary>Entries stay below 2^59 in absolute value, so that a sum of four fits 64 bits.</summary>
    internal const long Largest = 1L << 59;

    internal BlockPotential(int width, ImmutableArray<long> potential, ImmutableArray<long> flux, long decrease)
    {
        Width = width;
        Potential = potential;
        Flux = flux;
        Decrease = decrease;
    }

    /// <summary>Cells of a block, 1 to 4.</summary>
    public int Width { get; }

    /// <summary>phi for each block, by its number: the symbols of its cells as digits, the first most significant. A cell is a state, or a pair (input, state) when the rule reads an input; on a row with walls the wall is one more symbol, the last.</summary>
    public ImmutableArray<long> Potential { get; }

    /// <summary>J for each overlap of two neighboring windows, numbered in the same way.</summary>
    public ImmutableArray<long> Flux { get; }

    /// <summary>t: by how much each changing cell lowers the sum at least; positive.</summary>
    public long Decrease { get; }
}
