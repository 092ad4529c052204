namespace Lightcone.Foundation.Exact;

/// <summary>All numbers between two bounds. Every result is rounded outward by one unit in the last place, which is more than the error of a correctly rounded operation: the true result always lies inside.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
internal readonly record struct Interval(double Low, double High)
{
    public static Interval Of(double value) => new(value, value);

    /// <summary>The numbers at most <paramref name="radius"/> away from <paramref name="center"/>.</summary>
    public static Interval Around(double center, double radius) => radius == 0 ? Of(center) : Outward(center - radius, center + radius);

    public static Interval operator +(Interval a, Interval b) => Outward(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a, Interval b) => Outward(a.Low - b.High, a.High - b.Low);

    public static Interval operator *(Interval a, Interval b)
    {
        double p = a.Low * b.Low;
        double q = a.Low * b.High;
        double r = a.High * b.Low;
        double s = a.High * b.High;
        return Outward(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    /// <summary>The activation that is z above zero and slope times z below it.</summary>
    public Interval Activate(double slope)
    {
        Interval below = this * Of(slope);
        if (Low >= 0)
            return this;
        if (High <= 0)
            return below;
        Interval end = Of(Low) * Of(slope);
        return new(Math.Min(0, end.Low), Math.Max(High, end.High));
    }

    private static Interval Outward(double low, double high) => new(Math.BitDecrement(low), Math.BitIncrement(high));
}
