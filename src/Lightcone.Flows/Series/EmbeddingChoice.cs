using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Series;

/// <summary>Which delay and how many coordinates a series asks for, with the curves that say so.</summary>
/// <remarks>
/// <para>The delay is the first minimum of the mutual information of a value and the one so many steps later (Fraser and Swinney, Phys. Rev. A 33, 1134 (1986)); where it has none before that, the first step at which the autocorrelation is below 1/e.</para>
/// <para>The dimension is the first at which fewer than 1 in 100 neighbors are false: neighbors only because a coordinate is missing (Kennel, Brown and Abarbanel, Phys. Rev. A 45, 3403 (1992), thresholds 15 and 2). Beside it stands Cao's ratio E1, which stops growing there, and E2, which is 1 at every dimension for noise (Physica D 110, 43 (1997)).</para>
/// </remarks>
public sealed class EmbeddingChoice
{
    private const int MostDimensions = 10;
    private const int MostPoints = 4_000;
    private const double FalseBeyond = 15;
    private const double SizeBeyond = 2;
    private const double FewFalse = 0.01;

    private EmbeddingChoice(int delay, bool isMinimum, int? dimension, int decorrelation, double[] information, double[] falseShares, double[] cao1, double[] cao2, double step, int? period) =>
        (Delay, HasMinimum, Dimension, Decorrelation, Information, FalseNeighbors, CaoE1, CaoE2, RoundingStep, Period) = (delay, isMinimum, dimension, decorrelation, [.. information], [.. falseShares], [.. cao1], [.. cao2], step, period);

    /// <summary>Steps between two coordinates.</summary>
    public int Delay { get; }

    /// <summary>Whether the mutual information has a minimum, so that <see cref="Delay"/> is its place.</summary>
    public bool HasMinimum { get; }

    /// <summary>Coordinates of a point; null when neighbors stay false up to ten: noise, or more dimensions than the series can show.</summary>
    public int? Dimension { get; }

    /// <summary>The first step at which the autocorrelation is below 1/e; the largest step that was looked at when it never is.</summary>
    public int Decorrelation { get; }

    /// <summary>The mutual information, in bits, of values 1, 2, ... steps apart.</summary>
    public ImmutableArray<double> Information { get; }

    /// <summary>The share of false neighbors with 1, 2, ... coordinates.</summary>
    public ImmutableArray<double> FalseNeighbors { get; }

    /// <summary>Cao's E1 with 1, 2, ... coordinates.</summary>
    public ImmutableArray<double> CaoE1 { get; }

    /// <summary>Cao's E2 with 1, 2, ... coordinates.</summary>
    public ImmutableArray<double> CaoE2 { get; }

    /// <summary>The step of which all differences of the values are multiples; 0 when there is none, or none above a thousandth of the standard deviation. Neighbors are not known to be nearer than half of it.</summary>
    public double RoundingStep { get; }

    /// <summary>The number of values after which the series is the same again, up to rounding; null when it does not repeat itself.</summary>
    public int? Period { get; }

