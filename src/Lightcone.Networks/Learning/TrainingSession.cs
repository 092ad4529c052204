using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Learning;

/// <summary>
/// A network in the middle of being trained: parameters, Adam's moments and the number of steps taken. Like a <see cref="RandomStream"/> it is a cursor: each step moves it.
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
    /// <param name="adam">The optimizer's settings.</param>
    /// <exception cref="ArgumentException">A setting is out of range; all complaints are in one message.</exception>
    public TrainingSession(Network network, Adam adam)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(adam);
        string[] complaints = [.. adam.Complaints()];
        if (complaints.Length > 0)
            throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(adam));
        origin = network;
        Adam = adam;
        engine = network.NewEngine();
        Mean = new FloatBuffer(engine.Plan.Length);
        Square = new FloatBuffer(engine.Plan.Length);
    }

    /// <summary>The optimizer's settings.</summary>
    public Adam Adam { get; }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; internal set; }

    internal FloatBuffer Mean { get; }

    internal FloatBuffer Square { get; }

    internal FloatBuffer Packed => engine.Packed;

    internal SequenceEngine SequenceEngine => engine;

    /// <summary>One step of Adam on all examples as one batch.</summary>
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
        if (Adam.ClipNorm is double limit)
            scale = Math.Min(1, limit / (AdamKernel.Norm(engine.Gradients) + 1e-6));
        Steps++;
        AdamKernel.Step(Adam, Steps, scale, engine.Packed, engine.Gradients, Mean, Square);
        engine.ParametersChanged();
        GC.KeepAlive(this);
        return outcome;
    }

    internal void Restore(ReadOnlySpan<float> parameters, ReadOnlySpan<float> mean, ReadOnlySpan<float> square, long steps)
    {
        parameters.CopyTo(engine.Packed.Span);
        mean.CopyTo(Mean.Span);
        square.CopyTo(Square.Span);
        Steps = steps;
        engine.ParametersChanged();
    }
}
