using System.Globalization;
using System.Numerics;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// A bound on the number of steps, as an exact value in the size of the lattice: floor(factor x ((size + power) / divisor + plus) / last), where the inner quotient is rounded down or up.
/// All the bounds of certificates have this form: n, ceil(n/2), floor(5(n+1)/2), 4floor(n^2/4), w+h-1, floor((7*2^n-4)/3).
/// </summary>
public sealed record StepBound
{
    /// <summary>The polynomial in the size.</summary>
    public required Polynomial Size { get; init; }

    /// <summary>A power with the number of cells as its exponent, added to the size; null, the default, for none.</summary>
    public PowerOfCells? Power { get; init; }

    /// <summary>What the size is divided by, at least 1; 1 when left out.</summary>
    public int Divisor { get; init; } = 1;

    /// <summary>Whether that quotient is rounded up, else down.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>What is added to the quotient; 0 when left out.</summary>
    public int Plus { get; init; }

    /// <summary>What all that is multiplied by; 1 when left out.</summary>
    public BigInteger Factor { get; init; } = BigInteger.One;

    /// <summary>What the product is divided by, rounded down; 1 when left out.</summary>
    public BigInteger Last { get; init; } = BigInteger.One;

    /// <summary>So many steps on every lattice.</summary>
    public static StepBound Constant(int steps) => new() { Size = new(One: steps) };

    /// <summary>The bound for one size, exactly.</summary>
    public BigInteger Evaluate(Shape shape)
    {
        BigInteger size = Size.Evaluate(shape) + (Power?.Evaluate(shape) ?? 0) + (RoundsUp ? Divisor - 1 : 0);
        return Floor(Factor * (Floor(size, Divisor) + Plus), Last);
    }

    /// <summary>The bound for rows or rings of so many cells.</summary>
    public BigInteger Evaluate(int cells) => Evaluate(Shape.Row(cells));

    /// <summary>The formula: n, ceil(n/2), floor(5(n+1)/2), 4floor(n^2/4), w+h-1. A sum in n always stands in parentheses.</summary>
    public override string ToString()
    {
        string size = Power is not { } power ? $"{Size}" : Size == default ? $"{power}" : Size.ToString().StartsWith('-') ? $"{power}{Size}" : $"{power}+{Size}";
        bool isSum = Power is null ? Size.IsSumInN : Size != default;
        string sum = isSum || !Size.IsSingle ? $"({size})" : size;
        string inner = Divisor == 1 ? (isSum ? sum : size) : string.Create(CultureInfo.InvariantCulture, $"{(RoundsUp ? "ceil" : "floor")}({sum}/{Divisor})");
        bool isSingle = Plus == 0 && (Divisor != 1 || Size.IsSingle || isSum);
        if (Plus != 0)
            inner += Plus.ToString("+0;-0", CultureInfo.InvariantCulture);
        string product = Factor.IsOne ? inner : isSingle ? $"{Factor}{inner}" : $"{Factor}({inner})";
        return Last.IsOne ? product : $"floor({product}/{Last})";
    }

    private static BigInteger Floor(BigInteger number, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(number, divisor, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
