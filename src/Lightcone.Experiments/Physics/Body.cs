namespace Lightcone.Experiments.Physics;

/// <summary>A rigid body, fixed or moving.</summary>
internal sealed class Body
{
    private double mass;
    private double momentAboutOrigin;

    public Body(bool isDynamic, Vector2D position, double angle)
    {
        IsDynamic = isDynamic;
        IsAwake = isDynamic;
        Motion.Angle0 = Motion.Angle = angle;
        Motion.Center0 = Motion.Center = position;
        Place();
        if (isDynamic)
            InverseMass = 1;
    }

    // Fields, because solvers change their parts in place.
    public Motion Motion;

    public Pose Pose;

    public Vector2D Velocity;

    public double Spin;

    public bool IsDynamic { get; }

    public bool IsAwake { get; private set; }

    /// <summary>How long the body has been quiet.</summary>
    public double QuietTime { get; set; }

    public double InverseMass { get; private set; }

    /// <summary>One over the moment of inertia about the center of mass.</summary>
    public double InverseInertia { get; private set; }

    public Vector2D Force { get; set; }

    public double LinearDamping { get; init; }

    public double AngularDamping { get; init; }

    public List<Fixture> Fixtures { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<RevoluteJoint> Joints { get; } = [];

    /// <summary>Whether the body is in the island at work.</summary>
    public bool IsInIsland { get; set; }

    public double Mass => mass;

    /// <summary>The moment of inertia about the body's origin.</summary>
    public double MomentAboutOrigin => momentAboutOrigin;

    /// <summary>Adds the mass of a fixture.</summary>
    public void Add(Fixture fixture)
    {
        Fixtures.Add(fixture);
        if (!IsDynamic || fixture.Surface.Density == 0)
            return;
        (double area, Vector2D center, double moment) = fixture.Shape.Mass;
        double added = fixture.Surface.Density * area;
        Vector2D middle = (1 / (mass + added)) * ((mass * Motion.LocalCenter) + (added * center));
        mass += added;
        momentAboutOrigin += fixture.Surface.Density * moment;
        InverseMass = 1 / mass;
        InverseInertia = 1 / (momentAboutOrigin - (mass * middle.Square));
        Vector2D before = Motion.Center;
        Motion.LocalCenter = middle;
        Motion.Center0 = Motion.Center = Pose.Apply(middle);
        Velocity += Vector2D.Turn(Spin, Motion.Center - before);
    }

    public void Wake()
    {
        if (IsDynamic && !IsAwake)
            (IsAwake, QuietTime) = (true, 0);
    }

    public void FallAsleep()
    {
        (IsAwake, QuietTime) = (false, 0);
        (Velocity, Spin, Force) = (default, 0, default);
    }

    /// <summary>Pushes at a point of the world.</summary>
    public void Push(Vector2D impulse, Vector2D point)
    {
        Wake();
        Velocity += InverseMass * impulse;
        Spin += InverseInertia * Vector2D.Cross(point - Motion.Center, impulse);
    }

    /// <summary>The pose from the motion's end.</summary>
    public void Refresh()
    {
        if (IsDynamic)
            Place();
    }

    private void Place() => Pose = Pose.Of(Motion.Center, Motion.Angle, Motion.LocalCenter);

    /// <summary>Puts the body where its motion is at a share of the step.</summary>
    public void Advance(double share)
    {
        Motion.Advance(share);
        Motion.Center = Motion.Center0;
        Motion.Angle = Motion.Angle0;
        Refresh();
    }

    /// <summary>Moves by a velocity correction <paramref name="impulse"/> at <paramref name="arm"/>.</summary>
    public void Kick(Vector2D impulse, Vector2D arm)
    {
        Velocity += InverseMass * impulse;
        Spin += InverseInertia * Vector2D.Cross(arm, impulse);
    }

    /// <summary>Moves the body itself: the same on the level of positions.</summary>
    public void Shift(Vector2D impulse, Vector2D arm, double inverseMass, double inverseInertia)
    {
        Motion.Center += inverseMass * impulse;
        Motion.Angle += inverseInertia * Vector2D.Cross(arm, impulse);
    }

    /// <summary>The velocity of a point at <paramref name="arm"/> from the center of mass.</summary>
    public Vector2D VelocityAt(Vector2D arm) => Velocity + Vector2D.Turn(Spin, arm);
}
