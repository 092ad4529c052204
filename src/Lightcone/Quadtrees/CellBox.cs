using System.Numerics;

namespace Lightcone.Quadtrees;

/// <summary>A rectangle of cells on the plane, columns to the right and rows down.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">How many columns, at least 0.</param>
/// <param name="Height">How many rows, at least 0.</param>
public readonly record struct CellBox(BigInteger Left, BigInteger Top, BigInteger Width, BigInteger Height)
{
    /// <summary>How many cells lie in it.</summary>
    public BigInteger Area => Width * Height;

    /// <summary>The smallest rectangle around both.</summary>
    internal CellBox Around(CellBox other)
    {
        (BigInteger left, BigInteger top) = (BigInteger.Min(Left, other.Left), BigInteger.Min(Top, other.Top));
        return new(left, top, BigInteger.Max(Left + Width, other.Left + other.Width) - left, BigInteger.Max(Top + Height, other.Top + other.Height) - top);
    }

    /// <summary>Width x height, with separators.</summary>
    public override string ToString() => FormattableString.Invariant($"{Width:N0} x {Height:N0}");
}
