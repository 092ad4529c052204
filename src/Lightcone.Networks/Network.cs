using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Running;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks;

/// <summary>A network: an architecture and its parameters, as one immutable value. State is not part of it; it goes into a run and comes out.</summary>
/// <remarks>
/// Results are the same bytes on every instruction set and with any number of threads. A network may be used from several threads.
/// <code>
/// Network network = Network.Create(Architecture.Spiking(new Leaky { Beta = 0.95f }, 192, 32, 32, 10), seed: 1);
/// Response response = network.Run(sequences);
/// </code>
/// </remarks>
public sealed class Network
{
    private readonly Plan plan;
    private SequenceEngine? idle;

    private Network(Plan plan, ParameterSet parameters)
    {
        this.plan = plan;
        Parameters = parameters;
    }

    /// <summary>What the network is made of.</summary>
    public Architecture Architecture => plan.Architecture;

    /// <summary>Its parameters.</summary>
    public ParameterSet Parameters { get; }

    internal Plan Plan => plan;

    /// <summary>A network with fresh parameters: each tensor has a random stream of its own under <paramref name="seed"/>.</summary>
    /// <param name="architecture">What the network is made of.</param>
    /// <param name="seed">The seed of the parameters.</param>
    public static Network Create(Architecture architecture, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        Plan fresh = new(architecture);
        return new Network(fresh, fresh.Initialize(seed));
    }

    /// <summary>Reads a safetensors file that <see cref="Save(string)"/> wrote.</summary>
    /// <exception cref="InputException">The file is not a network; the message says what was expected, what was found and where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Network Load(string path) => NetworkFile.Load(path);

    /// <summary>The same from the bytes of a file.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">As <see cref="Load(string)"/>.</exception>
    public static Network Parse(ReadOnlySpan<byte> content, string file) => NetworkFile.Read(TensorFile.Parse(content, file), file);

