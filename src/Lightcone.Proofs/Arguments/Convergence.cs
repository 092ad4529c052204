namespace Lightcone.Proofs.Arguments;

/// <summary>Level 4: whether synchronous iteration comes to rest, from which starts, and after how many steps.</summary>
/// <param name="Argument">Why.</param>
/// <param name="HasSingleFixedPoint">Whether every length is proved to have exactly one fixed point for each input: a start that comes to rest is then forgotten, whatever the argument.</param>
public sealed record Convergence(ConvergenceArgument Argument, bool HasSingleFixedPoint = false)
{
    /// <summary>Proved for every size, checked up to a size, or not proved.</summary>
    public ProofStatus Status => Argument.Status;

    /// <summary>The bound on the steps; null when none is proved.</summary>
    public StepBound? StepBound => Argument.StepBound;

    /// <summary>The largest number of cells that was checked exhaustively; null for a proof.</summary>
    public int? CheckedLength => (Argument as ConvergenceArgument.CheckedToSize)?.Cells;

    /// <summary>Whether it is proved that the fixed point depends on the input alone and not on the start: every corruption of the state then heals.</summary>
    public bool IsUnique => Argument.ForgetsStart || (Status == ProofStatus.Proved && HasSingleFixedPoint);

    /// <summary>The potential whose inequalities prove it; null where another argument does, or none.</summary>
    public BlockPotential? Potential => (Argument as ConvergenceArgument.Potential)?.Value;

    /// <summary>The quantity that moves one way only, where that proves it; null where another argument does, or none.</summary>
    public OneWayCurrent? OneWayCurrent => (Argument as ConvergenceArgument.Current)?.Value;

    /// <summary>The induction from an end of the row that proves it; null where another argument does, or none.</summary>
    public WallInduction? Induction => (Argument as ConvergenceArgument.Induction)?.Value;

    /// <summary>The chain of causes that proves it; null where another argument does, or none.</summary>
    public CausalChain? Chain => (Argument as ConvergenceArgument.Chain)?.Value;

    /// <summary>The claim as a sentence.</summary>
    public string Statement => ConvergenceSentences.Of(this);

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;
}
