using System.Collections.Immutable;

namespace Lightcone.Flows.Trajectories;

/// <summary>A solution of a flow, or an orbit of a map, at increasing times.</summary>
public sealed class Trajectory
{
    private readonly double[] states;
    private readonly double[] times;

    internal Trajectory(string system, ImmutableArray<string> components, double[] times, double[] states, int steps, int rejected, Interruption? interruption)
    {
        (System, Components, this.times, this.states) = (system, components, times, states);
        (Steps, RejectedSteps, Interruption) = (steps, rejected, interruption);
    }

    /// <summary>The system with its parameters.</summary>
    public string System { get; }

    /// <summary>The names of the components.</summary>
    public ImmutableArray<string> Components { get; }

    /// <summary>The number of components of a state.</summary>
    public int Dimension => Components.Length;

    /// <summary>The number of states recorded.</summary>
    public int Count => times.Length;

    /// <summary>The times of the states, increasing.</summary>
    public ReadOnlySpan<double> Times => times;

    /// <summary>All states [time, component], component fastest.</summary>
    public ReadOnlySpan<double> States => states;

    /// <summary>The accepted steps.</summary>
    public int Steps { get; }

    /// <summary>The steps that the step control took back; 0 with a fixed step.</summary>
    public int RejectedSteps { get; }

    /// <summary>Why the trajectory ended early; null when it came to its end. The states recorded are finite in any case.</summary>
    public Interruption? Interruption { get; }

    /// <summary>The state recorded at place <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ReadOnlySpan<double> this[int index] => states.AsSpan(checked(index * Dimension), Dimension);

    /// <summary>The last state recorded.</summary>
    public ReadOnlySpan<double> Final => this[Count - 1];

    /// <summary>Integrates a flow from time 0.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="start">The state at time 0, as many finite numbers as the flow has components.</param>
    /// <param name="duration">How long, positive. With a fixed step the step is shortened so that a whole number of them fills it.</param>
    /// <param name="solver">The method; default <see cref="Solver.RungeKutta4"/> with step 0.01.</param>
    /// <param name="samples">How many equally spaced states to record, the first at 0 and the last at the end, at least 2; every step when left out.</param>
    /// <exception cref="ArgumentException">The start has another length or is not finite, the duration is not positive and finite, or Verlet meets an odd dimension.</exception>
    public static Trajectory Integrate<TFlow>(TFlow flow, ReadOnlySpan<double> start, double duration, Solver? solver = null, int? samples = null)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        CheckStart(flow.Name, flow.Dimension, start);
        if (!(duration > 0) || double.IsInfinity(duration))
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration must be a positive finite number.");
        if (samples is < 2)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, "At least two samples, the first and the last, must be recorded.");
        solver ??= Solver.RungeKutta4();
        CheckSolver(flow, solver);
        Trajectory run = new Integration<TFlow>(flow, solver, duration, samples).Run(start);
        return run.Interruption is Interruption.LeftNumberRange left && left.Time > 0 && !solver.Adaptive ? run.Explained(StepDoubt.About(flow, start, solver.Step, left)) : run;
    }

    internal static void CheckSolver(IFlow flow, Solver solver)
    {
        if (solver.Tableau is null && flow.Dimension % 2 != 0)
            throw new ArgumentException($"Verlet needs as many positions as momenta; {flow.Name} has {flow.Dimension} components.", nameof(solver));
    }

    private Trajectory Explained(Interruption why) => new(System, Components, times, states, Steps, RejectedSteps, why);

    /// <summary>The orbit of a map: the start and its images.</summary>
    /// <param name="map">The map.</param>
    /// <param name="start">The first state.</param>
    /// <param name="steps">How many images, at least 1.</param>
    /// <exception cref="ArgumentException">The start has another length or is not finite, or there are no steps.</exception>
    public static Trajectory Iterate<TMap>(TMap map, ReadOnlySpan<double> start, int steps)
        where TMap : IMap
    {
        ArgumentNullException.ThrowIfNull(map);
        CheckStart(map.Name, map.Dimension, start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        string system = Interruption.Describe(map.Name, map.Parameters);
        List<double> orbit = [.. start];
        double[] state = start.ToArray();
        int done = 0;
        Interruption? interruption = null;
        for (; done < steps; done++)
        {
            double[] next = map.NextAt(state);
            int gone = Array.FindIndex(next, static v => !double.IsFinite(v));
            if (gone >= 0)
            {
                interruption = new Interruption.LeftNumberRange(system, done, null, null, map.Components[gone]);
                break;
            }

            orbit.AddRange(next);
            state = next;
        }

        return new(system, map.Components, [.. Enumerable.Range(0, done + 1).Select(static i => (double)i)], [.. orbit], done, 0, interruption);
    }

    /// <summary>One line: the system, how many states of which components, and up to when.</summary>
    public override string ToString() => FormattableString.Invariant($"{System}: {Count:N0} states of {string.Join(", ", Components)} up to t = {(Count == 0 ? 0 : times[^1]):G6}{(Interruption is null ? "" : $"; {Interruption}")}");

    /// <summary>The series of one component over all times.</summary>
    /// <param name="component">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public double[] Series(int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, Dimension);
        double[] series = new double[Count];
        for (int i = 0; i < series.Length; i++)
            series[i] = states[(i * Dimension) + component];
        return series;
    }

    internal static void CheckStart(string name, int dimension, ReadOnlySpan<double> start)
    {
        if (start.Length != dimension)
            throw new ArgumentException($"{name} has {dimension} components, the start has {start.Length} numbers.", nameof(start));
        for (int i = 0; i < start.Length; i++)
            if (!double.IsFinite(start[i]))
                throw new ArgumentException($"Number {i} of the start is {start[i]}; it must be finite.", nameof(start));
    }
}
