namespace Lightcone.Flows;

/// <summary>Powers with a whole exponent that is not negative, by squaring: the same roundings in every lane.</summary>
internal static class WholePower
{
    public static T Of<T>(T x, int exponent)
        where T : unmanaged, IReal<T>
    {
        T result = 1;
        for (; exponent > 0; exponent >>= 1, x *= x)
            if ((exponent & 1) != 0)
                result *= x;
        return result;
    }
}