    /// <summary>
    /// Reads a safetensors file of others, whose tensors have other names: they are taken in the order of the architecture's parameters, by shape and by the last part of their names
    /// (<c>fc1.weight</c>, <c>fc1.bias</c>, <c>lif1.beta</c>). A file that <see cref="Save(string)"/> wrote is read by its names, and must be of this architecture.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">What the network is made of.</param>
    /// <exception cref="InputException">The tensors do not fit; the message lists what was found and what was expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Network Load(string path, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return NetworkFile.Load(path, architecture);
    }

    /// <summary>The network with other parameters.</summary>
    /// <param name="parameters">Tensors of the same names and shapes.</param>
    /// <exception cref="ArgumentException">A name or shape differs.</exception>
    public Network With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (string Name, int[] Shape)[] expected = [.. plan.Shapes()];
        bool fits = expected.Length == parameters.Tensors.Count;
        for (int i = 0; fits && i < expected.Length; i++)
            fits = expected[i].Name == parameters.Tensors[i].Name && parameters.Tensors[i].Shape.AsSpan().SequenceEqual(expected[i].Shape);
        return fits ? new Network(plan, parameters) : throw new ArgumentException("the parameters belong to another architecture.", nameof(parameters));
    }

    /// <summary>The decays of a layer's neurons as they are used: as the architecture says; or learned, held to 0 .. 1; or the sigmoid of what was learned.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>A number for each neuron, 0 to 1; none for a layer without decays.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public ImmutableArray<float> Betas(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)Architecture.Layers.Length, nameof(layer));
        if (Architecture.Layers[layer].Decay is not var (beta, learning))
            return [];
        bool isSigmoid = LayerText.IsSigmoid(learning);
        string name = string.Create(CultureInfo.InvariantCulture, $"{layer}.{(isSigmoid ? "theta" : "beta")}");
        float[] numbers = learning == DecayLearning.Fixed ? [beta] : [.. Parameters[name].Values];
        return [.. Enumerable.Range(0, Architecture.Width(layer + 1)).Select(j => BetaRow.Used(isSigmoid, numbers[numbers.Length == 1 ? 0 : j]))];
    }

    /// <summary>Runs sequences through the network.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="state">What an earlier run of the same batch left; null for zeros.</param>
    /// <param name="threads">How many threads may work, at least 1. Default 1. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The features or the state do not fit.</exception>
    public Response Run(Sequences inputs, NetworkState? state = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return Use(engine => engine.Run(inputs, state, threads));
    }

    /// <summary>Runs like <see cref="Run"/> and keeps what every layer did. Memory: batch x time x units floats per layer, twice for spiking layers.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="state">What an earlier run of the same batch left; null for zeros.</param>
    public Observation Observe(Sequences inputs, NetworkState? state = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Use(engine => engine.Observe(inputs, state));
    }

    /// <summary>The gradient of an objective with respect to all parameters, and to inputs and first state when asked for, by backpropagation through time within the sequences.</summary>
    /// <param name="inputs">[batch, time, features].</param>
    /// <param name="objective">One target per sample, or one per step.</param>
    /// <param name="state">The state before the first step; null for zeros.</param>
    /// <param name="also">What else to differentiate with respect to. Default nothing; the other numbers do not depend on it.</param>
    /// <exception cref="ArgumentException">The features, the targets or the state do not fit.</exception>
    public Gradient Differentiate(Sequences inputs, Objective objective, NetworkState? state = null, Differentials also = Differentials.Parameters)
    {
        Examples examples = new(inputs, objective);
        objective.Check(Architecture, inputs.Time);
        return Use(engine =>
        {
            float[] input = also.HasFlag(Differentials.Inputs) ? new float[inputs.Values.Length] : [];
            float[][][] before = also.HasFlag(Differentials.State) ? NetworkState.NewParts(Architecture, inputs.Batch) : [];
            BatchOutcome outcome = engine.Gradient(examples.Inputs, examples.All(), state, objective, 1, also, input, before);
            return new Gradient(outcome.Loss, plan.Unpack(engine.Gradients.Span[..plan.Length]))
            {
                Inputs = input,
                State = also.HasFlag(Differentials.State) ? new NetworkState(inputs.Batch, plan.StateWidths, before) : null,
            };
        });
    }

    /// <summary>Accuracy, loss and spikes on sequences with classes.</summary>
    /// <param name="inputs">[batch, time, features], with <see cref="Sequences.Labels"/>.</param>
    /// <param name="threads">How many threads may work, at least 1. Default 1. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The sequences have no classes, or do not fit the network.</exception>
    public Evaluation Evaluate(Sequences inputs, int threads = 1) => Evaluate(Examples.Classify(inputs), threads);

    /// <summary>Accuracy, loss and spikes on examples.</summary>
    /// <param name="examples">Sequences with their targets.</param>
    /// <param name="threads">How many threads may work, at least 1. Default 1. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The examples do not fit the network.</exception>
    public Evaluation Evaluate(Examples examples, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(examples);
        examples.Objective.Check(Architecture, examples.Inputs.Time);
        return Evaluation.Of(Run(examples.Inputs, threads: threads), examples.Objective);
    }

    /// <summary>Saves architecture and parameters as a safetensors file, in one piece.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path) => NetworkFile.Save(this, path, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The same with notes, which become metadata of the file beside the architecture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notes">Texts by name; <c>format</c>, <c>version</c> and <c>architecture</c> are taken.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path, ImmutableSortedDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        NetworkFile.Save(this, path, notes);
    }

    /// <summary>The architecture, the number of parameters and the beginning of their hash.</summary>
    public override string ToString() => FormattableString.Invariant($"{Architecture}, {Parameters.Count:N0} parameters, {Parameters.Hash()[..12]}");

    internal SequenceEngine NewEngine() => new(plan, Parameters);

    // One engine is kept between runs, because packing the parameters costs more than a short run.
    private T Use<T>(Func<SequenceEngine, T> work)
    {
        SequenceEngine engine = Interlocked.Exchange(ref idle, null) ?? NewEngine();
        T result = work(engine);
        idle = engine;
        return result;
    }
}
