using System.Globalization;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Series;

/// <summary>What the recurrence plot of a series is made of: lines along which it repeats what it did, and lines along which it stays where it is.</summary>
/// <param name="Radius">Points at most so far apart, in the largest difference of coordinates, recur.</param>
/// <param name="Rate">The share of pairs of points that recur.</param>
/// <param name="Determinism">The share of recurring pairs on diagonal lines of at least the least length.</param>
/// <param name="MeanDiagonal">The mean length of these lines; NaN where there are none, as are their entropy and the trapping time.</param>
/// <param name="LongestDiagonal">The longest of them.</param>
/// <param name="DiagonalEntropy">The entropy of their lengths, in nats.</param>
/// <param name="Laminarity">The share of recurring pairs on vertical lines of at least the least length.</param>
/// <param name="TrappingTime">The mean length of these lines.</param>
/// <remarks>Marwan, Romano, Thiel and Kurths, Physics Reports 438, 237 (2007). Pairs within Theiler's window are left out.</remarks>
public sealed record RecurrenceQuantification(double Radius, double Rate, double Determinism, double MeanDiagonal, int LongestDiagonal, double DiagonalEntropy, double Laminarity, double TrappingTime)
{
    private const int Sampled = 400;

    /// <summary>Quantifies a series. Cost: the pairs of points, times coordinates.</summary>
    /// <param name="embedding">The points.</param>
    /// <param name="rate">The share of pairs that shall recur, between 0 and 1: the radius is the distance that so many of the pairs of 400 points have at most; default 0.05.</param>
    /// <param name="radius">The radius itself, not negative, in place of the rate.</param>
    /// <param name="theiler">Pairs of points fewer steps apart are left out, at least 1; default 1, that is a point with itself.</param>
    /// <param name="least">The least length of a line, at least 2; default 2.</param>
    /// <exception cref="ArgumentException">There are fewer points than 10 outside the window, or a setting is out of its range.</exception>
    public static RecurrenceQuantification Of(DelayEmbedding embedding, double rate = 0.05, double? radius = null, int theiler = 1, int least = 2)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentOutOfRangeException.ThrowIfLessThan(theiler, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 2);
        if (!(rate > 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must lie between 0 and 1.");
        if (radius is { } given && !(given >= 0))
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "The radius must not be negative.");
        int n = embedding.Count;
        if (n < theiler + 10)
            throw new ArgumentException($"{n} points are too few with a window of {theiler}.", nameof(embedding));
        double near = radius ?? Math.Max(Typical(embedding, theiler, rate), Symbols.RoundOff(embedding.Points));
        Lines diagonals = new(n, least), verticals = new(n, least);
        // The plot is symmetric: one half of it has half of every line but those that cross its middle, which the window leaves out.
        long recurring = 0, pairs = 0;
        for (int apart = theiler; apart < n; apart++)
        {
            int length = 0;
            pairs += n - apart;
            for (int i = 0; i + apart < n; i++)
                if (IsNear(embedding, i, i + apart, near))
                    (length, recurring) = (length + 1, recurring + 1);
                else
                    length = diagonals.End(length);
            diagonals.End(length);
        }

        for (int j = 0; j < n; j++)
        {
            int length = 0;
            for (int i = 0; i < n; i++)
                length = Math.Abs(i - j) >= theiler && IsNear(embedding, i, j, near) ? length + 1 : verticals.End(length);
            verticals.End(length);
        }

        return new(near, (double)recurring / pairs, diagonals.Share(recurring), diagonals.Mean, diagonals.Longest, diagonals.Entropy, verticals.Share(2 * recurring), verticals.Mean);
    }

    private static double Typical(DelayEmbedding embedding, int theiler, double rate)
    {
        int every = Math.Max(1, embedding.Count / Sampled);
        List<double> distances = [];
        for (int i = 0; i < embedding.Count; i += every)
            for (int j = i + every; j < embedding.Count; j += every)
                if (j - i >= theiler)
                    distances.Add(Distance(embedding.Points, embedding.Dimension, i, j));
        distances.Sort();
        return distances[Math.Min(distances.Count - 1, (int)(rate * distances.Count))];
    }

    private static double Distance(ReadOnlySpan<double> points, int dimension, int a, int b)
    {
        double largest = 0;
        for (int c = 0; c < dimension; c++)
            largest = Math.Max(largest, Math.Abs(points[(a * dimension) + c] - points[(b * dimension) + c]));
        return largest;
    }

    private static bool IsNear(DelayEmbedding embedding, int a, int b, double near)
    {
        double[] points = embedding.Array;
        int dimension = embedding.Dimension;
        for (int c = 0; c < dimension; c++)
            if (!(Math.Abs(points[(a * dimension) + c] - points[(b * dimension) + c]) <= near))
                return false;
        return true;
    }

    /// <summary>The quantities with the radius; <c>none</c> where there is no such line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"recurrence {100 * Rate:F2} % within {Radius:G4}, determinism {Said(100 * Determinism, " %")}, mean diagonal {Said(MeanDiagonal)}, longest {LongestDiagonal}, entropy {(double.IsFinite(DiagonalEntropy) ? $"{DiagonalEntropy:F2} nats" : "none")}, laminarity {Said(100 * Laminarity, " %")}, trapping time {Said(TrappingTime)}");

    private static string Said(double value, string unit = "") => double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{value:F1}{unit}") : "none";

    /// <summary>How many lines there are of each length.</summary>
    private sealed class Lines(int longest, int least)
    {
        private readonly long[] counts = new long[longest + 1];

        public int Longest { get; private set; }

        public double Mean => Number == 0 ? double.NaN : (double)Covered / Number;

        public double Entropy
        {
            get
            {
                double sum = 0;
                for (int length = least; length < counts.Length; length++)
                    if (counts[length] > 0)
                        sum -= (double)counts[length] / Number * Scalar.Log((double)counts[length] / Number);
                return Number == 0 ? double.NaN : sum;
            }
        }

        private long Number { get; set; }

        private long Covered { get; set; }

        public double Share(long all) => all == 0 ? double.NaN : (double)Covered / all;

        public int End(int length)
        {
            if (length < least)
                return 0;
            counts[length]++;
            (Longest, Number, Covered) = (Math.Max(Longest, length), Number + 1, Covered + length);
            return 0;
        }
    }
}
