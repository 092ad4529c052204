namespace Lightcone.Experiments.Physics;

/// <summary>A box parallel to the axes.</summary>
internal readonly record struct Box(Vector2D Low, Vector2D High)
{
    public bool Overlaps(Box other) => Low.X <= other.High.X && Low.Y <= other.High.Y && other.Low.X <= High.X && other.Low.Y <= High.Y;

    public bool Contains(Box other) => Low.X <= other.Low.X && Low.Y <= other.Low.Y && other.High.X <= High.X && other.High.Y <= High.Y;

    public Box Union(Box other) =>
        new(new(Math.Min(Low.X, other.Low.X), Math.Min(Low.Y, other.Low.Y)), new(Math.Max(High.X, other.High.X), Math.Max(High.Y, other.High.Y)));

    /// <summary>The box with its margin, and twice a shift farther in its direction.</summary>
    public Box Widened(Vector2D shift)
    {
        Vector2D margin = new(Tolerances.BoxMargin, Tolerances.BoxMargin), low = Low - margin, high = High + margin, ahead = 2 * shift;
        return new(low + new Vector2D(Math.Min(ahead.X, 0), Math.Min(ahead.Y, 0)), high + new Vector2D(Math.Max(ahead.X, 0), Math.Max(ahead.Y, 0)));
    }
}
