using System.Collections.Immutable;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Lengths;

/// <summary>What answers sequences: the certified automaton, or a network that is trained on short ones.</summary>
public sealed record SequenceModel
{
    private const int Width = 32;
    private const int Heads = 4;
    private const int PerceptronWidth = 128;
    private readonly Func<IEnumerable<Layer>>? layers;

    private SequenceModel(string name, string summary, int longest, Func<IEnumerable<Layer>>? layers) => (Name, Summary, Longest, this.layers) = (name, summary, longest, layers);

    /// <summary>A cellular automaton that is learned from single steps and certified; it has no length.</summary>
    public static SequenceModel Automaton { get; } = new("automaton", "learned from single steps, certified, run to its fixed point", 1_000_000, null);

    /// <summary>Every model. Networks end with a linear layer to the two answers.</summary>
    public static ImmutableArray<SequenceModel> All { get; } =
    [
        Automaton,
        new("mlp", "a perceptron, two layers of 128, that sees as many of the last steps as the longest training sequence has", 1_000_000, static () => [new Linear(PerceptronWidth), new Relu(), new Linear(PerceptronWidth), new Relu()]) { IsWindowed = true },
        new("lstm", "an LSTM of 32 units", 1_000_000, static () => [new Lstm(Width)]),
        new("gru", "a GRU of 32 units", 1_000_000, static () => [new Gru(Width)]),
        new("transformer-sinusoidal", "two causal blocks of width 32 with 4 heads, sinusoidal positions added", 2_048, static () => [new Linear(Width), new SinusoidalPositions(), .. Blocks(rotary: false)]),
        new("transformer-rotary", "the same with rotary positions", 2_048, static () => [new Linear(Width), .. Blocks(rotary: true)]),
        new("transformer-none", "the same without positions", 2_048, static () => [new Linear(Width), .. Blocks(rotary: false)]),
    ];

    /// <summary>The name, as on the command line.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Summary { get; }

    /// <summary>The longest input that an experiment gives it unasked: what attention costs grows with the square.</summary>
    public int Longest { get; }

    /// <summary>Whether it is the automaton.</summary>
    public bool IsAutomaton => layers is null;

    /// <summary>Whether it sees a window of steps instead of one.</summary>
    internal bool IsWindowed { get; init; }

    /// <summary>Whether all steps must be given at once.</summary>
    internal bool NeedsWholeSequences => Longest < Automaton.Longest;

    /// <summary>The model of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static SequenceModel Find(string name) => All.FirstOrDefault(model => model.Name == name)
        ?? throw new InputException($"'{name}' is no model.{(EditDistance.Nearest(name, All.Select(static model => model.Name)) is { } near ? $" Did you mean {near}?" : "")} The models are {string.Join(", ", All.Select(static model => model.Name))}.");

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The network for sequences of so many bits a step.</summary>
    internal Architecture Network(int bits, int window) =>
        new(IsWindowed ? bits * window : bits, [.. layers!(), new Linear(2)], Readout.EveryStep);

    private static Layer[] Blocks(bool rotary) => [new Transformer { Heads = Heads, Rotary = rotary }, new Transformer { Heads = Heads, Rotary = rotary }, new LayerNormalization()];
}
