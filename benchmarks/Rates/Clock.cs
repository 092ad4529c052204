using System.Diagnostics;

namespace Lightcone.Rates;

/// <summary>Times work on one core.</summary>
internal static class Clock
{
    private const double LeastSeconds = 0.02;
    private const int Rounds = 7;

    /// <summary>Nanoseconds a unit of the work: the least of some rounds, each of at least 20 ms. The first round is for the compiler.</summary>
    /// <param name="work">Does some work and says how many units it was.</param>
    public static double Least(Func<long> work)
    {
        double least = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long units = 0;
            long start = Stopwatch.GetTimestamp();
            do
                units += work();
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < LeastSeconds);
            least = round == 0 ? least : Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds / units);
        }

        return least;
    }
}
