namespace Lightcone.Experiments.Physics;

/// <summary>A pin through two bodies that leaves them one angle, with limits and a motor. Point and limit are solved together.</summary>
internal sealed class RevoluteJoint
{
    private enum Stop
    {
        None,
        Lower,
        Upper,
        Both,
    }

    private Vector2D armA;
    private Vector2D armB;
    private double xx;
    private double xy;
    private double yy;
    private double xz;
    private double yz;
    private double zz;
    private Vector2D impulse;
    private double stopImpulse;
    private double motorImpulse;
    private Stop stop;

    public required Body A { get; init; }

    public required Body B { get; init; }

    /// <summary>The pin in the coordinates of A.</summary>
    public required Vector2D AnchorA { get; init; }

    /// <summary>The pin in the coordinates of B.</summary>
    public required Vector2D AnchorB { get; init; }

    /// <summary>The angle of B minus that of A at which the joint's angle is 0.</summary>
    public double ReferenceAngle { get; init; }

    /// <summary>The lowest and highest angle; null for any angle.</summary>
    public (double Lower, double Upper)? Limits { get; init; }

    /// <summary>The spin that the motor strives for, and the torque it has; null for no motor.</summary>
    public (double Speed, double Torque)? Motor { get; init; }

    public bool IsInIsland { get; set; }

    public double Angle => B.Motion.Angle - A.Motion.Angle - ReferenceAngle;

    public Body Other(Body body) => A == body ? B : A;

    /// <summary>Whether it joins one of its bodies, whose joint it is, to another one.</summary>
    public bool Connects(Body body) => A == body || B == body;

    public void Prepare(double warmth)
    {
        armA = A.Pose.Turn(AnchorA - A.Motion.LocalCenter);
        armB = B.Pose.Turn(AnchorB - B.Motion.LocalCenter);
        (xx, xy, yy) = PointMatrix();
        xz = (-armA.Y * A.InverseInertia) - (armB.Y * B.InverseInertia);
        yz = (armA.X * A.InverseInertia) + (armB.X * B.InverseInertia);
        zz = A.InverseInertia + B.InverseInertia;
        if (Motor is null)
            motorImpulse = 0;
        Stop before = stop;
        stop = Limits is not (double lower, double upper) ? Stop.None
            : Math.Abs(upper - lower) < 2 * Tolerances.AngularSlop ? Stop.Both
            : Angle <= lower ? Stop.Lower
            : Angle >= upper ? Stop.Upper : Stop.None;
        if (stop != Stop.Both && (stop == Stop.None || stop != before))
            stopImpulse = 0;
        impulse = warmth * impulse;
        stopImpulse *= warmth;
        motorImpulse *= warmth;
        Apply(impulse, motorImpulse + stopImpulse);
    }

    public void SolveVelocity(double step)
    {
        if (Motor is (double speed, double torque) && stop != Stop.Both)
        {
            double most = step * torque;
            double next = Math.Clamp(motorImpulse - ((B.Spin - A.Spin - speed) / zz), -most, most);
            Apply(default, next - motorImpulse);
            motorImpulse = next;
        }

        Vector2D drift = B.VelocityAt(armB) - A.VelocityAt(armA);
        if (stop == Stop.None)
        {
            Vector2D push = SolvePoint(-drift);
            impulse += push;
            Apply(push, 0);
            return;
        }

        (Vector2D change, double turn) = SolveAll(-drift, A.Spin - B.Spin);
        double total = stopImpulse + turn;
        if ((stop == Stop.Lower && total < 0) || (stop == Stop.Upper && total > 0))
        {
            // The stop would pull: it lets go, and the point is solved alone.
            change = SolvePoint(-drift + (stopImpulse * new Vector2D(xz, yz)));
            (turn, total) = (-stopImpulse, 0);
        }

        impulse += change;
        stopImpulse = total;
        Apply(change, turn);
    }

    /// <summary>Moves the bodies together; returns whether they are close enough.</summary>
    public bool SolvePosition()
    {
        double angularError = 0;
        if (stop != Stop.None && Limits is (double lower, double upper))
        {
            (double error, angularError) = stop switch
            {
                Stop.Lower => (Math.Clamp(Angle - lower + Tolerances.AngularSlop, -Tolerances.LargestAngularCorrection, 0), lower - Angle),
                Stop.Upper => (Math.Clamp(Angle - upper - Tolerances.AngularSlop, 0, Tolerances.LargestAngularCorrection), Angle - upper),
                _ => (Math.Clamp(Angle - lower, -Tolerances.LargestAngularCorrection, Tolerances.LargestAngularCorrection), Math.Abs(Angle - lower)),
            };
            A.Motion.Angle += A.InverseInertia * error / zz;
            B.Motion.Angle -= B.InverseInertia * error / zz;
        }

        A.Refresh();
        B.Refresh();
        armA = A.Pose.Turn(AnchorA - A.Motion.LocalCenter);
        armB = B.Pose.Turn(AnchorB - B.Motion.LocalCenter);
        Vector2D gap = B.Motion.Center + armB - A.Motion.Center - armA;
        (xx, xy, yy) = PointMatrix();
        Vector2D push = SolvePoint(-gap);
        A.Shift(-push, armA, A.InverseMass, A.InverseInertia);
        B.Shift(push, armB, B.InverseMass, B.InverseInertia);
        return gap.Length <= Tolerances.Slop && angularError <= Tolerances.AngularSlop;
    }

    private (double XX, double XY, double YY) PointMatrix()
    {
        double masses = A.InverseMass + B.InverseMass;
        return (
            masses + (armA.Y * armA.Y * A.InverseInertia) + (armB.Y * armB.Y * B.InverseInertia),
            (-armA.Y * armA.X * A.InverseInertia) - (armB.Y * armB.X * B.InverseInertia),
            masses + (armA.X * armA.X * A.InverseInertia) + (armB.X * armB.X * B.InverseInertia));
    }

    private Vector2D SolvePoint(Vector2D v)
    {
        double determinant = (xx * yy) - (xy * xy);
        double inverse = determinant != 0 ? 1 / determinant : 0;
        return new(inverse * ((yy * v.X) - (xy * v.Y)), inverse * ((xx * v.Y) - (xy * v.X)));
    }

    // Cramer's rule for the symmetric matrix of point and angle.
    private (Vector2D Point, double Angle) SolveAll(Vector2D v, double w)
    {
        double cx = (yy * zz) - (yz * yz), cy = (yz * xz) - (xy * zz), cz = (xy * yz) - (yy * xz);
        double determinant = (xx * cx) + (xy * cy) + (xz * cz);
        double inverse = determinant != 0 ? 1 / determinant : 0;
        double byy = (xx * zz) - (xz * xz), byz = (xy * xz) - (xx * yz), bzz = (xx * yy) - (xy * xy);
        return (
            new(inverse * ((cx * v.X) + (cy * v.Y) + (cz * w)), inverse * ((cy * v.X) + (byy * v.Y) + (byz * w))),
            inverse * ((cz * v.X) + (byz * v.Y) + (bzz * w)));
    }

    private void Apply(Vector2D push, double turn)
    {
        A.Velocity -= A.InverseMass * push;
        A.Spin -= A.InverseInertia * (Vector2D.Cross(armA, push) + turn);
        B.Velocity += B.InverseMass * push;
        B.Spin += B.InverseInertia * (Vector2D.Cross(armB, push) + turn);
    }
}
