namespace Lightcone.Experiments.Physics;

/// <summary>Continuous collision: bodies that would pass into what is fixed are stopped at the time of impact, the earliest first, and go on from there.</summary>
internal sealed class Impacts
{
    private const int PositionIterations = 20;
    private readonly TimeOfImpact times = new();

    public void Solve(World world, List<Body> bodies, Island island, double step, int velocityIterations)
    {
        foreach (Body body in bodies)
        {
            body.IsInIsland = false;
            body.Motion.Share0 = 0;
        }

        foreach (Contact contact in world.Contacts)
            (contact.IsInIsland, contact.Impact, contact.Impacts) = (false, null, 0);
        while (Earliest(world.Contacts) is Contact first)
        {
            Body a = first.A.Body, b = first.B.Body;
            (Motion beforeA, Motion beforeB) = (a.Motion, b.Motion);
            double share = first.Impact!.Value;
            a.Advance(share);
            b.Advance(share);
            first.Update(world.EventList);
            first.Impact = null;
            first.Impacts++;
            if (!first.IsTouching)
            {
                first.IsEnabled = false;
                (a.Motion, b.Motion) = (beforeA, beforeB);
                a.Refresh();
                b.Refresh();
                continue;
            }

            a.Wake();
            b.Wake();
            Gather(world, island, first, share);
            island.SolveImpact(a, b, (1 - share) * step, velocityIterations, PositionIterations);
            foreach (Body body in island.Bodies)
            {
                body.IsInIsland = false;
                if (!body.IsDynamic)
                    continue;
                world.Synchronize(body);
                foreach (Contact contact in body.Contacts)
                    (contact.Impact, contact.IsInIsland) = (null, false);
            }

            world.FindContacts();
        }
    }

    private Contact? Earliest(List<Contact> contacts)
    {
        Contact? best = null;
        double earliest = 1;
        for (int i = contacts.Count - 1; i >= 0; i--)
        {
            Contact contact = contacts[i];
            Body a = contact.A.Body, b = contact.B.Body;
            if (!contact.IsEnabled || contact.Impacts > Tolerances.ImpactsPerStep)
                continue;
            if (contact.Impact is null)
            {
                // Two moving bodies may pass into each other within a step; the next one parts them.
                if ((a.IsDynamic && b.IsDynamic) || (!a.IsAwake && !b.IsAwake))
                    continue;
                double from = Math.Max(a.Motion.Share0, b.Motion.Share0);
                if (a.Motion.Share0 < from)
                    a.Motion.Advance(from);
                else if (b.Motion.Share0 < from)
                    b.Motion.Advance(from);
                double? found = times.Find(contact.A.Shape, a.Motion, contact.B.Shape, b.Motion);
                contact.Impact = found is double t ? Math.Min(from + ((1 - from) * t), 1) : 1;
            }

            if (contact.Impact < earliest)
                (best, earliest) = (contact, contact.Impact.Value);
        }

        return earliest > 1 - (10 * 2.220446049250313e-16) ? null : best;
    }

    // The two bodies, and what is fixed and touches them.
    private static void Gather(World world, Island island, Contact first, double share)
    {
        island.Clear();
        Body[] pair = [first.A.Body, first.B.Body];
        island.Bodies.AddRange(pair);
        island.Contacts.Add(first);
        pair[0].IsInIsland = pair[1].IsInIsland = first.IsInIsland = true;
        foreach (Body body in pair)
        {
            for (int i = body.Contacts.Count - 1; body.IsDynamic && i >= 0; i--)
            {
                Contact contact = body.Contacts[i];
                Body other = contact.Other(body);
                if (contact.IsInIsland || other.IsDynamic)
                    continue;
                Motion before = other.Motion;
                if (!other.IsInIsland)
                    other.Advance(share);
                contact.Update(world.EventList);
                if (!contact.IsTouching)
                {
                    other.Motion = before;
                    other.Refresh();
                    continue;
                }

                contact.IsInIsland = true;
                island.Contacts.Add(contact);
                if (other.IsInIsland)
                    continue;
                other.IsInIsland = true;
                island.Bodies.Add(other);
            }
        }
    }
}
