namespace Lightcone.Experiments.Physics;

/// <summary>Two fixtures whose boxes overlap, and where they touch.</summary>
internal sealed class Contact
{
    // The manifold of the step before, which gives its impulses to the new one.
    private Manifold spare = new();

    public Contact(Fixture first, Fixture second)
    {
        (A, B) = (first, second);
        Friction = Math.Sqrt(first.Surface.Friction * second.Surface.Friction);
        Restitution = Math.Max(first.Surface.Restitution, second.Surface.Restitution);
        Constraint = new ContactConstraint(this);
    }

    public Fixture A { get; }

    public Fixture B { get; }

    public double Friction { get; }

    public double Restitution { get; }

    public Manifold Manifold { get; private set; } = new();

    public ContactConstraint Constraint { get; }

    public bool IsTouching { get; private set; }

    /// <summary>False for the rest of a step in which an impact turned out to be none.</summary>
    public bool IsEnabled { get; set; } = true;

    public bool IsInIsland { get; set; }

    /// <summary>The share of the step at which the shapes touch, when it is known; 1 for never.</summary>
    public double? Impact { get; set; }

    /// <summary>Impacts honored in this step.</summary>
    public int Impacts { get; set; }

    public Body Other(Body body) => A.Body == body ? B.Body : A.Body;

    /// <summary>Finds anew where the shapes touch; says when they begin or cease to.</summary>
    public void Update(List<ContactEvent> events)
    {
        IsEnabled = true;
        (Manifold, spare) = (spare, Manifold);
        Collisions.Collide(Manifold, A.Shape, A.Body.Pose, B.Shape, B.Body.Pose);
        for (int i = 0; i < Manifold.Count; i++)
        {
            ManifoldPoint point = Manifold.Points[i];
            (point.NormalImpulse, point.TangentImpulse) = (0, 0);
            for (int j = 0; j < spare.Count; j++)
            {
                if (spare.Points[j].Key != point.Key)
                    continue;
                (point.NormalImpulse, point.TangentImpulse) = (spare.Points[j].NormalImpulse, spare.Points[j].TangentImpulse);
                break;
            }
        }

        bool touches = Manifold.Count > 0;
        if (touches == IsTouching)
            return;
        IsTouching = touches;
        if (A.Body.IsDynamic)
            A.Body.Wake();
        if (B.Body.IsDynamic)
            B.Body.Wake();
        events.Add(new ContactEvent(A, B, touches));
    }
}
