using System.Globalization;
using System.Numerics;

namespace Lightcone.Proofs.Arguments;

/// <summary>A multiple of a power whose exponent is the number n of cells of a row.</summary>
/// <param name="Times">The factor.</param>
/// <param name="Base">The base, at least 2.</param>
public readonly record struct PowerOfCells(int Times, int Base)
{
    /// <summary>The value for the size of a lattice, exactly. As many digits as the lattice has cells.</summary>
    public BigInteger Evaluate(Shape shape) => Times * BigInteger.Pow(Base, shape.Count);

    /// <summary>The power as people write it: 2^n, 7*2^n.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Times == 1 ? "" : $"{Times}*")}{Base}^n");
}
