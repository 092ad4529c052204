using System.Numerics;

namespace Lightcone.Proofs.Arguments;

/// <summary>An exact quotient in lowest terms.</summary>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">By what; positive.</param>
public readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => Denominator.IsOne;

    /// <summary>The quotient in float64, for people.</summary>
    internal double Approximate() => (double)Numerator / (double)Denominator;

    /// <summary>2, or 10/9.</summary>
    public override string ToString() => IsWhole ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
