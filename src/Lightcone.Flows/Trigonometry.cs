namespace Lightcone.Flows;

/// <summary>Sine and cosine from exactly rounded operations only, without branches, so that lanes and single numbers agree in every bit.</summary>
/// <remarks>x = n pi + r with |r| at most pi/2, pi held in three parts of 32 bits so that n pi is subtracted exactly; then the Taylor series to r^21.</remarks>
internal static class Trigonometry
{
    private const double PiHigh = 3.1415926534682512;
    private const double PiMiddle = 1.2154201012607932e-10;
    private const double PiLow = 4.044532497591901e-21;

    public static T Sin<T>(T x)
        where T : unmanaged, IReal<T>
    {
        T turns = T.Floor(T.MultiplyAdd(x, 1 / Math.PI, 0.5));
        return Reduced(x, turns, turns);
    }

    public static T Cos<T>(T x)
        where T : unmanaged, IReal<T>
    {
        // cos x = sin(x + pi/2): the multiples of pi removed are the half-odd ones.
        T turns = T.Floor(T.MultiplyAdd(x, 1 / Math.PI, 1.0));
        return Reduced(x, turns - 0.5, turns);
    }

    // sin(x - removed pi), negated when parity is odd.
    private static T Reduced<T>(T x, T removed, T parity)
        where T : unmanaged, IReal<T>
    {
        T r = T.MultiplyAdd(-removed, PiLow, T.MultiplyAdd(-removed, PiMiddle, T.MultiplyAdd(-removed, PiHigh, x)));
        T odd = parity - (T.Floor(parity * 0.5) * 2.0);
        T s = r * r;
        T series = 1.9572941063391263e-20;
        series = T.MultiplyAdd(series, s, -8.22063524662433e-18);
        series = T.MultiplyAdd(series, s, 2.8114572543455206e-15);
        series = T.MultiplyAdd(series, s, -7.647163731819816e-13);
        series = T.MultiplyAdd(series, s, 1.6059043836821613e-10);
        series = T.MultiplyAdd(series, s, -2.505210838544172e-08);
        series = T.MultiplyAdd(series, s, 2.7557319223985893e-06);
        series = T.MultiplyAdd(series, s, -0.0001984126984126984);
        series = T.MultiplyAdd(series, s, 0.008333333333333333);
        series = T.MultiplyAdd(series, s, -0.16666666666666666);
        T sine = T.MultiplyAdd(r * s, series, r);
        return T.MultiplyAdd(-2.0 * odd, sine, sine);
    }
}
