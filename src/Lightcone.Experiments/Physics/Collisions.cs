namespace Lightcone.Experiments.Physics;

/// <summary>Where two shapes touch. The first shape is the one of the larger kind: polygon before circle, edge before circle and polygon.</summary>
internal static class Collisions
{
    // Sides of the second shape must be this much better before they become the reference, so that it does not flip between steps.
    private const double PolygonPreference = 0.1 * Tolerances.Slop;
    private const double EdgeFactor = 0.98;
    private const double EdgeTerm = 0.001;

    /// <summary>Whether the pair must be given the other way round.</summary>
    public static bool IsReversed(ConvexShape a, ConvexShape b) => (a, b) is (ConvexShape.Circle, ConvexShape.Polygon) or (ConvexShape.Circle, ConvexShape.Edge) or (ConvexShape.Polygon, ConvexShape.Edge);

    /// <summary>Whether two shapes can touch at all: edges do not touch each other.</summary>
    public static bool Exists(ConvexShape a, ConvexShape b) => (a, b) is not (ConvexShape.Edge, ConvexShape.Edge);

    /// <summary>Fills a manifold; its impulses are left alone.</summary>
    public static void Collide(Manifold manifold, ConvexShape a, in Pose poseA, ConvexShape b, in Pose poseB)
    {
        manifold.Count = 0;
        double reach = a.Radius + b.Radius;
        switch (a, b)
        {
            case (ConvexShape.Polygon first, ConvexShape.Polygon second): Polygons(manifold, first, poseA, second, poseB, reach); break;
            case (ConvexShape.Edge edge, ConvexShape.Polygon polygon): EdgeAndPolygon(manifold, edge, poseA, polygon, poseB, reach); break;
            case (ConvexShape.Polygon polygon, ConvexShape.Circle circle): PolygonAndCircle(manifold, polygon, poseA.Undo(poseB.Apply(circle.Vertices[0])), circle, reach); break;
            case (ConvexShape.Edge edge, ConvexShape.Circle circle): EdgeAndCircle(manifold, edge, poseA.Undo(poseB.Apply(circle.Vertices[0])), circle, reach); break;
            default: Circles(manifold, a.Vertices[0], poseA, b.Vertices[0], poseB, reach); break;
        }
    }

    private static void Polygons(Manifold manifold, ConvexShape.Polygon a, in Pose poseA, ConvexShape.Polygon b, in Pose poseB, double reach)
    {
        (int sideA, double gapA) = WidestGap(a, poseA, b, poseB);
        if (gapA > reach)
            return;
        (int sideB, double gapB) = WidestGap(b, poseB, a, poseA);
        if (gapB > reach)
            return;
        bool first = gapB <= gapA + PolygonPreference;
        manifold.Side = first ? Manifold.Reference.First : Manifold.Reference.Second;
        if (first)
            Cut(manifold, a, poseA, sideA, b, poseB, reach, referenceIsFirst: true);
        else
            Cut(manifold, b, poseB, sideB, a, poseA, reach, referenceIsFirst: false);
    }

    private static (int Side, double Gap) WidestGap(ConvexShape.Polygon a, in Pose poseA, ConvexShape.Polygon b, in Pose poseB)
    {
        (int best, double widest) = (0, double.NegativeInfinity);
        for (int i = 0; i < a.Vertices.Length; i++)
        {
            Vector2D normal = poseB.TurnBack(poseA.Turn(a.Normals[i])), corner = poseB.Undo(poseA.Apply(a.Vertices[i]));
            double gap = double.PositiveInfinity;
            foreach (Vector2D v in b.Vertices)
                gap = Math.Min(gap, Vector2D.Dot(normal, v - corner));
            if (gap > widest)
                (best, widest) = (i, gap);
        }

        return (best, widest);
    }

