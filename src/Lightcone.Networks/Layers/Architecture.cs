using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>What a network is made of, without its parameters: the number of input features, the layers in order, and the readout. A value with a text form.</summary>
/// <remarks>
/// The text form joins its parts by bars: <c>input 192 | linear 32 | leaky beta=0.95 | linear 10 | leaky beta=0.95 | count</c>. Layers: <c>linear N</c>, <c>conv N size=ROWSxCOLUMNS</c>, <c>leaky</c>, <c>rleaky</c>,
/// <c>integrator</c>, <c>rnn N</c>, <c>lstm N</c>, <c>gru N</c>, <c>norm</c>, <c>relu</c>,
/// <c>gelu</c>, <c>positions</c>, <c>transformer</c>. Settings: <c>beta= threshold= reset=subtract|zero|none surrogate=fast:25|atan:2|straight learn=shared|neuron|shared-sigmoid|neuron-sigmoid
/// start=orthogonal:1|xavier|constant:0</c>, and of a transformer <c>heads=4 hidden=N mask=causal|none positions=rotary|none activation=relu|gelu</c>. Readouts: <c>count</c>, <c>sum</c>, <c>last</c>, <c>mean</c>, <c>every</c>.
/// </remarks>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly string text;

    /// <summary>Puts an architecture together.</summary>
    /// <param name="inputs">Features per step, 1 to 65,536.</param>
    /// <param name="layers">The layers, first to last; at least one.</param>
    /// <param name="readout">How outputs over time become one row per sample.</param>
    /// <exception cref="ArgumentException">A number is out of range, or <see cref="Readout.Count"/> follows a layer that does not spike. All complaints are in one message.</exception>
    public Architecture(int inputs, IEnumerable<Layer> layers, Readout readout)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Inputs = inputs;
        Layers = [.. layers];
        Readout = readout;
        List<string> complaints = [];
        if (inputs is < 1 or > 65536)
            complaints.Add(string.Create(CultureInfo.InvariantCulture, $"a network must have 1 to 65536 input features, not {inputs}"));
        if (Layers.IsEmpty)
            complaints.Add("a network needs at least one layer");
        for (int i = 0; i < Layers.Length; i++)
            if (Layers[i].Complaint(Width(i)) is string complaint)
                complaints.Add(string.Create(CultureInfo.InvariantCulture, $"layer {i + 1}: {complaint}"));
        if (readout == Readout.Count && !Layers.IsEmpty && !Layers[^1].Spikes)
            complaints.Add("the readout 'count' counts spikes, but the last layer does not spike: use 'sum', or end with a leaky layer");
        if (complaints.Count > 0)
            throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(layers));
        text = string.Create(CultureInfo.InvariantCulture, $"input {inputs} | ") + string.Join(" | ", Layers.Select(static l => l.Text()))
            + " | " + readout switch { Readout.Count => "count", Readout.Sum => "sum", Readout.Last => "last", Readout.Mean => "mean", _ => "every" };
    }

    /// <summary>Features per step.</summary>
    public int Inputs { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>How outputs over time become one row per sample.</summary>
    public Readout Readout { get; }

    /// <summary>The number of outputs per sample; per step for <see cref="Readout.EveryStep"/>.</summary>
    public int Outputs => Width(Layers.Length);

    /// <summary>Linear layers each followed by the same spiking layer, read out by counting spikes: the paper's networks.</summary>
    /// <param name="neuron">The spiking layer, <see cref="Leaky"/> or <see cref="RLeaky"/>.</param>
    /// <param name="widths">Input features, then the neurons of each layer; at least two numbers.</param>
    public static Architecture Spiking(Layer neuron, params ReadOnlySpan<int> widths)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        List<Layer> layers = [];
        for (int i = 1; i < widths.Length; i++)
            layers.AddRange([new Linear(widths[i]), neuron]);
        return new Architecture(widths.IsEmpty ? 0 : widths[0], layers, Readout.Count);
    }

    /// <summary>Linear layers with <see cref="Relu"/> between them, read out by <see cref="Readout.Mean"/> (for one step: that step).</summary>
    /// <param name="widths">Input features, then the units of each layer; at least two numbers.</param>
    public static Architecture Perceptron(params ReadOnlySpan<int> widths)
    {
        List<Layer> layers = [];
        for (int i = 1; i < widths.Length; i++)
        {
            layers.Add(new Linear(widths[i]));
            if (i < widths.Length - 1)
                layers.Add(new Relu());
        }

        return new Architecture(widths.IsEmpty ? 0 : widths[0], layers, Readout.Mean);
    }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">For instance <c>input 192 | linear 10 | leaky beta=0.9 | count</c>.</param>
    /// <exception cref="FormatException">The text is not an architecture; the message shows it with a caret at the place.</exception>
    public static Architecture Parse(string text) => ArchitectureParser.Parse(text);

    /// <summary>The text form, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => text;

    /// <inheritdoc/>
    public bool Equals(Architecture? other) => other is not null && text == other.text && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Architecture);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The number of features that enter layer <paramref name="layer"/> (0-based); the number of layers asks for the outputs.</summary>
    public int Width(int layer)
    {
        int width = Inputs;
        for (int i = 0; i < layer; i++)
            width = Layers[i].OutputWidth(width);
        return width;
    }
}
