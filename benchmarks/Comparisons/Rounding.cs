namespace Lightcone.Comparisons;

/// <summary>How far two programs that add the same numbers in other orders may be apart.</summary>
internal static class Rounding
{
    private const double UnitRoundoff = 1.0 / (1 << 24);

    /// <summary>
    /// In single precision, as a share of the largest result: roundings are as good as independent, so their sum grows with the square root of how many there are
    /// (N. J. Higham and T. Mary, "A new approach to probabilistic rounding error analysis", SIAM J. Sci. Comput. 41 (2019)); sixteen times that leaves room for terms that cancel. At least 1e-5.
    /// </summary>
    /// <param name="depth">How many roundings one result passes through: the terms of its sum, times the sums that follow one another.</param>
    public static double OfSingles(double depth) => Math.Max(1e-5, 16 * UnitRoundoff * Math.Sqrt(depth));
}
