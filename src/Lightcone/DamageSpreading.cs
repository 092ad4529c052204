namespace Lightcone;

/// <summary>
/// The lowest and highest differing coordinate along one axis, step after step, relative to where the change was made. On a ring coordinates are unrolled:
/// from step to step the differing cells stay within the previous ones widened by the hard cone, and while that range is no longer than the ring, each cell has one place in it.
/// </summary>
internal sealed class DamageSpreading(int origin, int length, Boundary boundary, int back, int forth)
{
    private readonly bool isRing = boundary is Boundary.PeriodicBoundary;
    private int low;
    private int high;
    private int floor;
    private bool ended;

    /// <summary>The lowest differing coordinate at each step so far, beginning with 0.</summary>
    public List<int> Low { get; } = [0];

    /// <summary>The highest differing coordinate at each step so far, beginning with 0.</summary>
    public List<int> High { get; } = [0];

    public void Begin()
    {
        floor = Low[^1] - back;
        long reach = (long)High[^1] + forth - floor + 1;
        // An axis of one cell, as the second one of a row, has no fronts to meet.
        ended |= isRing && length > 1 && reach > length;
        (low, high) = (int.MaxValue, int.MinValue);
    }

    public void See(int coordinate)
    {
        int place = coordinate - origin;
        if (isRing)
        {
            int rest = (place - floor) % length;
            place = floor + (rest < 0 ? rest + length : rest);
        }

        low = Math.Min(low, place);
        high = Math.Max(high, place);
    }

    public void End()
    {
        if (ended)
            return;
        Low.Add(low);
        High.Add(high);
    }

    /// <summary>Speed of the low side, outward, up to step <paramref name="last"/>.</summary>
    public double LowSpeed(int last) => 0 - Slope(Low, UntilEdge(Low, -origin, last));

    /// <summary>Speed of the high side, outward, up to step <paramref name="last"/>.</summary>
    public double HighSpeed(int last) => Slope(High, UntilEdge(High, length - 1 - origin, last));

    /// <summary>A wall stops a front: only the steps before it is reached tell a speed.</summary>
    private int UntilEdge(List<int> places, int edge, int last)
    {
        int reached = isRing ? -1 : places.IndexOf(edge);
        return reached < 0 ? last : Math.Min(reached, last);
    }

    /// <summary>Slope of the line of least squares through the later half of the steps 0 to <paramref name="last"/>.</summary>
    private static double Slope(List<int> places, int last)
    {
        int first = last / 2;
        int count = last - first + 1;
        if (count < 2)
            return 0;
        double middle = (first + last) / 2.0;
        double mean = 0;
        for (int t = first; t <= last; t++)
            mean += places[t];
        mean /= count;
        double product = 0;
        double square = 0;
        for (int t = first; t <= last; t++)
        {
            product += (t - middle) * (places[t] - mean);
            square += (t - middle) * (t - middle);
        }

        return product / square;
    }
}
