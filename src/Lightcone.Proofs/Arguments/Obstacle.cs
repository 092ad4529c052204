namespace Lightcone.Proofs.Arguments;

/// <summary>Why the argument from one-way influence does not apply.</summary>
public enum Obstacle
{
    /// <summary>Influence travels one way, or not at all; but with its other inputs held still, a cell can go round a cycle by itself.</summary>
    CellCycles,

    /// <summary>Influence travels one way, but there is no wall where it could begin.</summary>
    NoWall,

    /// <summary>Influence travels both ways.</summary>
    BothWays,
}
