namespace Lightcone.Experiments.Physics;

/// <summary>A point or direction in the plane.</summary>
internal readonly record struct Vector2D(double X, double Y)
{
    public double Square => (X * X) + (Y * Y);

    public double Length => Math.Sqrt(Square);

    /// <summary>Turned a quarter counter-clockwise.</summary>
    public Vector2D Left => new(-Y, X);

    /// <summary>Turned a quarter clockwise.</summary>
    public Vector2D Right => new(Y, -X);

    public static Vector2D operator +(Vector2D a, Vector2D b) => new(a.X + b.X, a.Y + b.Y);

    public static Vector2D operator -(Vector2D a, Vector2D b) => new(a.X - b.X, a.Y - b.Y);

    public static Vector2D operator -(Vector2D a) => new(-a.X, -a.Y);

    public static Vector2D operator *(double s, Vector2D a) => new(s * a.X, s * a.Y);

    public static double Dot(Vector2D a, Vector2D b) => (a.X * b.X) + (a.Y * b.Y);

    public static double Cross(Vector2D a, Vector2D b) => (a.X * b.Y) - (a.Y * b.X);

    /// <summary>The velocity of a point at <paramref name="arm"/> from the center of a turn.</summary>
    public static Vector2D Turn(double spin, Vector2D arm) => new(-spin * arm.Y, spin * arm.X);

    /// <summary>The same direction with length 1; what is shorter than 1e-16 stays.</summary>
    public Vector2D Unit()
    {
        double length = Length;
        return length < 1e-16 ? this : (1 / length) * this;
    }
}
