using Lightcone.Flows.Trajectories;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lightcone.Flows.Measures;

/// <summary>Estimates Lyapunov exponents, as many trajectories at a time as <typeparamref name="T"/> has lanes.</summary>
internal readonly struct SpectrumOperation<T>(SpectrumPlan plan) : IFlowOperation<LyapunovSpectrum[]>
    where T : unmanaged, IReal<T>
{
    private static int LaneCount => Unsafe.SizeOf<T>() / sizeof(double);

    public LyapunovSpectrum[] Run<TFlow>(TFlow flow)
        where TFlow : IFlow
    {
        TangentFlow<TFlow> tangent = new(flow, new AlignedBuffer(flow.Dimension * flow.Dimension * Unsafe.SizeOf<T>()), typeof(T) == typeof(Scalar) ? Lanes.Width : 2);
        return All(flow, tangent.Dimension, new TableauStep<TangentFlow<TFlow>, T>(tangent, Tableau.RungeKutta4));
    }

    public LyapunovSpectrum[] RunInRegisters<TFlow>(TFlow flow)
        where TFlow : struct, IFlow3<TFlow>
    {
        // The type test is decided when the method is compiled.
        SpectrumOperation<Scalar>? single = typeof(T) == typeof(Scalar) ? new SpectrumOperation<Scalar>(plan) : null;
        return single is { } one
            ? one.All(flow, 13, new TangentStep<TFlow, Scalar, ThreeColumns>(flow, Tableau.RungeKutta4))
            : All(flow, 13, new TangentStep<TFlow, T, OneColumn<T>>(flow, Tableau.RungeKutta4));
    }

    private LyapunovSpectrum[] All<TFlow, TStep>(TFlow flow, int length, TStep stepper)
        where TFlow : IFlow
        where TStep : struct, IBlockStep<T>
    {
        LyapunovSpectrum[] spectra = new LyapunovSpectrum[plan.Count];
        for (int first = 0; first < plan.Count; first += LaneCount)
            Block(flow, length, stepper, first, Math.Min(LaneCount, plan.Count - first), spectra);
        return spectra;
    }

    private void Block<TFlow, TStep>(TFlow flow, int length, TStep stepper, int first, int count, LyapunovSpectrum[] spectra)
        where TFlow : IFlow
        where TStep : struct, IBlockStep<T>
    {
        int n = flow.Dimension;
        int workLength = stepper.WorkLength(length);
        // The work space begins at a cache line too.
        int padded = (length + 7) & ~7;
        Span<T> memory = new AlignedBuffer((padded + workLength) * Unsafe.SizeOf<T>()).As<T>();
        Span<T> state = memory[..length];
        Span<T> work = memory.Slice(padded, workLength);
        T[] stretch = new T[n];
        Fill(state, n, first, count);
        SpectrumLane[] lanes = new SpectrumLane[LaneCount];
        for (int lane = 0; lane < LaneCount; lane++)
            lanes[lane] = new SpectrumLane(n);
        for (int i = 0; i < n; i++)
            state[n + (i * n) + i] = 1;
        // The tangent vectors wait too: turned into their final directions they no longer bend the averages.
        for (int s = 0; s < plan.TransientSteps; s += plan.Every)
        {
            stepper.Advance(s, Math.Min(plan.Every, plan.TransientSteps - s), plan.Step, state, work);
            Orthonormalization.Apply(state.Slice(n, n * n), stretch);
        }

        state[n + (n * n)] = 0;
        int step = plan.TransientSteps;
        int rounds = plan.Rounds + (plan.Remainder > 0 ? 1 : 0);
        for (int round = 0; round < rounds; round++)
        {
            stretch.AsSpan().Fill(1);
            int steps = round < plan.Rounds ? plan.Every : plan.Remainder;
            stepper.Advance(step, steps, plan.Step, state, work);
            step += steps;
            Orthonormalization.Apply(state.Slice(n, n * n), stretch);
            double elapsed = (step - plan.TransientSteps) * plan.Step;
            bool keep = round % plan.Stride == plan.Stride - 1 || round == rounds - 1;
            ReadOnlySpan<double> growth = MemoryMarshal.Cast<T, double>(stretch.AsSpan());
            ReadOnlySpan<double> divergence = MemoryMarshal.Cast<T, double>(state[(n + (n * n))..]);
            for (int lane = 0; lane < count; lane++)
                lanes[lane].Add(growth, divergence[lane], lane, LaneCount, elapsed, keep);
        }

        string system = Interruption.Describe(flow.Name, flow.Parameters);
        ReadOnlySpan<double> final = MemoryMarshal.Cast<T, double>(state[..n]);
        for (int lane = 0; lane < count; lane++)
        {
            bool finite = true;
            for (int i = 0; i < n; i++)
                finite &= double.IsFinite(final[(i * LaneCount) + lane]);
            SpectrumRecord record = lanes[lane].Close(system, plan.Count > 1 ? first + lane : null, plan.TransientSteps * plan.Step);
            spectra[first + lane] = record.Interruption is null && finite ? new(system, record, Check(flow, first + lane)) : Shortened(flow, system, record, first + lane);
        }
    }

    // Tangent vectors may outlive the state, where the Jacobian does not depend on it: what was measured after the state had gone is left out.
    private LyapunovSpectrum Shortened<TFlow>(TFlow flow, string system, SpectrumRecord record, int trajectory)
        where TFlow : IFlow
    {
        int n = flow.Dimension;
        double duration = (plan.TransientSteps + (plan.Rounds * plan.Every) + plan.Remainder) * plan.Step;
        // The state itself is followed again, step by step, to name the component that left; if none did, a tangent vector was the first.
        Trajectory again = Trajectory.Integrate(flow, plan.Starts.AsSpan(trajectory * n, n), duration, Solver.RungeKutta4(plan.Step), samples: 2);
        if (again.Interruption is not { } why)
            return new(system, record.Interruption is null ? record : record with { Interruption = new Interruption.LostTangents(system, record.Interruption.Time) }, Check(flow, trajectory));
        if (why is Interruption.LeftNumberRange left)
            why = left with { Sample = plan.Count > 1 ? trajectory : null };
        int good = (int)((why.Time / plan.Step) + 0.5) - plan.TransientSteps;
        if (record.Interruption is not null)
            return new(system, record with { Interruption = why }, Check(flow, trajectory));
        if (good < plan.Every)
            return new(system, record with { Times = [], Running = [], MeanDivergence = double.NaN, Interruption = why }, Check(flow, trajectory));
        SpectrumPlan part = plan with { Starts = plan.Starts[(trajectory * n)..((trajectory + 1) * n)], Count = 1, Rounds = good / plan.Every, Remainder = 0 };
        return FlowDispatch.Run<TFlow, SpectrumOperation<Scalar>, LyapunovSpectrum[]>(flow, new(part))[0].Ended(why);
    }

    // Whether the step is short enough is found out only when somebody asks.
    private Func<StepCheck> Check<TFlow>(TFlow flow, int trajectory)
        where TFlow : IFlow
    {
        int n = flow.Dimension;
        double[] start = plan.Starts[(trajectory * n)..((trajectory + 1) * n)];
        (double step, double duration) = (plan.Step, (plan.TransientSteps + (plan.Rounds * plan.Every) + plan.Remainder) * plan.Step);
        return () => StepCheck.Of(flow, start, step, duration, tangents: true);
    }

    // Lanes without a trajectory of their own repeat the last one.
    private void Fill(Span<T> state, int n, int first, int count)
    {
        Span<double> values = MemoryMarshal.Cast<T, double>(state);
        for (int i = 0; i < n; i++)
            for (int lane = 0; lane < LaneCount; lane++)
                values[(i * LaneCount) + lane] = plan.Starts[((first + Math.Min(lane, count - 1)) * n) + i];
    }
}
