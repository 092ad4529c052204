using System.Collections.Immutable;
using System.Globalization;
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

    private EmbeddingChoice(int delay, bool isMinimum, int? dimension, int decorrelation, double[] information, double[] falseShares, double[] cao1, double[] cao2) =>
        (Delay, HasMinimum, Dimension, Decorrelation, Information, FalseNeighbors, CaoE1, CaoE2) = (delay, isMinimum, dimension, decorrelation, [.. information], [.. falseShares], [.. cao1], [.. cao2]);

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

    /// <summary>Chooses; the neighbors of at most 4,000 points are looked at.</summary>
    /// <param name="series">Finite numbers that are not all equal, at least 100.</param>
    /// <param name="delay">The delay where it is known; otherwise it is chosen.</param>
    /// <exception cref="ArgumentException">The series is too short, constant or not finite, or the delay is out of its range.</exception>
    public static EmbeddingChoice Of(ReadOnlySpan<double> series, int? delay = null)
    {
        if (series.Length < 100)
            throw new ArgumentException($"An embedding is chosen from at least 100 values; the series has {series.Length}.", nameof(series));
        Symbols.CheckFinite(series);
        double size = Spread(series);
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
            (shares[d - 1], e[d - 1], star[d - 1]) = Neighbors(series, d, chosen, size);
        double[] e1 = [.. Enumerable.Range(0, dimensions - 1).Select(d => e[d + 1] / e[d])], e2 = [.. Enumerable.Range(0, dimensions - 1).Select(d => star[d + 1] / star[d])];
        int enough = Array.FindIndex(shares, static share => share < FewFalse);
        return new(chosen, delay is null && minimum is not null, enough < 0 ? null : enough + 1, decorrelation, information, shares, e1, e2);
    }

    // Equally full bins of the series' own values: the information then does not depend on their scale.
    private static double[] MutualInformations(ReadOnlySpan<double> series, int most)
    {
        int bins = Math.Clamp((int)Math.Sqrt(series.Length / 20.0), 4, 24);
        int[] order = [.. Enumerable.Range(0, series.Length)];
        Array.Sort(series.ToArray(), order);
        byte[] symbols = new byte[series.Length];
        for (int rank = 0; rank < order.Length; rank++)
            symbols[order[rank]] = (byte)((long)rank * bins / order.Length);
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

    private static (double FalseShare, double E, double EStar) Neighbors(ReadOnlySpan<double> series, int dimension, int delay, double size)
    {
        DelayEmbedding embedding = DelayEmbedding.Of(series[..^delay], dimension, delay);
        NeighborTree tree = new(embedding.Array, dimension);
        int every = Math.Max(1, embedding.Count / MostPoints), seen = 0, wrong = 0;
        double sum = 0, star = 0;
        for (int i = 0; i < embedding.Count; i += every)
        {
            (int j, double near) = tree.Nearest(i, delay, skipEqual: true);
            if (j < 0)
                continue;
            double next = Math.Abs(series[i + (dimension * delay)] - series[j + (dimension * delay)]);
            double larger = Math.Max(near, next);
            wrong += next > FalseBeyond * near || larger > SizeBeyond * size ? 1 : 0;
            (seen, sum, star) = (seen + 1, sum + (larger / near), star + next);
        }

        return seen == 0 ? (0, 1, 1) : ((double)wrong / seen, sum / seen, star / seen);
    }

    private static double Mean(ReadOnlySpan<double> series)
    {
        double mean = 0;
        for (int t = 0; t < series.Length; t++)
            mean += (series[t] - mean) / (t + 1);
        return mean;
    }

    internal static double Spread(ReadOnlySpan<double> series)
    {
        double mean = Mean(series), sum = 0;
        foreach (double value in series)
            sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / series.Length);
    }

    /// <summary>Delay and dimension with what they rest on.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"delay {Delay} ({(HasMinimum ? "the first minimum of the mutual information" : "the autocorrelation falls below 1/e, before any minimum of the mutual information")}), dimension {(Dimension is { } found ? $"{found} ({100 * FalseNeighbors[found - 1]:0.#} % false neighbors)" : $"not found: {100 * FalseNeighbors[^1]:0.#} % of the neighbors are false with {FalseNeighbors.Length} coordinates")}");
}
