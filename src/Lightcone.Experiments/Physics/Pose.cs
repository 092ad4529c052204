using Lightcone.Flows;

namespace Lightcone.Experiments.Physics;

/// <summary>Where a body is: a rotation, then a shift. Sine and cosine are portable to the last bit.</summary>
internal readonly record struct Pose(Vector2D Position, double Sine, double Cosine)
{
    /// <summary>The pose of a body whose point <paramref name="localCenter"/> lies at <paramref name="center"/>.</summary>
    public static Pose Of(Vector2D center, double angle, Vector2D localCenter)
    {
        Pose turned = new(default, Trigonometry.Sin<Scalar>(angle).Value, Trigonometry.Cos<Scalar>(angle).Value);
        return turned with { Position = center - turned.Turn(localCenter) };
    }

    public Vector2D Turn(Vector2D v) => new((Cosine * v.X) - (Sine * v.Y), (Sine * v.X) + (Cosine * v.Y));

    public Vector2D TurnBack(Vector2D v) => new((Cosine * v.X) + (Sine * v.Y), (Cosine * v.Y) - (Sine * v.X));

    public Vector2D Apply(Vector2D v) => Turn(v) + Position;

    public Vector2D Undo(Vector2D v) => TurnBack(v - Position);
}
