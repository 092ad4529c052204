namespace Lightcone.Experiments.Physics;

/// <summary>
/// A contact as equations that impulses must fulfill: no point approaches, impulses only push, friction stays in its cone. Two points are solved as one linear complementarity problem; everything else
/// one after the other, over and over (Catto, "Iterative dynamics with temporal coherence", 2005).
/// </summary>
internal sealed class ContactConstraint(Contact contact)
{
    // A pair of points whose equations are nearly the same is treated as one point.
    private const double WorstCondition = 1000;
    private readonly Body a = contact.A.Body;
    private readonly Body b = contact.B.Body;
    private readonly PointConstraint[] points = [new(), new()];
    private int count;
    private bool coupled;
    private Vector2D normal;
    private double k11;
    private double k12;
    private double k22;
    private double inverseDeterminant;

    /// <summary>Sets the equations up from the current poses and velocities; impulses start from the last step's, times <paramref name="warmth"/>.</summary>
    public void Prepare(double warmth)
    {
        Manifold manifold = contact.Manifold;
        count = manifold.Count;
        for (int i = 0; i < count; i++)
        {
            (normal, Vector2D place, double separation) = WorldPoint(i);

            // The point of contact lies in the middle between the two skins.
            PointConstraint point = points[i];
            place = Middle(manifold, place, separation);
            (point.ArmA, point.ArmB) = (place - a.Motion.Center, place - b.Motion.Center);
            (point.NormalImpulse, point.TangentImpulse) = (warmth * manifold.Points[i].NormalImpulse, warmth * manifold.Points[i].TangentImpulse);
            point.NormalMass = EffectiveMass(point, normal);
            point.TangentMass = EffectiveMass(point, normal.Right);
            double approach = Vector2D.Dot(normal, b.VelocityAt(point.ArmB) - a.VelocityAt(point.ArmA));
            point.Bounce = approach < -Tolerances.BounceSpeed ? -contact.Restitution * approach : 0;
        }

        coupled = count == 2;
        if (!coupled)
            return;
        double masses = a.InverseMass + b.InverseMass;
        double a1 = Vector2D.Cross(points[0].ArmA, normal), a2 = Vector2D.Cross(points[1].ArmA, normal);
        double b1 = Vector2D.Cross(points[0].ArmB, normal), b2 = Vector2D.Cross(points[1].ArmB, normal);
        k11 = masses + (a.InverseInertia * a1 * a1) + (b.InverseInertia * b1 * b1);
        k22 = masses + (a.InverseInertia * a2 * a2) + (b.InverseInertia * b2 * b2);
        k12 = masses + (a.InverseInertia * a1 * a2) + (b.InverseInertia * b1 * b2);
        double determinant = (k11 * k22) - (k12 * k12);
        if (k11 * k11 < WorstCondition * determinant)
            inverseDeterminant = 1 / determinant;
        else
            (count, coupled) = (1, false);
    }

    /// <summary>Applies the impulses that the constraint starts with.</summary>
    public void WarmStart()
    {
        for (int i = 0; i < count; i++)
            Apply(points[i], (points[i].NormalImpulse * normal) + (points[i].TangentImpulse * normal.Right));
    }

    public void SolveVelocity()
    {
        Vector2D tangent = normal.Right;
        for (int i = 0; i < count; i++)
        {
            PointConstraint point = points[i];
            double slide = Vector2D.Dot(b.VelocityAt(point.ArmB) - a.VelocityAt(point.ArmA), tangent);
            double most = contact.Friction * point.NormalImpulse;
            double impulse = Math.Clamp(point.TangentImpulse - (point.TangentMass * slide), -most, most);
            double change = impulse - point.TangentImpulse;
            point.TangentImpulse = impulse;
            Apply(point, change * tangent);
        }

        if (coupled)
        {
            SolvePair();
            return;
        }

        for (int i = 0; i < count; i++)
        {
            PointConstraint point = points[i];
            double approach = Vector2D.Dot(b.VelocityAt(point.ArmB) - a.VelocityAt(point.ArmA), normal);
            double impulse = Math.Max(point.NormalImpulse - (point.NormalMass * (approach - point.Bounce)), 0);
            double change = impulse - point.NormalImpulse;
            point.NormalImpulse = impulse;
            Apply(point, change * normal);
        }
    }

    /// <summary>Keeps the impulses for the next step.</summary>
    public void Store()
    {
        for (int i = 0; i < count; i++)
            (contact.Manifold.Points[i].NormalImpulse, contact.Manifold.Points[i].TangentImpulse) = (points[i].NormalImpulse, points[i].TangentImpulse);
    }

