using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Stepping;

namespace Lightcone.Flows;

/// <summary>
/// The Lyapunov exponents of a flow or a map along one trajectory, with what is needed to judge them: the exact mean divergence that they must sum to,
/// how they settled, and whether the trajectory came to its end.
/// </summary>
/// <remarks>
/// Benettin, Galgani, Giorgilli and Strelcyn, Meccanica 15, 9 (1980): tangent vectors are carried by the exact Jacobian and made orthonormal again (QR) every few steps;
/// an exponent is the mean logarithm of a vector's growth. Base e, per unit of time (per step for a map).
/// </remarks>
public sealed class LyapunovSpectrum
{
    /// <summary>A running estimate that wanders, over the last half, by less than this share of its own size (but at least of a twentieth of the largest exponent's size, for exponents near 0) counts as converged.</summary>
    public const double ConvergenceTolerance = 0.05;

    private const double RoundOff = 1e-9;

    private readonly double[] historyTimes;
    private readonly double[] history;

    internal LyapunovSpectrum(string system, SpectrumRecord record)
    {
        System = system;
        Interruption = record.Interruption;
        (historyTimes, history) = (record.Times, record.Running);
        int n = record.Dimension;
        Duration = historyTimes.Length == 0 ? 0 : historyTimes[^1];
        MeanDivergence = record.MeanDivergence;
        double[] final = historyTimes.Length == 0 ? [.. Enumerable.Repeat(double.NaN, n)] : history[^n..];
        // Gram-Schmidt orders the columns itself, up to noise between nearly equal exponents.
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => final[i])];
        Exponents = [.. order.Select(i => final[i])];
        Drifts = [.. order.Select(i => Drift(i, n))];
        double scale = Exponents.Max(Math.Abs);
        Converged = Interruption is null && historyTimes.Length >= 8 && Drifts.Select((drift, i) => drift <= ConvergenceTolerance * Math.Max(Math.Abs(Exponents[i]), Math.Max(scale / 20, 1e-3))).All(static settled => settled);
    }

    /// <summary>The system with its parameters.</summary>
    public string System { get; }

    /// <summary>The exponents, largest first; as many as the system has components.</summary>
    public ImmutableArray<double> Exponents { get; }

    /// <summary>How far each running estimate wandered during the last half of the time, in the order of <see cref="Exponents"/>: an honest guess of the error left.</summary>
    public ImmutableArray<double> Drifts { get; }

    /// <summary>The sum of the exponents.</summary>
    public double Sum => Exponents.Sum();

    /// <summary>
    /// The time average of the exact divergence along the same trajectory (for a map: of ln |det J|). It equals <see cref="Sum"/> up to the solver's error,
    /// converged or not: a difference means that the step is too long or a Jacobian is wrong.
    /// </summary>
    public double MeanDivergence { get; }

    /// <summary>The time over which the exponents were averaged, transient excluded.</summary>
    public double Duration { get; }

    /// <summary>Whether every running estimate stayed within <see cref="ConvergenceTolerance"/> over the last half of the time.</summary>
    public bool Converged { get; }

    /// <summary>Why the estimate ended early; null when it came to its end.</summary>
    public Interruption? Interruption { get; }

    /// <summary>The times of the running estimates, at most 256.</summary>
    public ReadOnlySpan<double> HistoryTimes => historyTimes;

    /// <summary>The running estimates [time, exponent] in the order of the tangent vectors.</summary>
    public ReadOnlySpan<double> History => history;

    /// <summary>
    /// The Kaplan-Yorke dimension j + (λ1 + … + λj) / |λj+1| for the largest j whose sum is not negative: an upper estimate of the attractor's information dimension.
    /// 0 when all exponents are negative (by more than 1e-9: less is rounding), the number of components when the sum of all is not negative.
    /// </summary>
    /// <remarks>Kaplan and Yorke, Lecture Notes in Mathematics 730, 204 (1979).</remarks>
    public double KaplanYorkeDimension
    {
        get
        {
            double sum = 0;
            for (int j = 0; j < Exponents.Length; j++)
            {
                // The neutral direction of a limit cycle is estimated as zero give or take a rounding.
                if (sum + Exponents[j] < -RoundOff)
                    return j + (sum / Math.Abs(Exponents[j]));
                sum += Exponents[j];
            }

            return Exponents.Length;
        }
    }

    /// <summary>Estimates the exponents of a flow along one trajectory.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="start">The start, as many finite numbers as components.</param>
    /// <param name="duration">The time to average over, positive.</param>
    /// <param name="transient">A time to wait first, until the trajectory is near its attractor and the tangent vectors have turned into their directions; default 0.</param>
    /// <param name="step">The step of the classical Runge-Kutta method; default 0.01.</param>
    /// <param name="every">Steps between two orthonormalizations; default 10.</param>
    /// <exception cref="ArgumentException">The start does not fit or is not finite, or a number is out of its range.</exception>
    public static LyapunovSpectrum Estimate<TFlow>(
        TFlow flow, ReadOnlySpan<double> start, double duration, double transient = 0, double step = 0.01, int every = 10)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        Trajectory.CheckStart(flow.Name, flow.Dimension, start);
        SpectrumPlan plan = SpectrumPlan.Create(start.ToArray(), 1, duration, transient, step, every);
        return FlowDispatch.Run<TFlow, SpectrumOperation<Scalar>, LyapunovSpectrum[]>(flow, new(plan))[0];
    }

    /// <summary>
    /// Estimates the exponents along several trajectories of a flow, eight or sixteen at a time. Each result has the same bytes as <see cref="Estimate"/> gives for its start.
    /// </summary>
    /// <param name="flow">The flow.</param>
    /// <param name="starts">The starts [trajectory, component].</param>
    /// <param name="duration">The time to average over, positive.</param>
    /// <param name="transient">A time to wait first; default 0.</param>
    /// <param name="step">The step; default 0.01.</param>
    /// <param name="every">Steps between two orthonormalizations; default 10.</param>
    /// <exception cref="ArgumentException">The starts do not fit or are not finite, or a number is out of its range.</exception>
    public static LyapunovSpectrum[] EstimateEnsemble<TFlow>(
        TFlow flow, ReadOnlySpan<double> starts, double duration, double transient = 0, double step = 0.01, int every = 10)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        int count = Ensemble.CountStarts(flow.Name, flow.Dimension, starts);
        SpectrumPlan plan = SpectrumPlan.Create(starts.ToArray(), count, duration, transient, step, every);
        // Two vectors at a time keep the arithmetic busy while the other waits for its last result.
        return count > Lanes.Width
            ? FlowDispatch.Run<TFlow, SpectrumOperation<WideLanes>, LyapunovSpectrum[]>(flow, new(plan))
            : FlowDispatch.Run<TFlow, SpectrumOperation<Lanes>, LyapunovSpectrum[]>(flow, new(plan));
    }

    /// <summary>Estimates the exponents of a map along one orbit.</summary>
    /// <param name="map">The map.</param>
    /// <param name="start">The start, as many finite numbers as components.</param>
    /// <param name="steps">The steps to average over, at least 1.</param>
    /// <param name="transient">Steps to take first; default 0.</param>
    /// <exception cref="ArgumentException">The start does not fit or is not finite, or a number is out of its range.</exception>
    public static LyapunovSpectrum EstimateMap<TMap>(TMap map, ReadOnlySpan<double> start, int steps, int transient = 0)
        where TMap : IMap
    {
        ArgumentNullException.ThrowIfNull(map);
        Trajectory.CheckStart(map.Name, map.Dimension, start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(transient);
        return new(Interruption.Describe(map.Name, map.Parameters), MapSpectrum.Run(map, start, steps, transient));
    }

    /// <summary>One line: exponents, sum, divergence, and whether they converged.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"exponents {string.Join(", ", Exponents.Select(static e => e.ToString("F5", CultureInfo.InvariantCulture)))}; sum {Sum:F6}, exact divergence {MeanDivergence:F6}; {(Converged ? "converged" : "not converged")}");

    private double Drift(int exponent, int n)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int k = historyTimes.Length / 2; k < historyTimes.Length; k++)
        {
            low = Math.Min(low, history[(k * n) + exponent]);
            high = Math.Max(high, history[(k * n) + exponent]);
        }

        return high - low;
    }
}
