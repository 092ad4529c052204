namespace Lightcone.Experiments.Physics;

/// <summary>A point of contact with the impulses that the last step needed there, from which the next one starts.</summary>
internal sealed class ManifoldPoint
{
    /// <summary>The point in the coordinates of the body that is not the reference.</summary>
    public Vector2D Local { get; set; }

    /// <summary>Which features meet here: equal keys in two steps are the same point.</summary>
    public int Key { get; set; }

    public double NormalImpulse { get; set; }

    public double TangentImpulse { get; set; }
}
