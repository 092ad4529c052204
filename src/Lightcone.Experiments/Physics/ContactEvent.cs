namespace Lightcone.Experiments.Physics;

/// <summary>Two fixtures began or ceased to touch.</summary>
internal readonly record struct ContactEvent(Fixture A, Fixture B, bool Begins)
{
    public bool Concerns(Body body) => A.Body == body || B.Body == body;
}
