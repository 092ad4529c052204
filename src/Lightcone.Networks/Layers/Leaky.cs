using Lightcone.Networks.Kernels;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Leaky integrate-and-fire neurons with snnTorch's semantics: R(t) = 1[U(t-1) > threshold]; U(t) = beta U(t-1) + I(t) - R(t) threshold; S(t) = 1[U(t) > threshold].
/// </summary>
/// <remarks>
/// The comparison is strict and the reset comes one step after the spike, so U may stand above the threshold at the step of the spike. The input is not scaled by 1 - beta:
/// under a constant current I the membrane tends to I / (1 - beta), and a neuron can never fire when that lies below the threshold.
/// A learned beta is the parameter <c>beta</c> [1] or [neurons]; it is clamped to [0, 1] where it is used, and its gradient passes only inside.
/// Learned as a sigmoid, beta = 1 / (1 + exp(-theta)) and the parameter is <c>theta</c>.
/// </remarks>
public sealed record Leaky : Layer
{
    /// <summary>The decay per step, 0 to 1. Default 0.95, the paper's first experiment.</summary>
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

    /// <inheritdoc/>
    public override bool Spikes => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["membrane"];

    /// <summary>Emits the smooth primitive of the surrogate instead of spikes, so that finite differences can judge the gradients.</summary>
    internal bool Smooth { get; init; }

    internal override (float Beta, DecayLearning Learning)? Decay => (Beta, LearnBeta);

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) => LayerText.BetaParameter(LearnBeta, Beta, inputs);

    internal override string? Complaint() => LayerText.NeuronComplaint(Beta, Threshold, Surrogate, LearnBeta);

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        NeuronKinds.Choose(new Choice(context, input, mayOverwriteInput, this, tensors.Count > 0 ? tensors[0] : null), Reset, ResetDelay, Surrogate, Smooth, recurrent: false);

    internal override string Text() => "leaky" + LayerText.Neuron(Beta, Threshold, Reset, Surrogate, LearnBeta, ResetDelay);

    private readonly record struct Choice(StageContext StageContext, Activations Input, bool MayOverwrite, Leaky Layer, PackedTensor? Beta) : INeuronKind
    {
        public Stage Create<TReset, TFire>()
            where TReset : struct, IReset
            where TFire : struct, IFire => new LeakyStage<TReset, TFire>(StageContext, Input, MayOverwrite, Layer, Beta);
    }
}
