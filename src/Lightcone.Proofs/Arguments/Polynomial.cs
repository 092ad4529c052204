using System.Globalization;
using System.Numerics;

namespace Lightcone.Proofs.Arguments;

/// <summary>A polynomial with whole coefficients in the size of a lattice: n cells, or w columns and h rows. The default is 0.</summary>
/// <param name="One">The constant.</param>
/// <param name="N">The coefficient of n.</param>
/// <param name="NSquared">The coefficient of n^2.</param>
/// <param name="W">The coefficient of w.</param>
/// <param name="H">The coefficient of h.</param>
/// <param name="WH">The coefficient of wh.</param>
public readonly record struct Polynomial(int One = 0, int N = 0, int NSquared = 0, int W = 0, int H = 0, int WH = 0)
{
    /// <summary>Whether there is at most one term that is not 0.</summary>
    internal bool IsSingle => Terms().Count() <= 1;

    /// <summary>Whether it is a sum that holds n.</summary>
    internal bool IsSumInN => !IsSingle && (N != 0 || NSquared != 0);

    /// <summary>The value for the size of a lattice, exactly.</summary>
    public BigInteger Evaluate(Shape shape)
    {
        BigInteger n = (BigInteger)shape.Width * shape.Height;
        return One + (N * n) + (NSquared * n * n) + ((BigInteger)W * shape.Width) + ((BigInteger)H * shape.Height) + (WH * n);
    }

    /// <summary>The polynomial as people write it: n, 2n, n+1, w+h-1.</summary>
    public override string ToString()
    {
        string text = string.Concat(Terms().Select(static term => term[0] == '-' ? term : $"+{term}"));
        return text.Length == 0 ? "0" : text.TrimStart('+');
    }

    private IEnumerable<string> Terms()
    {
        foreach ((int coefficient, string power) in new[] { (NSquared, "n^2"), (N, "n"), (WH, "wh"), (W, "w"), (H, "h") })
            if (coefficient != 0)
                yield return coefficient switch { 1 => power, -1 => $"-{power}", _ => string.Create(CultureInfo.InvariantCulture, $"{coefficient}{power}") };
        if (One != 0)
            yield return One.ToString(CultureInfo.InvariantCulture);
    }
}