    private static void Cut(Manifold manifold, ConvexShape.Polygon reference, in Pose pose, int side, ConvexShape.Polygon incident, in Pose otherPose, double reach, bool referenceIsFirst)
    {
        int next = (side + 1) % reference.Vertices.Length;
        int facing = MostOpposed(incident.Normals, otherPose.TurnBack(pose.Turn(reference.Normals[side]))), after = (facing + 1) % incident.Vertices.Length;
        Span<ClipPoint> points =
        [
            new(otherPose.Apply(incident.Vertices[facing]), side, false, facing, true),
            new(otherPose.Apply(incident.Vertices[after]), side, false, after, true),
        ];
        Vector2D from = reference.Vertices[side], to = reference.Vertices[next], along = (to - from).Unit();
        Vector2D tangent = pose.Turn(along), worldFrom = pose.Apply(from), worldTo = pose.Apply(to);
        if (!ClipPoint.Clip(points, -tangent, reach - Vector2D.Dot(tangent, worldFrom), side) || !ClipPoint.Clip(points, tangent, reach + Vector2D.Dot(tangent, worldTo), next))
            return;
        manifold.Normal = along.Right;
        manifold.Point = 0.5 * (from + to);
        foreach (ClipPoint p in points)
        {
            if (Vector2D.Dot(tangent.Right, p.Place - worldFrom) > reach)
                continue;
            ManifoldPoint point = manifold.Points[manifold.Count++];
            point.Local = otherPose.Undo(p.Place);
            point.Key = p.Key(referenceIsFirst);
        }
    }

    private static int MostOpposed(ReadOnlySpan<Vector2D> normals, Vector2D normal)
    {
        int best = 0;
        for (int i = 1; i < normals.Length; i++)
            if (Vector2D.Dot(normal, normals[i]) < Vector2D.Dot(normal, normals[best]))
                best = i;
        return best;
    }

    // Everything in the coordinates of the edge, whose normal is turned toward the polygon.
    private static void EdgeAndPolygon(Manifold manifold, ConvexShape.Edge edge, in Pose poseA, ConvexShape.Polygon polygon, in Pose poseB, double reach)
    {
        int corners = polygon.Vertices.Length;
        Span<Vector2D> vertices = stackalloc Vector2D[corners], normals = stackalloc Vector2D[corners];
        for (int i = 0; i < corners; i++)
            (vertices[i], normals[i]) = (poseA.Undo(poseB.Apply(polygon.Vertices[i])), poseA.TurnBack(poseB.Turn(polygon.Normals[i])));
        Vector2D v1 = edge.Vertices[0], v2 = edge.Vertices[1], normal = (v2 - v1).Unit().Right;
        bool front = Vector2D.Dot(normal, poseA.Undo(poseB.Apply(polygon.Mass.Center)) - v1) >= 0;
        if (!front)
            (v1, v2, normal) = (v2, v1, -normal);
        double edgeGap = double.PositiveInfinity;
        foreach (Vector2D v in vertices)
            edgeGap = Math.Min(edgeGap, Vector2D.Dot(normal, v - v1));
        if (edgeGap > reach)
            return;
        (int side, double sideGap) = (-1, double.NegativeInfinity);
        for (int i = 0; i < corners; i++)
        {
            double gap = Math.Min(Vector2D.Dot(normals[i], v1 - vertices[i]), Vector2D.Dot(normals[i], v2 - vertices[i]));
            if (gap > reach)
                return;
            if (gap > sideGap)
                (side, sideGap) = (i, gap);
        }

        bool byEdge = sideGap <= (EdgeFactor * edgeGap) + EdgeTerm;
        int from = front ? 0 : 1;
        Span<ClipPoint> points = stackalloc ClipPoint[2];
        Vector2D start, end, up;
        if (byEdge)
        {
            int facing = MostOpposed(normals, normal), after = (facing + 1) % corners;
            points[0] = new(vertices[facing], 0, false, facing, true);
            points[1] = new(vertices[after], 0, false, after, true);
            (start, end, up) = (v1, v2, normal);
            manifold.Side = Manifold.Reference.First;
            manifold.Normal = normal;
            manifold.Point = v1;
        }
        else
        {
            int after = (side + 1) % corners;
            points[0] = new(edge.Vertices[0], side, false, 0, true);
            points[1] = new(edge.Vertices[1], side, false, 1, true);
            (start, end, up) = (vertices[side], vertices[after], normals[side]);
            manifold.Side = Manifold.Reference.Second;
            manifold.Normal = polygon.Normals[side];
            manifold.Point = polygon.Vertices[side];
            from = side;
        }

        Vector2D outward = up.Right;
        int to = byEdge ? 1 - from : (side + 1) % corners;
        if (!ClipPoint.Clip(points, outward, Vector2D.Dot(outward, start), from) || !ClipPoint.Clip(points, -outward, -Vector2D.Dot(outward, end), to))
            return;
        foreach (ClipPoint p in points)
        {
            if (Vector2D.Dot(up, p.Place - start) > reach)
                continue;
            ManifoldPoint point = manifold.Points[manifold.Count++];
            point.Local = byEdge ? poseB.Undo(poseA.Apply(p.Place)) : p.Place;
            point.Key = p.Key(byEdge);
        }
    }

