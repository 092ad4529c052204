using System.Numerics;

namespace Lightcone.Engines.Plane;

/// <summary>A pattern that comes back, perhaps elsewhere: a still life has period 1, an oscillator a longer one, a spaceship moves as well.</summary>
/// <param name="Generation">The first generation of which the pattern came back.</param>
/// <param name="Period">After how many steps, at least 1.</param>
/// <param name="X">How many columns farther right.</param>
/// <param name="Y">How many rows farther down.</param>
public sealed record Recurrence(BigInteger Generation, int Period, BigInteger X, BigInteger Y)
{
    /// <summary>Whether it comes back elsewhere.</summary>
    public bool Moves => !X.IsZero || !Y.IsZero;

    /// <summary>Period and displacement: period 4, moves (1,1).</summary>
    public override string ToString() => Moves ? $"period {Period}, moves ({X},{Y})" : $"period {Period}";
}
