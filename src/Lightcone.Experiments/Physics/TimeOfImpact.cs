namespace Lightcone.Experiments.Physics;

/// <summary>When two moving shapes first touch within a step, by conservative advancement along axes that separate them (Catto, "Continuous collision", 2013).</summary>
internal sealed class TimeOfImpact
{
    private const int MostAxes = 20;
    private const int MostRefinements = 8;
    private const int MostRootSteps = 50;
    private const double Tolerance = 0.25 * Tolerances.Slop;
    private readonly ClosestPoints closest = new();
    private ConvexShape a = null!;
    private ConvexShape b = null!;
    private Motion motionA;
    private Motion motionB;

    // The axis: of two corners, or of a side of one of the shapes.
    private Manifold.Reference side;
    private Vector2D axis;
    private Vector2D point;

    /// <summary>The share of the step at which the shapes touch; null when they do not, or overlap from the beginning on.</summary>
    public double? Find(ConvexShape first, in Motion firstMotion, ConvexShape second, in Motion secondMotion)
    {
        (a, b, motionA, motionB) = (first, second, firstMotion, secondMotion);
        Unwind(ref motionA);
        Unwind(ref motionB);
        double target = Math.Max(Tolerances.Slop, first.Radius + second.Radius - (3 * Tolerances.Slop));
        double t1 = 0;
        closest.Clear();
        for (int axes = 0; axes < MostAxes; axes++)
        {
            closest.Search(a, motionA.At(t1), b, motionB.At(t1));
            if (closest.Distance <= 0)
                return null;
            if (closest.Distance < target + Tolerance)
                return t1;
            ChooseAxis(t1);
            double t2 = 1;
            for (int refinement = 0; refinement < MostRefinements; refinement++)
            {
                (double s2, int cornerA, int cornerB) = Separation(t2);
                if (s2 > target + Tolerance)
                    return null;
                if (s2 > target - Tolerance)
                {
                    t1 = t2;
                    break;
                }

                double s1 = Separation(t1, cornerA, cornerB);
                if (s1 < target - Tolerance)
                    return null;
                if (s1 <= target + Tolerance)
                    return t1;
                t2 = Root(target, t1, s1, t2, s2, cornerA, cornerB);
            }
        }

        return null;
    }

    // Halving and secants in turn.
    private double Root(double target, double low, double lowSeparation, double high, double highSeparation, int cornerA, int cornerB)
    {
        for (int k = 0; k < MostRootSteps; k++)
        {
            double t = k % 2 == 1 ? low + ((target - lowSeparation) * (high - low) / (highSeparation - lowSeparation)) : 0.5 * (low + high);
            double s = Separation(t, cornerA, cornerB);
            if (Math.Abs(s - target) < Tolerance)
                return t;
            if (s > target)
                (low, lowSeparation) = (t, s);
            else
                (high, highSeparation) = (t, s);
        }

        return high;
    }

    private void ChooseAxis(double t)
    {
        Pose poseA = motionA.At(t), poseB = motionB.At(t);
        Vector2D cornerA = a.Vertices[closest.First(0)], cornerB = b.Vertices[closest.Second(0)];
        if (closest.Count == 1)
        {
            side = Manifold.Reference.Circles;
            axis = (poseB.Apply(cornerB) - poseA.Apply(cornerA)).Unit();
            return;
        }

        if (closest.First(0) == closest.First(1))
        {
            side = Manifold.Reference.Second;
            (Vector2D from, Vector2D to) = (cornerB, b.Vertices[closest.Second(1)]);
            (axis, point) = ((to - from).Right.Unit(), 0.5 * (from + to));
            if (Vector2D.Dot(poseA.Apply(cornerA) - poseB.Apply(point), poseB.Turn(axis)) < 0)
                axis = -axis;
        }
        else
        {
            side = Manifold.Reference.First;
            (Vector2D from, Vector2D to) = (cornerA, a.Vertices[closest.First(1)]);
            (axis, point) = ((to - from).Right.Unit(), 0.5 * (from + to));
            if (Vector2D.Dot(poseB.Apply(cornerB) - poseA.Apply(point), poseA.Turn(axis)) < 0)
                axis = -axis;
        }
    }

    // The smallest separation along the axis, and the corners that have it.
    private (double Separation, int CornerA, int CornerB) Separation(double t)
    {
        Pose poseA = motionA.At(t), poseB = motionB.At(t);
        int cornerA = side switch
        {
            Manifold.Reference.Circles => a.Support(poseA.TurnBack(axis)),
            Manifold.Reference.Second => a.Support(poseA.TurnBack(-poseB.Turn(axis))),
            _ => -1,
        };
        int cornerB = side switch
        {
            Manifold.Reference.Circles => b.Support(poseB.TurnBack(-axis)),
            Manifold.Reference.First => b.Support(poseB.TurnBack(-poseA.Turn(axis))),
            _ => -1,
        };
        return (Separation(t, cornerA, cornerB), cornerA, cornerB);
    }

    private double Separation(double t, int cornerA, int cornerB)
    {
        Pose poseA = motionA.At(t), poseB = motionB.At(t);
        return side switch
        {
            Manifold.Reference.Circles => Vector2D.Dot(poseB.Apply(b.Vertices[cornerB]) - poseA.Apply(a.Vertices[cornerA]), axis),
            Manifold.Reference.First => Vector2D.Dot(poseB.Apply(b.Vertices[cornerB]) - poseA.Apply(point), poseA.Turn(axis)),
            _ => Vector2D.Dot(poseA.Apply(a.Vertices[cornerA]) - poseB.Apply(point), poseB.Turn(axis)),
        };
    }

    private static void Unwind(ref Motion motion)
    {
        double turns = 2 * Math.PI * Math.Floor(motion.Angle0 / (2 * Math.PI));
        motion.Angle0 -= turns;
        motion.Angle -= turns;
    }
}
