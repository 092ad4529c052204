namespace Lightcone.Experiments.Physics;

/// <summary>Bodies that hang together by contacts and joints, and are solved together.</summary>
internal sealed class Island
{
    public List<Body> Bodies { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<RevoluteJoint> Joints { get; } = [];

    public void Clear()
    {
        Bodies.Clear();
        Contacts.Clear();
        Joints.Clear();
    }

    /// <summary>A whole step: velocities, then positions, then sleep.</summary>
    public void Solve(Vector2D gravity, double step, double warmth, int velocityIterations, int positionIterations)
    {
        foreach (Body body in Bodies)
        {
            (body.Motion.Center0, body.Motion.Angle0) = (body.Motion.Center, body.Motion.Angle);
            if (!body.IsDynamic)
                continue;
            body.Velocity += step * (gravity + (body.InverseMass * body.Force));
            body.Velocity = (1 / (1 + (step * body.LinearDamping))) * body.Velocity;
            body.Spin *= 1 / (1 + (step * body.AngularDamping));
        }

        foreach (Contact contact in Contacts)
            contact.Constraint.Prepare(warmth);
        foreach (Contact contact in Contacts)
            contact.Constraint.WarmStart();
        foreach (RevoluteJoint joint in Joints)
            joint.Prepare(warmth);
        for (int i = 0; i < velocityIterations; i++)
        {
            foreach (RevoluteJoint joint in Joints)
                joint.SolveVelocity(step);
            foreach (Contact contact in Contacts)
                contact.Constraint.SolveVelocity();
        }

        foreach (Contact contact in Contacts)
            contact.Constraint.Store();
        Move(step);
        bool solved = false;
        for (int i = 0; i < positionIterations && !solved; i++)
        {
            double smallest = 0;
            foreach (Contact contact in Contacts)
                smallest = Math.Min(smallest, contact.Constraint.SolvePosition(Tolerances.Correction));
            solved = smallest >= -3 * Tolerances.Slop;
            foreach (RevoluteJoint joint in Joints)
                solved &= joint.SolvePosition();
        }

        foreach (Body body in Bodies)
            body.Refresh();
        Rest(step, solved);
    }

    /// <summary>What is left of a step after an impact of <paramref name="a"/> and <paramref name="b"/>; joints wait for the next step.</summary>
    public void SolveImpact(Body a, Body b, double step, int velocityIterations, int positionIterations)
    {
        for (int i = 0; i < positionIterations; i++)
        {
            double smallest = 0;
            foreach (Contact contact in Contacts)
            {
                Body first = contact.A.Body, second = contact.B.Body;
                smallest = Math.Min(smallest, contact.Constraint.SolvePosition(Tolerances.ImpactCorrection, first == a || first == b, second == a || second == b));
            }

            if (smallest >= -1.5 * Tolerances.Slop)
                break;
        }

        // The two are now in a safe place: the step goes on from there.
        (a.Motion.Center0, a.Motion.Angle0) = (a.Motion.Center, a.Motion.Angle);
        (b.Motion.Center0, b.Motion.Angle0) = (b.Motion.Center, b.Motion.Angle);
        foreach (Body body in Bodies)
            body.Refresh();
        foreach (Contact contact in Contacts)
            contact.Constraint.Prepare(warmth: 0);
        for (int i = 0; i < velocityIterations; i++)
            foreach (Contact contact in Contacts)
                contact.Constraint.SolveVelocity();
        Move(step);
        foreach (Body body in Bodies)
            body.Refresh();
    }

    private void Move(double step)
    {
        foreach (Body body in Bodies)
        {
            double way = (step * body.Velocity).Length, turn = Math.Abs(step * body.Spin);
            if (way > Tolerances.LargestShift)
                body.Velocity = (Tolerances.LargestShift / way) * body.Velocity;
            if (turn > Tolerances.LargestTurn)
                body.Spin *= Tolerances.LargestTurn / turn;
            body.Motion.Center += step * body.Velocity;
            body.Motion.Angle += step * body.Spin;
        }
    }

    // Bodies fall asleep together, when all have been quiet long enough.
    private void Rest(double step, bool solved)
    {
        double quiet = double.PositiveInfinity;
        foreach (Body body in Bodies)
        {
            if (!body.IsDynamic)
                continue;
            bool moves = body.Spin * body.Spin > Tolerances.SleepSpin * Tolerances.SleepSpin || body.Velocity.Square > Tolerances.SleepSpeed * Tolerances.SleepSpeed;
            body.QuietTime = moves ? 0 : body.QuietTime + step;
            quiet = Math.Min(quiet, body.QuietTime);
        }

        if (quiet >= Tolerances.SleepTime && solved)
            foreach (Body body in Bodies)
                if (body.IsDynamic)
                    body.FallAsleep();
    }
}
