namespace Lightcone.Foundation;

/// <summary>
/// Elementary functions built only from operations that IEEE 754 rounds exactly, so that training gives the same bytes on every machine:
/// the platform's own <c>exp</c>, <c>log</c> and <c>cos</c> may differ in their last bit between systems.
/// </summary>
/// <remarks>Relative error below 1e-14 over the ranges stated. Speed is that of a short polynomial.</remarks>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;

    /// <summary>Natural logarithm of a positive normal number.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // log m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| <= 0.1716.
        double s = (m - 1) / (m + 1);
        double s2 = s * s;
        double series = 0;
        for (int k = 21; k >= 3; k -= 2)
            series = (series + (1.0 / k)) * s2;
        return (exponent * Ln2High) + ((2 * s * (1 + series)) + (exponent * Ln2Low));
    }

    /// <summary>Exponential; 0 below -708 and the value at 709 above it.</summary>
    public static double Exp(double x)
    {
        if (x < -708)
            return 0;
        x = Math.Min(x, 709);
        double n = Math.Floor((x * InverseLn2) + 0.5);
        double r = x - (n * Ln2High) - (n * Ln2Low);
        double sum = 1;
        for (int k = 13; k >= 1; k--)
            sum = 1 + (sum * r / k);
        return sum * BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
    }

    /// <summary>Cosine of an angle in 0 .. pi.</summary>
    public static double Cos(double x)
    {
        bool mirrored = x > Math.PI / 2;
        double y = mirrored ? Math.PI - x : x;
        double y2 = y * y;
        double sum = 1;
        for (int k = 24; k >= 2; k -= 2)
            sum = 1 - (sum * y2 / (k * (k - 1)));
        return mirrored ? -sum : sum;
    }
}
