using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Flows.Measures;

/// <summary>
/// The Lyapunov exponents of a flow or a map along one trajectory, with what is needed to judge them: the interval that holds each, the exact mean divergence that they must sum to,
/// and whether the trajectory came to its end.
/// </summary>
/// <remarks>
/// <para>Benettin, Galgani, Giorgilli and Strelcyn, Meccanica 15, 9 (1980): tangent vectors are carried by the exact Jacobian and made orthonormal again (QR) every few steps;
/// an exponent is the mean logarithm of a vector's growth. Base e, per unit of time (per step for a map).</para>
/// <para>Where a typed flow jumps, at <c>sign(...) = 0</c>, tangent vectors jump too: the moment is located, and they are carried across by the saltation matrix
/// (P. C. Mueller, "Calculation of Lyapunov exponents for dynamic systems with discontinuities", Chaos, Solitons and Fractals 5 (1995)). At a kink, <c>abs(...) = 0</c>, only the derivative jumps and nothing
/// is to be done. Of a flow written as a type nothing is known but its Jacobian: there a jump goes unseen, and <see cref="Estimate"/> must not be used.</para>
/// </remarks>
public sealed class LyapunovSpectrum
{
    /// <summary>The half width of an interval that counts as narrow, as a share of the exponent's size; see <see cref="Converged"/>.</summary>
    public const double ConvergenceTolerance = 0.05;

    /// <summary>What else counts as narrow: growth known to this much over a turn of the motion (<see cref="StepCheck.Turn"/>), or over a step of a map.</summary>
    public const double TurnTolerance = 0.01;

    /// <summary>How much halving the step may change the growth of tangent vectors, as a share of the largest exponent; see <see cref="StepCheck.GrowthError"/>.</summary>
    public const double StepTolerance = 0.02;

    /// <summary>How far the sum may be from the exact divergence, as a share of the sizes of all exponents; see <see cref="IsConsistent"/>.</summary>
    public const double SumTolerance = 1e-3;

    private const double RoundOff = 1e-9;

    private readonly SpectrumRecord record;
    private readonly double[] historyTimes;
    private readonly double[] history;
    private readonly int[] order;
    private readonly Lazy<StepCheck>? check;
    private ImmutableArray<CorrelatedMean> means;

    internal LyapunovSpectrum(string system, SpectrumRecord record, Func<StepCheck>? check = null)
    {
        this.check = check is null ? null : new(check);
        this.record = record;
        System = system;
        Interruption = record.Interruption;
        (historyTimes, history) = (record.Times, record.Running);
        int n = record.Dimension;
        Duration = historyTimes.Length == 0 ? 0 : historyTimes[^1];
        MeanDivergence = record.MeanDivergence;
        double[] final = historyTimes.Length == 0 ? [.. Enumerable.Repeat(double.NaN, n)] : history[^n..];
        // Gram-Schmidt orders the columns itself, up to noise between nearly equal exponents.
        order = [.. Enumerable.Range(0, n).OrderByDescending(i => final[i])];
        Exponents = [.. order.Select(i => final[i])];
    }

    /// <summary>The system with its parameters.</summary>
    public string System { get; }

    /// <summary>The exponents, largest first; as many as the system has components.</summary>
    public ImmutableArray<double> Exponents { get; }

    /// <summary>The standard error of each exponent, in their order, from the scatter over stretches of the trajectory (<see cref="CorrelatedMean"/>); infinite when fewer than 8 running estimates are known.</summary>
    public ImmutableArray<double> StandardErrors => [.. Means.Select(static mean => mean.StandardError)];

    /// <summary>
    /// Half of the interval around each exponent that holds its long-run value in 95 of 100 cases; infinite when fewer than 8 running estimates are known.
    /// It knows of the finite time alone: what a long step does to the numbers shows in <see cref="Sum"/>. How often it holds is measured in <c>docs/error-bars.md</c>.
    /// </summary>
    public ImmutableArray<double> HalfWidths => [.. Means.Select(static mean => mean.HalfWidth)];

    /// <summary>The sum of the exponents.</summary>
    public double Sum => Exponents.Sum();

    /// <summary>
    /// The time average of the exact divergence along the same trajectory (for a map: of ln |det J|). It equals <see cref="Sum"/> up to the solver's error,
    /// converged or not: a difference means that the step is too long or a Jacobian is wrong.
    /// </summary>
    public double MeanDivergence { get; }

    /// <summary>The time over which the exponents were averaged, transient excluded.</summary>
    public double Duration { get; }

    /// <summary>
    /// Whether <see cref="Sum"/> equals <see cref="MeanDivergence"/> within <see cref="SumTolerance"/> of the sizes of all exponents, or within as much growth over the whole time.
    /// If not, the numbers are wrong however long the time: the step is too long for this flow, or a Jacobian is wrong.
    /// </summary>
    public bool IsConsistent
    {
        get
        {
            double[] finite = [.. Exponents.Where(double.IsFinite)];
            // Superstable: both are minus infinity.
            return Sum.Equals(MeanDivergence) || Math.Abs(Sum - MeanDivergence) <= SumTolerance * (finite.Sum(Math.Abs) + (1 / Duration));
        }
    }

    /// <summary>
    /// Whether the trajectory came to its end, the exponents are consistent, the step is short enough, and each exponent is known: its half width is at most <see cref="ConvergenceTolerance"/> of its size,
    /// or growth is known to <see cref="TurnTolerance"/> a turn. The first asking of a flow's costs up to 20,000 steps, each taken whole and in halves.
    /// </summary>
    public bool Converged => Doubts.IsEmpty;

