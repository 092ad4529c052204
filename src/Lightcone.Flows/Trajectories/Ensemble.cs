using System.Collections.Immutable;

namespace Lightcone.Flows.Trajectories;

/// <summary>Many trajectories of one flow at the same sample times, integrated as many at a time as the machine's registers hold with a fixed step.</summary>
public sealed class Ensemble
{
    private readonly double[] values;
    private readonly double[] times;

    private Ensemble(int dimension, double[] times, double[] values, Interruption? interruption) =>
        (Dimension, this.times, this.values, Interruption) = (dimension, times, values, interruption);

    /// <summary>The number of components of a state.</summary>
    public int Dimension { get; }

    /// <summary>The number of trajectories.</summary>
    public int Count => values.Length / (times.Length * Dimension);

    /// <summary>The sample times, the first 0.</summary>
    public ReadOnlySpan<double> Times => times;

    /// <summary>All states [trajectory, time, component], component fastest.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Where and when the first of the trajectories left the number range; null when none did. Its later values are infinite or not numbers.</summary>
    public Interruption? Interruption { get; }

    /// <summary>The state of one trajectory at one sample time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or time.</exception>
    public ReadOnlySpan<double> this[int trajectory, int time]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(time);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(time, times.Length);
            return values.AsSpan(checked(((trajectory * times.Length) + time) * Dimension), Dimension);
        }
    }

    /// <summary>Integrates a flow from many starts. Between steps the state is interpolated linearly.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="starts">The starts [trajectory, component].</param>
    /// <param name="duration">How long, positive; the step is shortened so that a whole number of them fills it.</param>
    /// <param name="samples">How many equally spaced states to record of each, the first at 0 and the last at the end; at least 2.</param>
    /// <param name="tableau">The method; default <see cref="Tableau.RungeKutta4"/>.</param>
    /// <param name="step">The step; default 0.01.</param>
    /// <exception cref="ArgumentException">The starts do not fit or are not finite, or a number is out of its range.</exception>
    public static Ensemble Integrate<TFlow>(
        TFlow flow, ReadOnlySpan<double> starts, double duration, int samples, Tableau? tableau = null, double step = 0.01)
        where TFlow : IFlow
    {
        ArgumentNullException.ThrowIfNull(flow);
        int count = CountStarts(flow.Name, flow.Dimension, starts);
        BatchPlan plan = BatchPlan.EndToEnd(tableau ?? Tableau.RungeKutta4, duration, step, samples);
        double[] states = new double[count * samples * flow.Dimension];
        EnsembleStore store = new(starts.ToArray(), states, flow.Dimension, samples);
        LaneWidth.Batch(flow, plan, store, count);
        int gone = Array.FindIndex(states, static v => !double.IsFinite(v));
        Interruption? interruption = gone < 0 ? null : plan.Trace(flow, starts.Slice(gone / (samples * flow.Dimension) * flow.Dimension, flow.Dimension), gone / (samples * flow.Dimension), null);
        return new(flow.Dimension, plan.Times(), states, interruption);
    }

    internal static int CountStarts(string name, int dimension, ReadOnlySpan<double> starts)
    {
        if (starts.IsEmpty || starts.Length % dimension != 0)
            throw new ArgumentException($"{name} has {dimension} components: the starts must be a positive multiple of {dimension} numbers, not {starts.Length}.", nameof(starts));
        for (int i = 0; i < starts.Length; i++)
            if (!double.IsFinite(starts[i]))
                throw new ArgumentException($"Number {i % dimension} of start {i / dimension} is {starts[i]}; it must be finite.", nameof(starts));
        return starts.Length / dimension;
    }

    private readonly struct EnsembleStore(double[] starts, double[] values, int dimension, int samples) : IBatchStore
    {
        public void Start(int trajectory, Span<double> state) => starts.AsSpan(trajectory * dimension, dimension).CopyTo(state);

        public void Take<T>(int first, int count, int sample, ReadOnlySpan<T> block)
            where T : unmanaged, IReal<T>, ILanes<T>
        {
            Span<double> lanes = stackalloc double[T.Count];
            for (int at = 0; at < block.Length; at++)
            {
                T.Scatter(block[at], lanes);
                int trajectory = first + (at / dimension * T.Count);
                for (int lane = 0; lane < T.Count && trajectory + lane < first + count; lane++)
                    values[((((trajectory + lane) * samples) + sample) * dimension) + (at % dimension)] = lanes[lane];
            }
        }
    }
}
