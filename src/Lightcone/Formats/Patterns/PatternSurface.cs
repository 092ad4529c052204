namespace Lightcone.Formats.Patterns;

/// <summary>The surfaces that Golly's bounded grids lie on.</summary>
public enum PatternSurface
{
    /// <summary>A rectangle, outside of which all cells are 0 (<c>:P</c>).</summary>
    Plane,

    /// <summary>Opposite edges are joined, perhaps with a shift (<c>:T</c>).</summary>
    Torus,

    /// <summary>Opposite edges are joined, one pair of them the other way round (<c>:K</c>).</summary>
    KleinBottle,

    /// <summary>Opposite edges are joined, both pairs the other way round: the real projective plane (<c>:C</c>).</summary>
    CrossSurface,

    /// <summary>Edges that meet in a corner are joined (<c>:S</c>).</summary>
    Sphere,
}
