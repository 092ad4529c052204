using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using System.Runtime.InteropServices;

namespace Lightcone.Flows.Measures;

/// <summary>
/// Lyapunov exponents of a flow that jumps: within a step the moment of each jump is located, everything is carried up to it with the modes of before, tangent vectors across it by the saltation matrix
/// I + (f+ - f-) g' / (g_t + g' f-), and the rest of the step with the modes of after. Its determinant (g_t + g' f+) / (g_t + g' f-) belongs to the exact divergence.
/// </summary>
internal sealed class JumpSpectrum
{
    private const int MostJumpsInAStep = 64;
    private const int Halvings = 60;
    private readonly JumpProgram program;
    private readonly SpectrumPlan plan;
    private readonly double[] modes;
    private readonly FrozenTangent tangent;
    private readonly int n;
    private readonly Scalar[] work;
    private readonly Scalar[] surfaces;
    private readonly Scalar[] point;
    private readonly SlopeLeap leap;
    private readonly string system;
    private Scalar[] state;
    private Scalar[] next;

    private JumpSpectrum(JumpProgram program, SpectrumPlan plan)
    {
        (this.program, this.plan) = (program, plan);
        n = program.Flow.Dimension;
        modes = new double[program.Modes];
        tangent = new(program, modes);
        work = new Scalar[RungeKuttaStep.WorkLength(Tableau.RungeKutta4, tangent.Dimension)];
        leap = new(n, tangent.Dimension);
        (surfaces, point) = (new Scalar[program.Modes], new Scalar[n + program.Modes]);
        (state, next) = (new Scalar[tangent.Dimension], new Scalar[tangent.Dimension]);
        system = Interruption.Describe(program.Flow.Name, program.Flow.Parameters);
    }

    /// <summary>The exponents along one of the plan's trajectories.</summary>
    public static LyapunovSpectrum Run(JumpProgram program, SpectrumPlan plan, int trajectory) => new JumpSpectrum(program, plan).From(trajectory);

    private LyapunovSpectrum From(int trajectory)
    {
        for (int i = 0; i < n; i++)
        {
            state[i] = plan.Starts[(trajectory * n) + i];
            state[n + (i * n) + i] = 1;
        }

        SpectrumLane lane = new(n);
        Scalar[] stretch = new Scalar[n];
        Interruption? why = Settle() ? null : new Interruption.Slides(system, 0);
        int step = 0;
        for (int last = plan.TransientSteps; step < last && why is null; Orthonormalization.Apply<Scalar>(state.AsSpan(n, n * n), stretch))
            why = Advance(ref step, Math.Min(plan.Every, last - step));
        state[^1] = 0;
        int rounds = plan.Rounds + (plan.Remainder > 0 ? 1 : 0);
        for (int round = 0; round < rounds && why is null; round++)
        {
            why = Advance(ref step, round < plan.Rounds ? plan.Every : plan.Remainder);
            if (why is not null)
                break;
            stretch.AsSpan().Fill(1);
            Orthonormalization.Apply<Scalar>(state.AsSpan(n, n * n), stretch);
            bool keep = round % plan.Stride == plan.Stride - 1 || round == rounds - 1;
            lane.Add(MemoryMarshal.Cast<Scalar, double>(stretch), state[^1].Value, 0, 1, (step - plan.TransientSteps) * plan.Step, keep);
        }

        SpectrumRecord record = lane.Close(system, plan.Count > 1 ? trajectory : null, plan.TransientSteps * plan.Step);
        double[] start = plan.Starts[(trajectory * n)..((trajectory + 1) * n)];
        // Jumps are located: what halving changes would be where they fall.
        return new(system, record with { Interruption = why ?? record.Interruption }, () => StepCheck.Of((IFlow)program.Flow, start, plan.Step, step * plan.Step) with { GrowthError = 0, Leap = leap.Share });
    }

    private Interruption? Advance(ref int step, int steps)
    {
        for (int last = step + steps; step < last; step++)
            if (Whole(step * plan.Step) is { } why)
                return why;
        return null;
    }

