namespace Lightcone.Experiments.Physics;

/// <summary>Where two shapes touch: up to two points, in the coordinates of the bodies, so that it can be followed while they move.</summary>
internal sealed class Manifold
{
    /// <summary>What the normal belongs to.</summary>
    public enum Reference
    {
        /// <summary>Two circles: the normal joins their centers.</summary>
        Circles,

        /// <summary>A side of the first shape.</summary>
        First,

        /// <summary>A side of the second shape.</summary>
        Second,
    }

    public Reference Side { get; set; }

    /// <summary>The normal of the reference side.</summary>
    public Vector2D Normal { get; set; }

    /// <summary>A point of the reference side, or the center of the first circle.</summary>
    public Vector2D Point { get; set; }

    public int Count { get; set; }

    public ManifoldPoint[] Points { get; } = [new(), new()];
}
