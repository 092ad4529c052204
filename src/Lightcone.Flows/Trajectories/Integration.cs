using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Lightcone.Flows.Trajectories;

/// <summary>One trajectory of a flow: steps, controls them, samples between them, and stops where the numbers end.</summary>
internal sealed class Integration<TFlow>(TFlow flow, Solver solver, double duration, int? samples)
    where TFlow : IFlow
{
    private readonly int dimension = flow.Dimension;
    private readonly int stages = solver.Tableau?.Stages.Length ?? 1;
    private readonly Scalar[] work = new Scalar[((solver.Tableau?.Stages.Length ?? 1) + 1) * flow.Dimension];
    private readonly Scalar[] endSlope = new Scalar[flow.Dimension];
    private readonly List<double> times = [];
    private readonly List<double> states = [];
    private Scalar[] state = new Scalar[flow.Dimension];
    private Scalar[] next = new Scalar[flow.Dimension];
    private bool endSlopeKnown;

    public Trajectory Run(ReadOnlySpan<double> start)
    {
        FlowEvaluation.Scalars(start).CopyTo(state);
        Record(0, start);
        (int steps, int rejected, Interruption? interruption) = solver.Adaptive ? Controlled() : Fixed();
        return new(Describe(), ((IFlow)flow).Components, [.. times], [.. states], steps, rejected, interruption);
    }

    private (int Steps, int Rejected, Interruption? Interruption) Fixed()
    {
        int count = solver.StepsIn(duration);
        double h = duration / count;
        for (int step = 0; step < count; step++)
        {
            Advance(step * h, h, firstKnown: false);
            if (Gone(step * h) is { } gone)
                return (step, 0, gone);
            Sample(step * h, h, last: step == count - 1);
            (state, next) = (next, state);
        }

        return (count, 0, null);
    }

    private (int Steps, int Rejected, Interruption? Interruption) Controlled()
    {
        double time = 0;
        double h = FirstStep();
        int accepted = 0;
        int rejected = 0;
        bool firstKnown = false;
        while (time < duration)
        {
            if (time + h == time)
                return (accepted, rejected, Gone(time) ?? AtEnd(time) ?? (Interruption)new Interruption.StepVanished(Describe(), time));
            if (accepted + rejected >= solver.MaximumSteps)
                return (accepted, rejected, Gone(time) ?? (Interruption)new Interruption.TooManySteps(Describe(), time, accepted + rejected));
            bool last = time + (h * (1 + 1e-12)) >= duration;
            if (last)
                h = duration - time;
            Advance(time, h, firstKnown);
            double error = Error(h);
            // Order 5: the error of a step grows with the fifth power of its length.
            double factor = error == 0 ? 10 : 0.9 * Scalar.Exp(-0.2 * Scalar.Log(error));
            factor = double.IsFinite(error) ? Math.Clamp(factor, 0.2, 10) : 0.1;
            if (error <= 1)
            {
                Sample(time, h, last);
                time = last ? duration : time + h;
                (state, next) = (next, state);
                accepted++;
                firstKnown = solver.Tableau!.FirstSameAsLast;
                if (firstKnown)
                    work.AsSpan((stages - 1) * dimension, dimension).CopyTo(work);
            }
            else
            {
                // The factor of a rejected step is below 0.9.
                rejected++;
                firstKnown = true;
            }

            h = Math.Min(h * factor, solver.Step);
        }

        return (accepted, rejected, null);
    }

    private void Advance(double time, double h, bool firstKnown)
    {
        endSlopeKnown = false;
        if (solver.Tableau is not { } tableau)
        {
            VerletStep.Advance(flow, time, h, state, next, work);
            return;
        }

        RungeKuttaStep.Stages<TFlow, Scalar>(flow, tableau, time, h, state, work, firstKnown);
        RungeKuttaStep.Combine<Scalar>(tableau.WeightTerms, h, state, work, next);
    }

    // The root mean square of the estimated errors, each in units of what is allowed.
    private double Error(double h)
    {
        ImmutableArray<double> weights = solver.Tableau!.Error;
        double sum = 0;
        for (int i = 0; i < dimension; i++)
        {
            double error = 0;
            for (int s = 0; s < stages; s++)
                error += weights[s] * work[(s * dimension) + i].Value;
            double allowed = solver.AbsoluteTolerance + (solver.RelativeTolerance * Math.Max(Math.Abs(state[i].Value), Math.Abs(next[i].Value)));
            sum += (h * error / allowed) * (h * error / allowed);
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : Math.Sqrt(sum / dimension);
    }

    // A hundredth of the time in which the state would change by its own size.
    private double FirstStep()
    {
        flow.Derivative(0, state, work.AsSpan(0, dimension));
        double size = 0;
        double slope = 0;
        for (int i = 0; i < dimension; i++)
        {
            double scale = solver.AbsoluteTolerance + (solver.RelativeTolerance * Math.Abs(state[i].Value));
            size += state[i].Value / scale * (state[i].Value / scale);
            slope += work[i].Value / scale * (work[i].Value / scale);
        }

        double h = size > 1e-10 && slope > 1e-10 ? 0.01 * Math.Sqrt(size / slope) : 1e-6;
        return Math.Min(Math.Min(h, solver.Step), duration);
    }

    private void Sample(double time, double h, bool last)
    {
        if (samples is not { } count)
        {
            Record(last ? duration : time + h, MemoryMarshal.Cast<Scalar, double>(next));
            return;
        }

        Span<double> between = dimension <= 64 ? stackalloc double[dimension] : new double[dimension];
        while (times.Count < count)
        {
            double at = times.Count * duration / (count - 1);
            bool end = times.Count == count - 1;
            if (end ? !last : at > time + h)
                return;
            if (end)
            {
                Record(duration, MemoryMarshal.Cast<Scalar, double>(next));
                return;
            }

            Slopes(time, h);
            ImmutableArray<double> dense = solver.Tableau?.Dense ?? [];
            Interpolant.At((at - time) / h, h, state, next, work, endSlope, dense, work, between);
            Record(at, between);
        }
    }

    // The slope at the start of the step lies in the first stage; Verlet keeps none, so it is computed there.
    private void Slopes(double time, double h)
    {
        if (endSlopeKnown)
            return;
        if (solver.Tableau is null)
            flow.Derivative(time, state, work.AsSpan(0, dimension));
        flow.Derivative(time + h, next, endSlope);
        endSlopeKnown = true;
    }

    private Interruption.LeftNumberRange? Gone(double time)
    {
        for (int i = 0; i < dimension; i++)
            if (!double.IsFinite(next[i].Value))
                return new(Describe(), time, null, null, ((IFlow)flow).Components[i]);
        return null;
    }

    // Step control never steps out of the range; it creeps towards its end.
    private Interruption.LeftNumberRange? AtEnd(double time)
    {
        for (int i = 0; i < dimension; i++)
            if (Math.Abs(state[i].Value) > 1e300)
                return new(Describe(), time, null, null, ((IFlow)flow).Components[i]);
        return null;
    }

    private void Record(double time, ReadOnlySpan<double> values)
    {
        times.Add(time);
        states.AddRange(values);
    }

    private string Describe() => Interruption.Describe(flow.Name, flow.Parameters);
}
