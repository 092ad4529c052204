using Lightcone.Flows.Trajectories;

namespace Lightcone.Flows.Measures;

/// <summary>
/// Whether a fixed step is short enough for a flow, one of the classical Runge-Kutta method where no other is named: every step along the beginning of a trajectory is taken once whole and once in two halves, and what differs is the step's error.
/// </summary>
/// <remarks>Unlike the sum of the exponents, the difference sees a slope so steep that a step leaps over it. A few ten thousand steps are looked at; what comes later is not.</remarks>
/// <param name="Step">The step.</param>
/// <param name="Turn">The time of a turn, 2 pi over the root mean square rate of the component that moves fastest (speed over spread); infinite at rest.</param>
/// <param name="StateError">What all steps of a turn change by being halved, as a share of a component's spread: the largest of the components'.</param>
/// <param name="GrowthError">What halving changes in the logarithm of a tangent vector's growth, per unit of time, signs aside: the largest of the vectors'; 0 where it was not asked for.</param>
public sealed record StepCheck(double Step, double Turn, double StateError, double GrowthError)
{
    /// <summary>The error over the time, or over a thousand turns of a longer one, from which on the step is too long, as a share of the spread.</summary>
    public const double Tolerance = 0.1;

    /// <summary>The <see cref="Leap"/> from which on a step is too long.</summary>
    public const double LeapTolerance = 0.1;

    private const int MostTurns = 1_000;
    internal const int MostSteps = 20_000;
    private const int MostTries = 24;
    private const double MostWork = 1e8;

    /// <summary>
    /// The most that the flow changed from one step to the next beyond what its slopes at both ends say, as a share of the range of that component's rate; 0 where <see cref="GrowthError"/> was not asked for.
    /// Of a flow that jumps, the same between its jumps.
    /// </summary>
    public double Leap { get; init; }

    /// <summary>Whether the step is too long to follow the state for that time.</summary>
    public bool IsTooLong(double duration) => !(StateError * Math.Min(MostTurns, duration / Turn) <= Tolerance) && Turn < double.PositiveInfinity;

