namespace Lightcone.Experiments.Physics;

/// <summary>
/// Rigid bodies in the plane: polygons, circles and edges, revolute joints, contacts with friction and restitution, sleep, and impacts within a step. In the manner of Box2D 2.3, in double precision.
/// </summary>
/// <remarks>
/// The order in which bodies, contacts and joints are solved is part of the result: newest first, as there. Everything is exactly rounded, so results are the same bytes on every machine.
/// Meant for tens of fixtures: pairs are found by comparing all boxes.
/// </remarks>
internal sealed class World(Vector2D gravity)
{
    private readonly List<Body> bodies = [];
    private readonly List<Fixture> fixtures = [];
    private readonly List<Contact> contacts = [];
    private readonly List<RevoluteJoint> joints = [];
    private readonly SortedSet<int> moved = [];
    private readonly List<ContactEvent> events = [];
    private readonly Island island = new();
    private readonly Stack<Body> open = new();
    private readonly Impacts impacts = new();
    private double lastStep;

    /// <summary>Contacts that began or ceased in the last step, in that order.</summary>
    public IReadOnlyList<ContactEvent> Events => events;

    internal List<Contact> Contacts => contacts;

    public Body AddBody(bool isDynamic, Vector2D position, double angle = 0, double linearDamping = 0, double angularDamping = 0)
    {
        Body body = new(isDynamic, position, angle) { LinearDamping = linearDamping, AngularDamping = angularDamping };
        bodies.Add(body);
        return body;
    }

    public Fixture AddFixture(Body body, ConvexShape shape, Surface surface)
    {
        Fixture fixture = new() { Body = body, Shape = shape, Surface = surface, Index = fixtures.Count, Box = shape.Bounds(body.Pose).Widened(default) };
        fixtures.Add(fixture);
        moved.Add(fixture.Index);
        body.Add(fixture);
        return fixture;
    }

    public RevoluteJoint AddJoint(RevoluteJoint joint)
    {
        joints.Add(joint);
        joint.A.Joints.Add(joint);
        joint.B.Joints.Add(joint);
        return joint;
    }

    /// <summary>Moves time forward.</summary>
    /// <param name="step">Seconds, positive.</param>
    /// <param name="velocityIterations">Passes over the equations of velocities.</param>
    /// <param name="positionIterations">Passes over those of positions, at most.</param>
    public void Step(double step, int velocityIterations, int positionIterations)
    {
        events.Clear();
        FindContacts();
        UpdateContacts();
        SolveIslands(step, lastStep > 0 ? step / lastStep : 0, velocityIterations, positionIterations);
        impacts.Solve(this, bodies, island, step, velocityIterations);
        foreach (Body body in bodies)
            body.Force = default;
        lastStep = step;
    }

    internal List<ContactEvent> EventList => events;

    /// <summary>New contacts of fixtures whose boxes have changed.</summary>
    internal void FindContacts()
    {
        if (moved.Count == 0)
            return;
        for (int i = 0; i < fixtures.Count; i++)
        {
            for (int j = i + 1; j < fixtures.Count; j++)
            {
                Fixture first = fixtures[i], second = fixtures[j];
                if ((!moved.Contains(i) && !moved.Contains(j)) || !first.Box.Overlaps(second.Box) || !first.MayTouch(second) || !Collisions.Exists(first.Shape, second.Shape)
                    || first.Body.Contacts.Exists(c => (c.A == first && c.B == second) || (c.A == second && c.B == first)))
                    continue;
                Contact contact = Collisions.IsReversed(first.Shape, second.Shape) ? new(second, first) : new(first, second);
                contacts.Add(contact);
                first.Body.Contacts.Add(contact);
                second.Body.Contacts.Add(contact);
            }
        }

        moved.Clear();
    }

    /// <summary>Widens the boxes of a body that left them.</summary>
    internal void Synchronize(Body body)
    {
        Pose before = Pose.Of(body.Motion.Center0, body.Motion.Angle0, body.Motion.LocalCenter);
        foreach (Fixture fixture in body.Fixtures)
        {
            Box swept = fixture.Shape.Bounds(before).Union(fixture.Shape.Bounds(body.Pose));
            if (fixture.Box.Contains(swept))
                continue;
            fixture.Box = swept.Widened(body.Pose.Position - before.Position);
            moved.Add(fixture.Index);
        }
    }

    private void UpdateContacts()
    {
        for (int i = contacts.Count - 1; i >= 0; i--)
        {
            Contact contact = contacts[i];
            if (!contact.A.Body.IsAwake && !contact.B.Body.IsAwake)
                continue;
            if (contact.A.Box.Overlaps(contact.B.Box))
            {
                contact.Update(events);
                continue;
            }

            if (contact.IsTouching)
                events.Add(new ContactEvent(contact.A, contact.B, Begins: false));
            contacts.RemoveAt(i);
            contact.A.Body.Contacts.Remove(contact);
            contact.B.Body.Contacts.Remove(contact);
        }
    }

    private void SolveIslands(double step, double warmth, int velocityIterations, int positionIterations)
    {
        foreach (Body body in bodies)
            body.IsInIsland = false;
        foreach (Contact contact in contacts)
            contact.IsInIsland = false;
        foreach (RevoluteJoint joint in joints)
            joint.IsInIsland = false;
        for (int i = bodies.Count - 1; i >= 0; i--)
        {
            Body seed = bodies[i];
            if (seed.IsInIsland || !seed.IsAwake || !seed.IsDynamic)
                continue;
            Gather(seed);
            island.Solve(gravity, step, warmth, velocityIterations, positionIterations);

            // What is fixed may belong to several islands.
            foreach (Body body in island.Bodies)
                body.IsInIsland &= body.IsDynamic;
        }

        for (int i = bodies.Count - 1; i >= 0; i--)
            if (bodies[i].IsInIsland)
                Synchronize(bodies[i]);
        FindContacts();
    }

    private void Gather(Body seed)
    {
        island.Clear();
        Enter(seed);
        while (open.TryPop(out Body? body))
        {
            island.Bodies.Add(body);
            if (!body.IsDynamic)
                continue;
            body.Wake();
            for (int i = body.Contacts.Count - 1; i >= 0; i--)
            {
                Contact contact = body.Contacts[i];
                if (contact.IsInIsland || !contact.IsEnabled || !contact.IsTouching)
                    continue;
                contact.IsInIsland = true;
                island.Contacts.Add(contact);
                Enter(contact.Other(body));
            }

            for (int i = body.Joints.Count - 1; i >= 0; i--)
            {
                RevoluteJoint joint = body.Joints[i];
                if (joint.IsInIsland)
                    continue;
                joint.IsInIsland = true;
                island.Joints.Add(joint);
                Enter(joint.Other(body));
            }
        }
    }

    private void Enter(Body body)
    {
        if (body.IsInIsland)
            return;
        body.IsInIsland = true;
        open.Push(body);
    }
}
