using Lightcone.Networks.Kernels;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Leaky integrate-and-fire neurons whose spikes return through a dense matrix one step later, snnTorch's RLeaky with <c>linear_features</c>:
/// U(t) = beta U(t-1) + I(t) + (V S(t-1) + c) - R(t) threshold.
/// </summary>
/// <remarks>
/// Parameters: <c>recurrent.weight</c> [neurons, neurons], <c>recurrent.bias</c> [neurons], and <c>beta</c> when it is learned. Everything else as in <see cref="Leaky"/>,
/// except that <see cref="Reset.Zero"/> clears the step's input together with the membrane, as snnTorch does.
/// </remarks>
public sealed record RLeaky : Layer
{
    /// <summary>The decay per step, 0 to 1. Default 0.95.</summary>
    public float Beta { get; init; } = 0.95f;

    /// <summary>The membrane value above which a neuron fires. Default 1.</summary>
    public float Threshold { get; init; } = 1f;

    /// <summary>What a spike does to the membrane. Default <see cref="Reset.Subtract"/>.</summary>
    public Reset Reset { get; init; } = Reset.Subtract;

    /// <summary>
    /// Whether the reset waits for the next step, as in snnTorch by default. If not (<c>reset_delay=False</c>) it comes right after the spike: recorded membranes are those after it, by subtraction
    /// it acts before the leak, as <see cref="Reset.SubtractBeta"/>, and <see cref="Reset.Zero"/> never loses an input. The state that is carried over holds the membrane before its reset. Default yes.
    /// Where one input lifts a membrane above twice the threshold, snnTorch takes what is left above the threshold for another, delayed reset, and may leave out the next spike; that is not done here.
    /// </summary>
    public bool ResetDelay { get; init; } = true;

    /// <summary>The slope used by gradients. Default <see cref="Surrogate.FastSigmoid"/> with slope 25.</summary>
    public Surrogate Surrogate { get; init; } = new Surrogate.FastSigmoid();

    /// <summary>Whether training changes beta. Default <see cref="DecayLearning.Fixed"/>.</summary>
    public DecayLearning LearnBeta { get; init; } = DecayLearning.Fixed;

    /// <summary>How the recurrent weights start; the paper's agents use <see cref="Initialization.Orthogonal"/> with gain 0.5. Default <see cref="Initialization.Default"/>.</summary>
    public Initialization Initialization { get; init; } = Initialization.Default;

    /// <inheritdoc/>
    public override bool Spikes => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["spikes", "membrane"];

    /// <summary>Emits the smooth primitive of the surrogate instead of spikes, so that finite differences can judge the gradients.</summary>
    internal bool Smooth { get; init; }

    internal override (float Beta, DecayLearning Learning)? Decay => (Beta, LearnBeta);

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) =>
    [
        new("recurrent.weight", 1, inputs, inputs, Initialization, inputs),
        new("recurrent.bias", 1, inputs, 0, Initialization.Default, inputs),
        .. LayerText.BetaParameter(LearnBeta, Beta, inputs),
    ];

    internal override string? Complaint() => LayerText.NeuronComplaint(Beta, Threshold, Surrogate, LearnBeta);

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        NeuronKinds.Choose(new Choice(context, input, mayOverwriteInput, this, tensors), Reset, ResetDelay, Surrogate, Smooth, recurrent: true);

    internal override string Text() => "rleaky" + LayerText.Neuron(Beta, Threshold, Reset, Surrogate, LearnBeta, ResetDelay) + LayerText.Of(Initialization);

    private readonly record struct Choice(StageContext StageContext, Activations Input, bool MayOverwrite, RLeaky Layer, IReadOnlyList<PackedTensor> Tensors) : INeuronKind
    {
        public Stage Create<TReset, TFire>()
            where TReset : struct, IReset
            where TFire : struct, IFire =>
            new RLeakyStage<TReset, TFire>(StageContext, Input, MayOverwrite, Layer, Tensors[0], Tensors[1], Tensors.Count > 2 ? Tensors[2] : null);
    }
}