    /// <summary>Checks a step.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="start">The start, as many finite numbers as components.</param>
    /// <param name="step">The step, positive.</param>
    /// <param name="duration">The time of the trajectory; at most its first 20,000 steps are looked at.</param>
    /// <param name="tangents">Whether <see cref="GrowthError"/> is asked for: three times the work of a step with its linearization.</param>
    /// <exception cref="ArgumentException">The start does not fit or is not finite, or a number is out of its range.</exception>
    public static StepCheck Of<TFlow>(TFlow flow, ReadOnlySpan<double> start, double step, double duration, bool tangents = false)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        Trajectory.CheckStart(flow.Name, flow.Dimension, start);
        int steps = Steps(Solver.RungeKutta4(step), duration, Math.Pow(flow.Dimension, tangents ? 3 : 1));
        return tangents
            ? Along(new TangentFlow<TFlow>(flow, new AlignedBuffer(flow.Dimension * flow.Dimension * sizeof(double)), Lanes.Width), flow.Dimension, start, Solver.RungeKutta4(step), steps)
            : Along(flow, flow.Dimension, start, Solver.RungeKutta4(step), steps);
    }

    /// <summary>Checks the step of another method.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="start">The start, as many finite numbers as components.</param>
    /// <param name="solver">A method with a fixed step.</param>
    /// <param name="duration">The time of the trajectory; at most its first 20,000 steps are looked at.</param>
    /// <exception cref="ArgumentException">The solver controls its step, or does not fit the flow; the start does not fit or is not finite, or a number is out of its range.</exception>
    public static StepCheck Of<TFlow>(TFlow flow, ReadOnlySpan<double> start, Solver solver, double duration)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(solver);
        if (solver.Adaptive)
            throw new ArgumentException($"{solver.Name} controls its step; there is none to check.", nameof(solver));
        Trajectory.CheckStart(flow.Name, flow.Dimension, start);
        Trajectory.CheckSolver(flow, solver);
        return Along(flow, flow.Dimension, start, solver, Steps(solver, duration, flow.Dimension));
    }

    private static int Steps(Solver solver, double duration, double work) =>
        (int)Math.Max(1, Math.Min(solver.StepsIn(duration), Math.Min(MostSteps, MostWork / work)));

    /// <summary>The longest step of 1, 2 or 5 times a power of ten, below one that is too long, that is not; null when none of those tried is.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="start">The start.</param>
    /// <param name="step">A step that is too long.</param>
    /// <param name="duration">The time of the trajectory.</param>
    public static double? Shorter<TFlow>(TFlow flow, ReadOnlySpan<double> start, double step, double duration)
        where TFlow : IFlow
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)) + 1);
        for (int tries = 0; tries < MostTries; power /= 10)
            foreach (double digit in (ReadOnlySpan<double>)[0.5, 0.2, 0.1])
                if (digit * power < 0.999 * step && tries++ < MostTries && !Of(flow, start, digit * power, Math.Min(duration, digit * power * MostSteps / 4)).IsTooLong(duration))
                    return digit * power;
        return null;
    }

    // The state comes first, then, where it is followed, its matrix of tangent vectors.
    private static StepCheck Along<TFlow>(TFlow flow, int n, ReadOnlySpan<double> start, Solver solver, int steps)
        where TFlow : IFlow
    {
        bool tangents = flow.Dimension > n;
        double step = solver.Step;
        Scalar[] state = new Scalar[flow.Dimension], half = new Scalar[flow.Dimension], slope = new Scalar[flow.Dimension], next = new Scalar[flow.Dimension];
        Scalar[] work = new Scalar[RungeKuttaStep.WorkLength(solver.Tableau ?? Tableau.Euler, flow.Dimension)];
        Scalar[] whole = new Scalar[n], halves = new Scalar[n];
        Scalar[] before = new Scalar[n];
        SlopeLeap? leap = tangents ? new(n, flow.Dimension) : null;
        double[] errors = new double[n], speeds = new double[n], means = new double[n], spreads = new double[n], growths = new double[n];
        FlowEvaluation.Scalars(start).CopyTo(state);
        for (int i = 0; tangents && i < n; i++)
            state[n + (i * n) + i] = 1;
        int taken = 0;
        for (; taken < steps; taken++)
        {
            flow.Derivative<Scalar>(taken * step, state, slope);
            for (int i = 0; i < n; i++)
            {
                double from = state[i].Value - means[i];
                means[i] += from / (taken + 1);
                spreads[i] += from * (state[i].Value - means[i]);
                speeds[i] += slope[i].Value * slope[i].Value;
            }

            state.CopyTo(half);
            state.AsSpan(0, n).CopyTo(before);
            Advance(taken, 1, step, state);
            Advance(2 * taken, 2, step / 2, half);
            if (!Array.TrueForAll(state, IsModerate) || !Array.TrueForAll(half, IsModerate))
                break;
            for (int i = 0; i < n; i++)
                errors[i] += Math.Abs(state[i].Value - half[i].Value);
            if (leap is null)
                continue;
            leap.Add(flow, taken * step, (taken + 1) * step, before, state);
            whole.AsSpan().Fill(1);
            halves.AsSpan().Fill(1);
            Orthonormalization.Apply<Scalar>(state.AsSpan(n, n * n), whole);
            Orthonormalization.Apply<Scalar>(half.AsSpan(n, n * n), halves);
            for (int i = 0; i < n; i++)
                growths[i] += Math.Abs(Scalar.Log(whole[i]).Value - Scalar.Log(halves[i]).Value);
        }

        double rate = 0, worst = 0;
        // One that has gone before its first step was counted is as wrong as can be.
        if (taken == 0)
            return new(step, step, double.PositiveInfinity, 0);
        for (int i = 0; i < n; i++)
        {
            // A component that stands still, up to what a solver's tolerance leaves, has no rate.
            double spread = Math.Sqrt(spreads[i] / Math.Max(1, taken));
            if (spread > 1e-8 * Math.Abs(means[i]) && spread > 0)
                (rate, worst) = (Math.Max(rate, Math.Sqrt(speeds[i] / taken) / spread), Math.Max(worst, errors[i] / taken / spread));
        }

        double turn = rate > 0 ? 2 * Math.PI / rate : double.PositiveInfinity;
        return new(step, turn, rate > 0 ? worst * turn / step : 0, growths.Max() / (taken * step)) { Leap = leap?.Share ?? 0 };

        void Advance(int first, int count, double h, Scalar[] place)
        {
            if (solver.Tableau is { } tableau)
            {
                RungeKuttaStep.Advance<TFlow, Scalar>(flow, tableau, first, count, h, place, work);
                return;
            }

            for (int k = first; k < first + count; k++)
            {
                VerletStep.Advance(flow, k * h, h, place, next, work);
                next.CopyTo(place, 0);
            }
        }
    }

    // Squares are summed: what is on its way out of the range is left before they leave it.
    private static bool IsModerate(Scalar value) => Math.Abs(value.Value) < 1e100;
}
