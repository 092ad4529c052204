using Lightcone.Flows.Trajectories;
using System.Collections.Immutable;
using System.Numerics;

namespace Lightcone.Flows.Encoders;

/// <summary>Encodes each feature v as the trajectory of a flow that starts at v times a fixed pattern, (v, 0.2 v, -v) unless another is given.</summary>
/// <typeparam name="TFlow">The flow's type. Name it (not <see cref="IFlow"/>) where speed matters.</typeparam>
public sealed class TrajectoryEncoder<TFlow> : Encoder
    where TFlow : IFlow
{
    /// <summary>An encoder.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="samples">Time steps of a sequence; at least 2 for <see cref="Sampling.EndToEnd"/>. Default 30.</param>
    /// <param name="duration">Time from start to end, positive; default 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public TrajectoryEncoder(TFlow flow, int samples = 30, double duration = 4)
        : base(samples)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!(duration > 0) || double.IsInfinity(duration))
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration must be a positive finite number.");
        (Flow, Duration) = (flow, duration);
        double[] usual = [1, 0.2, -1];
        Start = [.. Enumerable.Range(0, flow.Dimension).Select(i => usual[i % 3])];
    }

    /// <summary>The flow.</summary>
    public TFlow Flow { get; }

    /// <summary>Time from start to end.</summary>
    public double Duration { get; }

    /// <summary>The method; default the classical Runge-Kutta method.</summary>
    public Tableau Tableau { get; init; } = Tableau.RungeKutta4;

    /// <summary>The step; default 0.01.</summary>
    public double Step { get; init; } = 0.01;

    /// <summary>The start of the trajectory for a feature of 1, one number for each component: 1, 0.2, -1 and so on in turn.</summary>
    public ImmutableArray<double> Start
    {
        get;
        init
        {
            if (value.Length != Flow.Dimension)
                throw new ArgumentException($"{Flow.Name} has {Flow.Dimension} components, the start pattern has {value.Length} numbers.", nameof(value));
            field = value;
        }
    }

    /// <summary>What features are divided by first; default nothing.</summary>
    public InputScaling Scaling { get; init; }

    /// <summary>When the trajectory is looked at; default from end to end.</summary>
    public Sampling Sampling { get; init; }

    /// <summary>What is kept of the components; default all.</summary>
    public Channels Channels { get; init; }

    /// <summary>Whether every operation is rounded to single precision, as the paper's second experiment does; default no.</summary>
    public bool SinglePrecision { get; init; }

    /// <inheritdoc/>
    public override double[] Times => Plan().Times();

    /// <inheritdoc/>
    public override int OutputFeatures(int features) => Channels == Channels.All ? features * Flow.Dimension : features;

    /// <inheritdoc/>
    private protected override bool LooksForOverflow => true;

    /// <inheritdoc/>
    private protected override Interruption? Fill<TOut>(ReadOnlySpan<double> samples, int count, int features, int firstIndex, TOut[] output)
    {
        double[] scaled = Scale(samples, count);
        BatchPlan plan = Plan();
        EncodingStore<TOut> store = new(scaled, output, [.. Start], features, Samples, Channels);
        if (SinglePrecision)
            LaneWidth.SingleBatch(Flow, plan, store, scaled.Length);
        else
            LaneWidth.Batch(Flow, plan, store, scaled.Length);
        if (!store.Overflowed)
            return null;
        int outputs = OutputFeatures(features);
        int gone = Math.Max(0, Array.FindIndex(output, static v => !TOut.IsFinite(v)));
        int sample = gone / (outputs * Samples);
        int feature = gone % outputs * features / outputs;
        return plan.Trace(Flow, [.. Start.Select(s => s * scaled[(sample * features) + feature])], count > 1 ? sample : null, features > 1 ? feature : null);
    }

    private BatchPlan Plan() => Sampling == Sampling.EndToEnd
        ? BatchPlan.EndToEnd(Tableau, Duration, Step, Samples)
        : BatchPlan.AfterSteps(Tableau, Duration, Step, Samples);

    /// <summary>The features divided by what <see cref="Scaling"/> says.</summary>
    internal double[] Scale(ReadOnlySpan<double> samples, int count)
    {
        double[] scaled = samples.ToArray();
        int group = Scaling switch
        {
            InputScaling.SampleMaximum => samples.Length / count,
            InputScaling.PaperBatchMaximum => samples.Length,
            _ => 0,
        };
        for (int from = 0; group > 0 && from < scaled.Length; from += group)
        {
            Span<double> part = scaled.AsSpan(from, group);
            double largest = 0;
            foreach (double v in part)
                largest = Math.Max(largest, Math.Abs(v));
            double divisor = Scaling == InputScaling.PaperBatchMaximum ? largest + 1e-8 : largest == 0 ? 1 : largest;
            foreach (ref double v in part)
                v /= divisor;
        }

        return scaled;
    }
}