    /// <summary>Pushes overlapping shapes apart; returns the smallest separation found, at most 0. Bodies that may not move in an impact count as infinitely heavy.</summary>
    public double SolvePosition(double correction, bool movesA = true, bool movesB = true)
    {
        double smallest = 0;
        double massA = movesA ? a.InverseMass : 0, massB = movesB ? b.InverseMass : 0, inertiaA = movesA ? a.InverseInertia : 0, inertiaB = movesB ? b.InverseInertia : 0;
        for (int i = 0; i < contact.Manifold.Count; i++)
        {
            a.Refresh();
            b.Refresh();
            (Vector2D n, Vector2D place, double separation) = WorldPoint(i);
            smallest = Math.Min(smallest, separation);
            double error = Math.Clamp(correction * (separation + Tolerances.Slop), -Tolerances.LargestCorrection, 0);
            Vector2D armA = place - a.Motion.Center, armB = place - b.Motion.Center;
            double crossA = Vector2D.Cross(armA, n), crossB = Vector2D.Cross(armB, n);
            double k = massA + massB + (inertiaA * crossA * crossA) + (inertiaB * crossB * crossB);
            Vector2D impulse = (k > 0 ? -error / k : 0) * n;
            a.Shift(-impulse, armA, massA, inertiaA);
            b.Shift(impulse, armB, massB, inertiaB);
        }

        return smallest;
    }

    // Four cases of complementarity: both points push, one of them, the other, none.
    private void SolvePair()
    {
        PointConstraint p = points[0], q = points[1];
        double v1 = Vector2D.Dot(b.VelocityAt(p.ArmB) - a.VelocityAt(p.ArmA), normal) - p.Bounce;
        double v2 = Vector2D.Dot(b.VelocityAt(q.ArmB) - a.VelocityAt(q.ArmA), normal) - q.Bounce;
        v1 -= (k11 * p.NormalImpulse) + (k12 * q.NormalImpulse);
        v2 -= (k12 * p.NormalImpulse) + (k22 * q.NormalImpulse);
        double x1 = -inverseDeterminant * ((k22 * v1) - (k12 * v2)), x2 = -inverseDeterminant * ((k11 * v2) - (k12 * v1));
        if (!(x1 >= 0 && x2 >= 0))
        {
            (x1, x2) = (-p.NormalMass * v1, 0);
            if (!(x1 >= 0 && (k12 * x1) + v2 >= 0))
            {
                (x1, x2) = (0, -q.NormalMass * v2);
                if (!(x2 >= 0 && (k12 * x2) + v1 >= 0))
                {
                    (x1, x2) = (0, 0);
                    if (!(v1 >= 0 && v2 >= 0))
                        return;
                }
            }
        }

        Vector2D first = (x1 - p.NormalImpulse) * normal, second = (x2 - q.NormalImpulse) * normal;
        (p.NormalImpulse, q.NormalImpulse) = (x1, x2);
        Apply(p, first);
        Apply(q, second);
    }

    private void Apply(PointConstraint point, Vector2D impulse)
    {
        a.Kick(-impulse, point.ArmA);
        b.Kick(impulse, point.ArmB);
    }

    private double EffectiveMass(PointConstraint point, Vector2D direction)
    {
        double crossA = Vector2D.Cross(point.ArmA, direction), crossB = Vector2D.Cross(point.ArmB, direction);
        double k = a.InverseMass + b.InverseMass + (a.InverseInertia * crossA * crossA) + (b.InverseInertia * crossB * crossB);
        return k > 0 ? 1 / k : 0;
    }

    // The normal from A to B, the point on the shape that is not the reference (its core, for two circles the middle of the cores), and the separation of the skins there.
    private (Vector2D Normal, Vector2D Place, double Separation) WorldPoint(int i)
    {
        Manifold manifold = contact.Manifold;
        double reach = contact.A.Shape.Radius + contact.B.Shape.Radius;
        Vector2D local = manifold.Points[i].Local;
        switch (manifold.Side)
        {
            case Manifold.Reference.Circles:
                Vector2D centerA = a.Pose.Apply(manifold.Point), centerB = b.Pose.Apply(local);
                Vector2D between = (centerB - centerA).Unit();
                return (between, 0.5 * (centerA + centerB), Vector2D.Dot(centerB - centerA, between) - reach);
            case Manifold.Reference.First:
                Vector2D n = a.Pose.Turn(manifold.Normal), place = b.Pose.Apply(local);
                return (n, place, Vector2D.Dot(place - a.Pose.Apply(manifold.Point), n) - reach);
            default:
                Vector2D m = b.Pose.Turn(manifold.Normal), other = a.Pose.Apply(local);
                return (-m, other, Vector2D.Dot(other - b.Pose.Apply(manifold.Point), m) - reach);
        }
    }

    private Vector2D Middle(Manifold manifold, Vector2D place, double separation)
    {
        double radiusA = contact.A.Shape.Radius, radiusB = contact.B.Shape.Radius;

        // Skins end radius A after the core of A and radius B before that of B, along the normal.
        return manifold.Side switch
        {
            Manifold.Reference.Circles => place + (0.5 * (radiusA - radiusB) * normal),
            Manifold.Reference.First => place - ((radiusB + (0.5 * separation)) * normal),
            _ => place + ((radiusA + (0.5 * separation)) * normal),
        };
    }

    private sealed class PointConstraint
    {
        public Vector2D ArmA;
        public Vector2D ArmB;
        public double NormalImpulse;
        public double TangentImpulse;
        public double NormalMass;
        public double TangentMass;
        public double Bounce;
    }
}
