namespace Lightcone;

/// <summary>The place of a neighbor relative to its cell.</summary>
/// <param name="X">Columns to the right; negative to the left.</param>
/// <param name="Y">Rows down; negative up. 0 in one dimension.</param>
/// <example>
/// <code>
/// Offset above = new(0, -1), right = new(1);
/// </code>
/// </example>
public readonly record struct Offset(int X, int Y = 0)
{
    /// <summary>How far the neighbor is, by the larger of the two coordinates.</summary>
    public int Reach => Math.Max(Math.Abs(X), Math.Abs(Y));

    /// <summary>The offset that leads back.</summary>
    public static Offset operator -(Offset offset) => new(-offset.X, -offset.Y);

    /// <summary>The number of columns for a neighbor in the same row, else the pair.</summary>
    public override string ToString() => Y == 0 ? $"{X}" : $"({X},{Y})";
}
