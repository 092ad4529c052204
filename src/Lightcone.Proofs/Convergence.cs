namespace Lightcone.Proofs;

/// <summary>Level 4: whether synchronous iteration comes to rest, from which starts, and after how many steps.</summary>
/// <param name="Status">Proved for every size, checked up to a size, or not proved.</param>
/// <param name="Statement">The claim as a sentence.</param>
/// <param name="CheckedLength">The largest number of cells that was checked exhaustively; null for a proof.</param>
/// <param name="StepBound">The bound on the steps, as a formula in the length n (or width w and height h); null when none is proved.</param>
/// <param name="IsUnique">Whether it is proved that the fixed point depends on the input alone and not on the start: every corruption of the state then heals.</param>
public sealed record Convergence(ProofStatus Status, string Statement, int? CheckedLength, string? StepBound, bool IsUnique)
{
    /// <summary>The potential whose inequalities prove it; null where another argument does, or none.</summary>
    public BlockPotential? Potential { get; init; }

    /// <summary>The quantity that moves one way only, where that proves it; null where another argument does, or none.</summary>
    public OneWayCurrent? OneWayCurrent { get; init; }
}
