namespace Lightcone.Experiments.Physics;

/// <summary>
/// The distance of two convex shapes without their skins, and the corners that the closest points lie between (Gilbert, Johnson and Keerthi, "A fast procedure for computing the distance between
/// complex objects in three-dimensional space", 1988).
/// </summary>
/// <remarks>It is a cursor: the corners it ends with are where the next search begins.</remarks>
internal sealed class ClosestPoints
{
    private const int MostIterations = 20;
    private readonly Corner[] corners = new Corner[3];

    /// <summary>How many corners of the difference of the shapes span the closest feature: 1 or 2; 3 when the shapes overlap.</summary>
    public int Count { get; private set; }

    public double Distance { get; private set; }

    public int First(int corner) => corners[corner].First;

    public int Second(int corner) => corners[corner].Second;

    /// <summary>Forgets where the last search ended.</summary>
    public void Clear() => Count = 0;

    public void Search(ConvexShape a, in Pose poseA, ConvexShape b, in Pose poseB)
    {
        for (int i = 0; i < Count; i++)
            corners[i] = At(a, poseA, corners[i].First, b, poseB, corners[i].Second);
        if (Count == 0)
        {
            corners[0] = At(a, poseA, 0, b, poseB, 0) with { Weight = 1 };
            Count = 1;
        }

        Span<(int, int)> saved = stackalloc (int, int)[3];
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            int before = Count;
            for (int i = 0; i < before; i++)
                saved[i] = (corners[i].First, corners[i].Second);
            Reduce();
            if (Count == 3)
                break;
            Vector2D direction = Direction();
            if (direction.Square < 4.9e-32)
                break;
            Corner corner = At(a, poseA, a.Support(poseA.TurnBack(-direction)), b, poseB, b.Support(poseB.TurnBack(direction)));
            corners[Count] = corner;
            if (saved[..before].Contains((corner.First, corner.Second)))
                break;
            Count++;
        }

        Vector2D difference = default;
        for (int i = 0; i < Count; i++)
            difference += corners[i].Weight * corners[i].Place;
        Distance = Count == 3 ? 0 : difference.Length;
    }

    private static Corner At(ConvexShape a, in Pose poseA, int first, ConvexShape b, in Pose poseB, int second) =>
        new(poseB.Apply(b.Vertices[second]) - poseA.Apply(a.Vertices[first]), first, second, 1);

    // Toward the origin, across the feature.
    private Vector2D Direction()
    {
        if (Count == 1)
            return -corners[0].Place;
        Vector2D along = corners[1].Place - corners[0].Place;
        return Vector2D.Cross(along, -corners[0].Place) > 0 ? along.Left : along.Right;
    }

    /// <summary>Keeps the corners of the feature that is closest to the origin, with their weights.</summary>
    private void Reduce()
    {
        if (Count == 2)
            ReducePair(0, 1);
        else if (Count == 3)
            ReduceTriangle();
    }

    private void ReducePair(int i, int j)
    {
        Corner p = corners[i], q = corners[j];
        Vector2D along = q.Place - p.Place;
        double atQ = -Vector2D.Dot(p.Place, along), atP = Vector2D.Dot(q.Place, along);
        if (atQ <= 0)
            Keep(p with { Weight = 1 });
        else if (atP <= 0)
            Keep(q with { Weight = 1 });
        else
            Keep(p with { Weight = atP / (atP + atQ) }, q with { Weight = atQ / (atP + atQ) });
    }

    private void ReduceTriangle()
    {
        Vector2D a = corners[0].Place, b = corners[1].Place, c = corners[2].Place;
        double ab1 = Vector2D.Dot(b, b - a), ab2 = -Vector2D.Dot(a, b - a);
        double ac1 = Vector2D.Dot(c, c - a), ac2 = -Vector2D.Dot(a, c - a);
        double bc1 = Vector2D.Dot(c, c - b), bc2 = -Vector2D.Dot(b, c - b);
        double area = Vector2D.Cross(b - a, c - a);
        double inA = area * Vector2D.Cross(b, c), inB = area * Vector2D.Cross(c, a), inC = area * Vector2D.Cross(a, b);
        if (ab2 <= 0 && ac2 <= 0)
            Keep(corners[0] with { Weight = 1 });
        else if (ab1 > 0 && ab2 > 0 && inC <= 0)
            ReducePair(0, 1);
        else if (ac1 > 0 && ac2 > 0 && inB <= 0)
            ReducePair(0, 2);
        else if (ab1 <= 0 && bc2 <= 0)
            Keep(corners[1] with { Weight = 1 });
        else if (ac1 <= 0 && bc1 <= 0)
            Keep(corners[2] with { Weight = 1 });
        else if (bc1 > 0 && bc2 > 0 && inA <= 0)
            ReducePair(2, 1);
        else
            Count = 3;
    }

    private void Keep(Corner corner) => (corners[0], Count) = (corner, 1);

    private void Keep(Corner first, Corner second) => (corners[0], corners[1], Count) = (first, second, 2);

    private readonly record struct Corner(Vector2D Place, int First, int Second, double Weight);
}