    private static void PolygonAndCircle(Manifold manifold, ConvexShape.Polygon polygon, Vector2D center, ConvexShape.Circle circle, double reach)
    {
        (int side, double gap) = (0, double.NegativeInfinity);
        for (int i = 0; i < polygon.Vertices.Length; i++)
        {
            double s = Vector2D.Dot(polygon.Normals[i], center - polygon.Vertices[i]);
            if (s > reach)
                return;
            if (s > gap)
                (side, gap) = (i, s);
        }

        Vector2D v1 = polygon.Vertices[side], v2 = polygon.Vertices[(side + 1) % polygon.Vertices.Length];
        Vector2D? corner = gap <= 0 ? null
            : Vector2D.Dot(center - v1, v2 - v1) <= 0 ? v1
            : Vector2D.Dot(center - v2, v1 - v2) <= 0 ? v2 : null;
        if (corner is Vector2D near)
        {
            if ((center - near).Square <= reach * reach)
                OnePoint(manifold, Manifold.Reference.First, (center - near).Unit(), near, circle);
        }
        else
        {
            OnePoint(manifold, Manifold.Reference.First, polygon.Normals[side], 0.5 * (v1 + v2), circle);
        }
    }

    private static void EdgeAndCircle(Manifold manifold, ConvexShape.Edge edge, Vector2D center, ConvexShape.Circle circle, double reach)
    {
        Vector2D a = edge.Vertices[0], b = edge.Vertices[1], along = b - a;
        double u = Vector2D.Dot(along, b - center), v = Vector2D.Dot(along, center - a);
        if (u <= 0 || v <= 0)
        {
            Vector2D end = v <= 0 ? a : b;
            if ((center - end).Square <= reach * reach)
                OnePoint(manifold, Manifold.Reference.Circles, default, end, circle);
            return;
        }

        Vector2D foot = (1 / along.Square) * ((u * a) + (v * b));
        if ((center - foot).Square > reach * reach)
            return;
        Vector2D normal = Vector2D.Dot(along.Left, center - a) < 0 ? along.Right : along.Left;
        OnePoint(manifold, Manifold.Reference.First, normal.Unit(), a, circle);
    }

    private static void Circles(Manifold manifold, Vector2D a, in Pose poseA, Vector2D b, in Pose poseB, double reach)
    {
        if ((poseB.Apply(b) - poseA.Apply(a)).Square > reach * reach)
            return;
        (manifold.Side, manifold.Point, manifold.Count) = (Manifold.Reference.Circles, a, 1);
        (manifold.Points[0].Local, manifold.Points[0].Key) = (b, 0);
    }

    private static void OnePoint(Manifold manifold, Manifold.Reference side, Vector2D normal, Vector2D point, ConvexShape.Circle circle)
    {
        (manifold.Side, manifold.Normal, manifold.Point, manifold.Count) = (side, normal, point, 1);
        (manifold.Points[0].Local, manifold.Points[0].Key) = (circle.Vertices[0], 0);
    }
}