    private Interruption? Whole(double time)
    {
        double done = 0;
        for (int jumps = 0; jumps < MostJumpsInAStep; jumps++)
        {
            double rest = plan.Step - done;
            Take(time + done, rest);
            for (int i = 0; i < n; i++)
                if (!double.IsFinite(next[i].Value))
                    return new Interruption.LeftNumberRange(system, time, null, null, ((IFlow)program.Flow).Components[i]);
            if (Crossed(time + plan.Step) < 0)
            {
                Look(time + done, rest);
                (state, next) = (next, state);
                return null;
            }

            double low = 0, high = rest;
            for (int k = 0; k < Halvings && high - low > 1e-15 * plan.Step; k++)
            {
                double middle = 0.5 * (low + high);
                Take(time + done, middle);
                (low, high) = Crossed(time + done + middle) < 0 ? (middle, high) : (low, middle);
            }

            Take(time + done, high);
            Look(time + done, high);
            done += high;
            (state, next) = (next, state);
            for (int surface = CrossedBy(state, time + done); surface >= 0; surface = CrossedBy(state, time + done))
                if (!Jump(time + done, surface))
                    return new Interruption.Slides(system, time + done);
        }

        return new Interruption.Slides(system, time + done);
    }

    private void Take(double time, double h)
    {
        RungeKuttaStep.Stages<FrozenTangent, Scalar>(tangent, Tableau.RungeKutta4, time, h, state, work, firstKnown: false);
        RungeKuttaStep.Combine<Scalar>(Tableau.RungeKutta4.WeightTerms, h, state, work, next);
    }

    // Between jumps a flow can be steeper than steps see, as x / (abs(x) + 1e-7) is beside 0.
    private void Look(double time, double h)
    {
        if (time < StepCheck.MostSteps * plan.Step)
            leap.Add(tangent, time, time + h, state, next);
    }

    private int Crossed(double time) => CrossedBy(next, time);

    // A surface whose value has another sign than its mode; one that is exactly zero has not been crossed yet.
    private int CrossedBy(Scalar[] at, double time)
    {
        tangent.Point<Scalar>(at, point);
        program.Surfaces.Run<Scalar>(time, point, surfaces);
        for (int k = 0; k < modes.Length; k++)
            if (surfaces[k].Value * modes[k] < 0)
                return k;
        return -1;
    }

    // The tangent vectors across one surface; false when the other side drives the state back, or along the surface.
    private bool Jump(double time, int surface)
    {
        Scalar[] gradients = new Scalar[modes.Length * (n + 1)], before = new Scalar[n], after = new Scalar[n];
        tangent.Point<Scalar>(state, point);
        program.Gradients.Run<Scalar>(time, point, gradients);
        program.Derivative.Run<Scalar>(time, point, before);
        ReadOnlySpan<Scalar> normal = gradients.AsSpan(surface * (n + 1), n);
        double approach = gradients[(surface * (n + 1)) + n].Value + Dot(normal, before);
        modes[surface] = -modes[surface];
        point[n + surface] = modes[surface];
        program.Derivative.Run<Scalar>(time, point, after);
        double leave = gradients[(surface * (n + 1)) + n].Value + Dot(normal, after);
        if (!(approach * leave > 0))
            return false;
        for (int c = 0; c < n; c++)
        {
            double early = 0;
            for (int i = 0; i < n; i++)
                early += normal[i].Value * state[n + (i * n) + c].Value;
            for (int i = 0; i < n; i++)
                state[n + (i * n) + c] = state[n + (i * n) + c] + ((after[i] - before[i]) * (early / approach));
        }

        state[^1] = state[^1] + Scalar.Log(leave / approach);
        return true;
    }

    // A start on a surface belongs to the side to which it moves; false when neither side lets it go.
    private bool Settle()
    {
        tangent.Point<Scalar>(state, point);
        program.Surfaces.Run<Scalar>(0, point, surfaces);
        for (int k = 0; k < modes.Length; k++)
            modes[k] = Math.Sign(surfaces[k].Value);
        int[] on = [.. Enumerable.Range(0, modes.Length).Where(k => modes[k] == 0)];
        double[] between = [.. on.Select(Speed)];
        for (int i = 0; i < on.Length; i++)
            modes[on[i]] = Math.Sign(between[i]);
        return Array.TrueForAll(on, k => Speed(k) * modes[k] > 0);
    }

    // How fast the value of a surface changes at the state, with the modes as they are.
    private double Speed(int surface)
    {
        Scalar[] gradients = new Scalar[modes.Length * (n + 1)], slope = new Scalar[n];
        tangent.Point<Scalar>(state, point);
        program.Gradients.Run<Scalar>(0, point, gradients);
        program.Derivative.Run<Scalar>(0, point, slope);
        return gradients[(surface * (n + 1)) + n].Value + Dot(gradients.AsSpan(surface * (n + 1), n), slope);
    }

    private static double Dot(ReadOnlySpan<Scalar> a, ReadOnlySpan<Scalar> b)
    {
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
            sum += a[i].Value * b[i].Value;
        return sum;
    }
}
