using System.Collections.Immutable;

namespace Lightcone.Experiments.Physics;

/// <summary>A convex shape in a body's own coordinates: a point, a segment or a polygon with a skin around it. A closed set: <see cref="Circle"/>, <see cref="Edge"/> and <see cref="Polygon"/>.</summary>
internal abstract class ConvexShape
{
    private ConvexShape(double radius, params Vector2D[] vertices) => (Radius, Vertices) = (radius, vertices);

    /// <summary>The width of the skin.</summary>
    public double Radius { get; }

    /// <summary>The corners, counter-clockwise.</summary>
    public Vector2D[] Vertices { get; }

    /// <summary>Area, centroid and second moment of area about the origin of the body.</summary>
    public virtual (double Area, Vector2D Center, double Moment) Mass => default;

    /// <summary>The farthest corner in a direction, the first among equals.</summary>
    public int Support(Vector2D direction)
    {
        int best = 0;
        double value = Vector2D.Dot(Vertices[0], direction);
        for (int i = 1; i < Vertices.Length; i++)
        {
            double other = Vector2D.Dot(Vertices[i], direction);
            if (other > value)
                (best, value) = (i, other);
        }

        return best;
    }

    /// <summary>The box around the shape in a pose.</summary>
    public Box Bounds(in Pose pose)
    {
        Vector2D low = pose.Apply(Vertices[0]), high = low;
        foreach (Vector2D vertex in Vertices.AsSpan(1))
        {
            Vector2D v = pose.Apply(vertex);
            low = new(Math.Min(low.X, v.X), Math.Min(low.Y, v.Y));
            high = new(Math.Max(high.X, v.X), Math.Max(high.Y, v.Y));
        }

        Vector2D skin = new(Radius, Radius);
        return new Box(low - skin, high + skin);
    }

    internal sealed class Circle(double radius, Vector2D center = default) : ConvexShape(radius, center)
    {
        public override (double Area, Vector2D Center, double Moment) Mass
        {
            get
            {
                double area = Math.PI * Radius * Radius;
                return (area, Vertices[0], area * ((0.5 * Radius * Radius) + Vertices[0].Square));
            }
        }
    }

    /// <summary>A segment without mass, solid from both sides.</summary>
    internal sealed class Edge(Vector2D from, Vector2D to) : ConvexShape(Tolerances.Skin, from, to);

    /// <summary>A convex polygon; its corners are given counter-clockwise and stored from the rightmost, lowest one on.</summary>
    internal sealed class Polygon : ConvexShape
    {
        public Polygon(params Vector2D[] vertices)
            : this(vertices, First(vertices))
        {
        }

        private Polygon(Vector2D[] vertices, int first)
            : base(Tolerances.Skin, [.. vertices[first..], .. vertices[..first]])
        {
            Normals = [.. Vertices.Select((v, i) => (Vertices[(i + 1) % Vertices.Length] - v).Right.Unit())];
            double area = 0, moment = 0;
            Vector2D center = default;
            for (int i = 0; i < Vertices.Length; i++)
            {
                Vector2D a = Vertices[i], b = Vertices[(i + 1) % Vertices.Length];
                double twice = Vector2D.Cross(a, b);
                area += twice / 2;
                center += (twice / 6) * (a + b);
                moment += twice * (a.Square + Vector2D.Dot(a, b) + b.Square) / 12;
            }

            Mass = (area, (1 / area) * center, moment);
        }

        /// <summary>The outward normal of the side from corner i to the next.</summary>
        public Vector2D[] Normals { get; }

        public override (double Area, Vector2D Center, double Moment) Mass { get; }

        /// <summary>A rectangle around the origin, its corners from the lower left one on.</summary>
        public static Polygon Rectangle(double halfWidth, double halfHeight) =>
            new([new(-halfWidth, -halfHeight), new(halfWidth, -halfHeight), new(halfWidth, halfHeight), new(-halfWidth, halfHeight)], 0);

        private static int First(Vector2D[] vertices)
        {
            int best = 0;
            for (int i = 1; i < vertices.Length; i++)
                if (vertices[i].X > vertices[best].X || (vertices[i].X == vertices[best].X && vertices[i].Y < vertices[best].Y))
                    best = i;
            return best;
        }
    }
}
