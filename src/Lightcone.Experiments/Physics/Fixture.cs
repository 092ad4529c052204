namespace Lightcone.Experiments.Physics;

/// <summary>A shape that belongs to a body, with its surface.</summary>
internal sealed class Fixture
{
    public required Body Body { get; init; }

    public required ConvexShape Shape { get; init; }

    public required Surface Surface { get; init; }

    /// <summary>The number of the fixture in its world, in the order of creation.</summary>
    public required int Index { get; init; }

    /// <summary>A box with a margin that contains the shape.</summary>
    public Box Box { get; set; }

    public bool MayTouch(Fixture other) =>
        Body != other.Body && (Body.IsDynamic || other.Body.IsDynamic)
        && (Surface.Mask & other.Surface.Category) != 0 && (other.Surface.Mask & Surface.Category) != 0
        && !Body.Joints.Exists(joint => joint.Connects(other.Body));
}
