namespace Lightcone.Experiments.Physics;

/// <summary>A corner of the side that is cut to the width of the reference side, and the features that made it.</summary>
internal readonly record struct ClipPoint(Vector2D Place, int Reference, bool ReferenceIsVertex, int Incident, bool IncidentIsVertex)
{
    /// <summary>The features as one number; the first shape's before the second's.</summary>
    public int Key(bool referenceIsFirst)
    {
        int reference = (Reference << 1) | (ReferenceIsVertex ? 1 : 0), incident = (Incident << 1) | (IncidentIsVertex ? 1 : 0);
        return referenceIsFirst ? (reference << 16) | incident : (incident << 16) | reference;
    }

    /// <summary>Keeps what lies behind a line. False when fewer than two points are left.</summary>
    public static bool Clip(Span<ClipPoint> segment, Vector2D normal, double offset, int referenceVertex)
    {
        double first = Vector2D.Dot(normal, segment[0].Place) - offset, second = Vector2D.Dot(normal, segment[1].Place) - offset;
        ClipPoint a = segment[0], b = segment[1];
        int count = 0;
        if (first <= 0)
            segment[count++] = a;
        if (second <= 0)
            segment[count++] = b;
        if (first * second < 0)
            segment[count++] = new(a.Place + ((first / (first - second)) * (b.Place - a.Place)), referenceVertex, true, a.Incident, false);
        return count == 2;
    }
}