    /// <summary>Chooses; the neighbors of at most 4,000 points are looked at.</summary>
    /// <param name="series">Finite numbers that are not all equal, at least 100.</param>
    /// <param name="delay">The delay where it is known; otherwise it is chosen.</param>
    /// <exception cref="ArgumentException">The series is too short, constant or not finite, or the delay is out of its range.</exception>
    public static EmbeddingChoice Of(ReadOnlySpan<double> series, int? delay = null)
    {
        if (series.Length < 100)
            throw new ArgumentException($"An embedding is chosen from at least 100 values; the series has {series.Length}.", nameof(series));
        Symbols.CheckFinite(series);
        series = Magnitude.Near(series, out double factor);
        double size = Spread(series), step = CoarseStep(series, size), same = Math.Max(step / 2, Symbols.RoundOff(series));
        if (size <= Symbols.RoundOff(series))
            throw new ArgumentException("The series is constant, up to rounding.", nameof(series));
        int most = Math.Min(series.Length / 10, 500);
        double[] information = MutualInformations(series, most);
        int? minimum = FirstMinimum(information);
        int decorrelation = Decorrelated(series, most);
        // What comes after the memory is a minimum of noise.
        if (minimum + 1 > decorrelation)
            minimum = null;
        int chosen = delay ?? minimum + 1 ?? decorrelation;
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen, 1, nameof(delay));
        int dimensions = MostDimensions;
        while (dimensions > 1 && series.Length - (dimensions * (long)chosen) < 50)
            dimensions--;
        if (series.Length - (dimensions * (long)chosen) < 50)
            throw new ArgumentException($"A delay of {chosen} leaves too few of {series.Length} values.", nameof(delay));
        double[] shares = new double[dimensions], e = new double[dimensions], star = new double[dimensions];
        for (int d = 1; d <= dimensions; d++)
            (shares[d - 1], e[d - 1], star[d - 1]) = Neighbors(series, d, chosen, size, same);
        double[] e1 = [.. Enumerable.Range(0, dimensions - 1).Select(d => e[d + 1] / e[d])], e2 = [.. Enumerable.Range(0, dimensions - 1).Select(d => star[d + 1] / star[d])];
        int enough = Array.FindIndex(shares, static share => share < FewFalse);
        return new(chosen, delay is null && minimum is not null, enough < 0 ? null : enough + 1, decorrelation, information, shares, e1, e2, step / factor, Repetition.Period(series));
    }

    // Equally full bins of the series' own values: the information then does not depend on their scale.
    private static double[] MutualInformations(ReadOnlySpan<double> series, int most)
    {
        int bins = Math.Clamp((int)Math.Sqrt(series.Length / 20.0), 4, 24);
        int[] order = [.. Enumerable.Range(0, series.Length)];
        double[] sorted = series.ToArray();
        Array.Sort(sorted, order);
        byte[] symbols = new byte[series.Length];
        double same = Symbols.RoundOff(series);
        // Equal values are one symbol: their order in the sorting says nothing.
        for (int rank = 0, first = 0; rank < order.Length; rank++)
        {
            if (rank > 0 && sorted[rank] - sorted[rank - 1] > same)
                first = rank;
            symbols[order[rank]] = (byte)((long)first * bins / order.Length);
        }

        List<double> information = [];
        for (int lag = 1; lag <= most; lag++)
        {
            information.Add(MutualInformation.Estimate(symbols.AsSpan(0, symbols.Length - lag), symbols.AsSpan(lag)).Bits);
            // One minimum is all that is asked for, seen from far enough behind it.
            if (lag > 3 && information.Count > 2 && FirstMinimum(information) is { } at && lag > (2 * at) + 4)
                break;
        }

        return [.. information];
    }

    private static int? FirstMinimum(IReadOnlyList<double> information)
    {
        for (int k = 1; k + 1 < information.Count; k++)
            if (information[k] < information[k - 1] && information[k] <= information[k + 1])
                return k;
        return null;
    }

    private static int Decorrelated(ReadOnlySpan<double> series, int most)
    {
        double mean = Mean(series), whole = 0;
        foreach (double value in series)
            whole += (value - mean) * (value - mean);
        for (int lag = 1; lag < most; lag++)
        {
            double sum = 0;
            for (int t = 0; t + lag < series.Length; t++)
                sum += (series[t] - mean) * (series[t + lag] - mean);
            if (sum < whole / Math.E)
                return lag;
        }

        return most;
    }

    // Distances below what the values were rounded to are not known: neighbors are then as far apart as that.
    private static (double FalseShare, double E, double EStar) Neighbors(ReadOnlySpan<double> series, int dimension, int delay, double size, double same)
    {
        DelayEmbedding embedding = DelayEmbedding.Of(series[..^delay], dimension, delay);
        NeighborTree tree = new(embedding.Array, dimension);
        int every = Math.Max(1, embedding.Count / MostPoints), seen = 0, apart = 0, wrong = 0;
        double sum = 0, star = 0;
        for (int i = 0; i < embedding.Count; i += every)
        {
            (int j, double near) = tree.Nearest(i, delay);
            if (j < 0)
                continue;
            double next = Next(series, i, j), larger = Math.Max(near, next);
            wrong += next > FalseBeyond * Math.Max(near, same) || larger > SizeBeyond * size ? 1 : 0;
            seen++;
            // Cao's ratios are of neighbors that are not the same point.
            if (near == 0)
                (j, near) = tree.Nearest(i, delay, beyond: 0);
            if (j < 0)
                continue;
            next = Next(series, i, j);
            (apart, sum, star) = (apart + 1, sum + (Math.Max(near, next) / Math.Max(near, same)), star + next);
        }

        return (seen == 0 ? 0 : (double)wrong / seen, apart == 0 ? 1 : sum / apart, apart == 0 ? 1 : star / apart);

        double Next(ReadOnlySpan<double> all, int i, int j) => Math.Abs(all[i + (dimension * delay)] - all[j + (dimension * delay)]);
    }

    private static double Mean(ReadOnlySpan<double> series)
    {
        double mean = 0;
        for (int t = 0; t < series.Length; t++)
            mean += (series[t] - mean) / (t + 1);
        return mean;
    }

    /// <summary>The step that the values are rounded to, where it is large enough to be seen by their neighbors; otherwise 0.</summary>
    internal static double CoarseStep(ReadOnlySpan<double> series, double size) => RoundedValues.Step(series) is var step && step > 1e-3 * size ? step : 0;

    internal static double Spread(ReadOnlySpan<double> series)
    {
        series = Magnitude.Near(series, out double factor);
        double mean = Mean(series), sum = 0;
        foreach (double value in series)
            sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / series.Length) / factor;
    }

    /// <summary>Delay and dimension with what they rest on.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"delay {Delay} ({(HasMinimum ? "the first minimum of the mutual information" : "the autocorrelation falls below 1/e, before any minimum of the mutual information")}), dimension {(Dimension is { } found ? $"{found} ({100 * FalseNeighbors[found - 1]:0.#} % false neighbors)" : $"not found: {100 * FalseNeighbors[^1]:0.#} % of the neighbors are false with {FalseNeighbors.Length} coordinates")}{(Period is { } period ? $"; the series repeats itself every {period} values, up to rounding" : "")}{(RoundingStep > 0 ? $"; values rounded to {RoundingStep:G3}" : "")}");
}