    /// <summary>Whether steps half as long change the growth of tangent vectors by more than <see cref="StepTolerance"/> of the largest exponent, or the flow is steeper between two steps than its slopes say (<see cref="StepCheck.Leap"/>), so that the numbers are those of the step and not of the flow. Never of a map.</summary>
    public bool StepIsTooLong => check is not null && Interruption is null && (IsCoarse || check.Value.Leap > StepCheck.LeapTolerance);

    private bool IsCoarse => check!.Value.GrowthError > (StepTolerance * Exponents.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max()) + RoundOff;

    /// <summary>What speaks against these numbers, and what to do, a sentence each; empty when nothing does.</summary>
    public ImmutableArray<string> Doubts
    {
        get
        {
            List<string> doubts = [];
            if (Interruption is { } interruption)
                doubts.Add($"{interruption}");
            else if (StepIsTooLong && !IsCoarse)
                doubts.Add(string.Create(CultureInfo.InvariantCulture, $"from one step to the next the flow changes {(check!.Value.Leap < 1 ? string.Create(CultureInfo.InvariantCulture, $"by {check.Value.Leap:P0} of its range more than its slopes say") : "otherwise than its slopes say, by more than its range")}: somewhere it is steeper than such steps see, and these numbers leave that out. Use a much shorter step; write a jump as sign(...), which is located."));
            else if (StepIsTooLong)
                doubts.Add(string.Create(CultureInfo.InvariantCulture, $"steps half as long change the growth of tangent vectors by {check!.Value.GrowthError:G3} per unit of time: the step is too long for this flow, and leaps over what is steep in it. Use a shorter step."));
            if (historyTimes.Length > 0 && !IsConsistent)
                doubts.Add(string.Create(CultureInfo.InvariantCulture, $"the exponents sum to {Sum:G6} where the exact divergence is {MeanDivergence:G6}: they are wrong, because {(check is null ? "a Jacobian is not the derivative, or the orbit loses all digits." : "the step is too long for this flow (or a Jacobian is not the derivative). Use a shorter step.")}"));
            if (Interruption is null && !IsNarrow())
                doubts.Add(double.IsFinite(HalfWidths.Max())
                    ? string.Create(CultureInfo.InvariantCulture, $"an interval is wider than {ConvergenceTolerance:P0} of its exponent and than {TurnTolerance:P0} of growth in a {(check is null ? "step" : $"turn of {Turn:G3}")}. Use a longer duration: ten times the time makes intervals about three times as narrow.")
                    : "the time is too short for an error to be told. Use a longer duration.");
            return [.. doubts];
        }
    }

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
                if (double.IsNegativeInfinity(Exponents[j]))
                    return j;
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
        LyapunovSpectrum found = flow is TextFlow { Jumps: { } jumps } ? JumpSpectrum.Run(jumps, plan, 0) : FlowDispatch.Run<TFlow, SpectrumOperation<Scalar>, LyapunovSpectrum[]>(flow, new(plan))[0];
        return found.Interruption is Interruption.LeftNumberRange left && left.Time > 0 ? found.Ended(StepDoubt.About(flow, start, step, left)) : found;
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
        if (flow is TextFlow { Jumps: { } jumps })
            return [.. Enumerable.Range(0, count).Select(trajectory => JumpSpectrum.Run(jumps, plan, trajectory))];
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

    internal LyapunovSpectrum Ended(Interruption why) => new(System, record with { Interruption = why }, check is null ? null : () => check.Value);

    /// <summary>The time of a turn; a step for a map.</summary>
    private double Turn => check?.Value.Turn ?? 1;

    /// <summary>One line: exponents with half of their 95 % intervals, sum, divergence, and whether they converged.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"exponents {string.Join(", ", Exponents.Zip(HalfWidths, Text))}; sum {Number(Sum)}, exact divergence {Number(MeanDivergence)}; {(Converged ? "converged" : "not converged")}");

    private static string Number(double value) => double.IsNegativeInfinity(value) ? "-infinity" : value.ToString("F6", CultureInfo.InvariantCulture);

    private static string Text(double exponent, double halfWidth) => double.IsNegativeInfinity(exponent) ? "-infinity" : string.Create(CultureInfo.InvariantCulture, $"{exponent:F5} ± {halfWidth:G2}");

    private ImmutableArray<CorrelatedMean> Means
    {
        get
        {
            // Told only when asked: an ensemble of short runs would spend a good part of its time on it. Twice the same is no harm.
            if (means.IsDefault)
                means = [.. order.Select(Mean)];
            return means;
        }
    }

    private CorrelatedMean Mean(int exponent)
    {
        int n = order.Length;
        if (historyTimes.Length == 0)
            return new(double.NaN, double.PositiveInfinity, double.PositiveInfinity, 0);
        List<double> growth = [];
        for (int k = 0; k < historyTimes.Length; k++)
        {
            double before = k == 0 ? 0 : historyTimes[k - 1];
            double length = historyTimes[k] - before;
            // The last estimate may follow sooner than the others; it has no stretch of its own.
            if (k == 0 || length > 0.999 * historyTimes[0])
                growth.Add(((history[(k * n) + exponent] * historyTimes[k]) - (k == 0 ? 0 : history[((k - 1) * n) + exponent] * before)) / length);
        }

        return double.IsNegativeInfinity(history[^n..][exponent]) ? new(double.NegativeInfinity, 0, 0, growth.Count) : CorrelatedMean.Of([.. growth]);
    }

    private bool IsNarrow()
    {
        // At rest there are no turns; what counts is then the largest rate.
        double allowed = double.IsFinite(Turn) ? TurnTolerance / Turn : TurnTolerance * Exponents.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        return Exponents.Zip(HalfWidths).All(each => each.Second <= Math.Max(allowed, ConvergenceTolerance * Math.Abs(each.First)));
    }
}
