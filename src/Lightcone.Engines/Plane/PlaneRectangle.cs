using System.Numerics;

namespace Lightcone.Engines.Plane;

/// <summary>A rectangle of the plane; columns count to the right and rows down.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PlaneRectangle(BigInteger Left, BigInteger Top, BigInteger Width, BigInteger Height)
{
    /// <summary>Whether a cell is in it.</summary>
    public bool Contains(BigInteger x, BigInteger y) => x >= Left && y >= Top && x < Left + Width && y < Top + Height;

    /// <summary>Width, height and corner: 3x3 at column -1, row 0.</summary>
    public override string ToString() => $"{Width}x{Height} at column {Left}, row {Top}";
}
