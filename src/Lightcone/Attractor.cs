namespace Lightcone;

/// <summary>Where a finite system ends up: after <paramref name="Transient"/> steps it goes round a cycle of <paramref name="Period"/> states for ever.</summary>
/// <param name="Period">Length of the cycle; 1 is a fixed point.</param>
/// <param name="Transient">Steps before the cycle is entered.</param>
/// <param name="FirstCell">The first cell that changes within the cycle, or -1 at a fixed point.</param>
/// <param name="LastCell">The last cell that changes within the cycle, or -1 at a fixed point.</param>
public sealed record Attractor(long Period, long Transient, int FirstCell = -1, int LastCell = -1)
{
    /// <summary>Whether the cycle is a single state.</summary>
    public bool IsFixedPoint => Period == 1;
}
