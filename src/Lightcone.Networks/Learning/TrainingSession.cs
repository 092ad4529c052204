using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Learning;

/// <summary>
/// A network in the middle of being trained: parameters, the optimizer's moments and the number of steps taken. Like a <see cref="RandomStream"/> it is a cursor: each step moves it.
/// </summary>
/// <remarks>
/// <see cref="Training"/> is the loop for data sets. Use a session directly for loops of your own, such as agents: run with <see cref="Run"/>, collect observations and states,
/// then take one <see cref="Step(Examples, NetworkState?, int)"/>. Not safe for use from two threads.
/// </remarks>
public sealed class TrainingSession
{
    private readonly Network origin;
    private readonly SequenceEngine engine;

    /// <summary>Starts from a network, with moments of zero.</summary>
    /// <param name="network">The network to start from; it is not changed.</param>
    /// <param name="optimizer">The optimizer's settings.</param>
    /// <exception cref="ArgumentException">A setting is out of range; all complaints are in one message.</exception>
    public TrainingSession(Network network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        string[] complaints = [.. optimizer.Complaints()];
        if (complaints.Length > 0)
            throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(optimizer));
        origin = network;
        Optimizer = optimizer;
        engine = network.NewEngine();
        Moments = [.. optimizer.Moments.Select(_ => new FloatBuffer(engine.Plan.Length))];
    }

    /// <summary>The optimizer's settings.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; internal set; }

    /// <summary>What the optimizer remembers, in the order of its names.</summary>
    internal FloatBuffer[] Moments { get; }

    internal FloatBuffer Packed => engine.Packed;

    internal SequenceEngine SequenceEngine => engine;

    /// <summary>One step of the optimizer on all examples as one batch.</summary>
    /// <param name="examples">The batch.</param>
    /// <param name="state">The state before the first step; null for zeros.</param>
    /// <param name="threads">How many threads may work. Default 1. The result does not depend on it.</param>
    public BatchOutcome Step(Examples examples, NetworkState? state = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(examples);
        examples.Objective.Check(engine.Plan.Architecture, examples.Inputs.Time);
        return Step(examples, examples.All(), state, threads);
    }

    /// <summary>Runs sequences through the network as it is now.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="state">What an earlier run of the same batch left; null for zeros.</param>
    /// <param name="threads">How many threads may work. Default 1.</param>
    public Response Run(Sequences inputs, NetworkState? state = null, int threads = 1) => engine.Run(inputs, state, threads);

    /// <summary>The network as it is now, as a value.</summary>
    public Network Snapshot() => origin.With(engine.Plan.Unpack(engine.Packed.Span[..engine.Plan.Length]));

    internal BatchOutcome Step(Examples examples, ReadOnlySpan<int> samples, NetworkState? state, int threads)
    {
        BatchOutcome outcome = engine.Gradient(examples.Inputs, samples, state, examples.Objective, threads);
        double scale = 1;
        if (Optimizer.ClipNorm is double limit)
            scale = Math.Min(1, limit / (OptimizerKernels.Norm(engine.Gradients) + 1e-6));
        Steps++;
        Optimizer.Step(Steps, scale, engine.Packed, engine.Gradients, Moments);
        engine.ParametersChanged();
        GC.KeepAlive(this);
        return outcome;
    }

    internal void Restore(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> moments, long steps)
    {
        parameters.CopyTo(engine.Packed.Span);
        for (int i = 0; i < Moments.Length; i++)
            moments[i].CopyTo(Moments[i].Span);
        Steps = steps;
        engine.ParametersChanged();
    }
}
