using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>
/// One layer of a network as a value: what it computes and with which constants, without its parameters and without state.
/// A closed set: <see cref="Linear"/>, <see cref="Convolution"/>, <see cref="Leaky"/>, <see cref="RLeaky"/>, <see cref="LeakyIntegrator"/>, <see cref="TanhRecurrent"/>, <see cref="Lstm"/>, <see cref="Gru"/>,
/// <see cref="LayerNormalization"/>, <see cref="Relu"/>, <see cref="Gelu"/>, <see cref="SinusoidalPositions"/> and <see cref="Transformer"/>.
/// </summary>
/// <remarks>A layer maps a sequence [batch, time, inputs] to a sequence [batch, time, outputs]. Its text form is one item of an <see cref="Architecture"/>.</remarks>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>Whether the layer emits only zeros and ones.</summary>
    public virtual bool Spikes => false;

    /// <summary>The names of the parts of this layer's state, in the order in which <see cref="NetworkState"/> holds them; empty for a layer without memory.</summary>
    public virtual IReadOnlyList<string> StateParts => [];

    /// <summary>The decay that the text form says and how it is learned, or null for a layer without one.</summary>
    internal virtual (float Beta, DecayLearning Learning)? Decay => null;

    internal virtual int OutputWidth(int inputs) => inputs;

    internal virtual IReadOnlyList<ParameterSpec> Parameters(int inputs) => [];

    /// <summary>Why this layer cannot be used, or null.</summary>
    internal virtual string? Complaint() => null;

    /// <summary>Why this layer cannot be used behind so many features, or null.</summary>
    internal virtual string? Complaint(int inputs) => Complaint();

    /// <summary>Whether the first step of the outputs may depend on the last step of the inputs.</summary>
    internal virtual bool TakesWholeSequences => false;

    internal abstract Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors);

    /// <summary>The keyword and settings of the text form; defaults are left out.</summary>
    internal abstract string Text();

    private protected static string? PositiveWidth(int width, string what) => width is < 1 or > 65536 ? $"{what} must have 1 to 65536 units, not {width}" : null;
}
