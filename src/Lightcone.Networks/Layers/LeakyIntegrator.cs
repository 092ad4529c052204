using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Leaky neurons that never fire: U(t) = beta U(t-1) + I(t), and the membrane is the output. Used as a readout layer and as a smoothing control.</summary>
public sealed record LeakyIntegrator : Layer
{
    /// <summary>The decay per step, 0 to 1. Default 0.95.</summary>
    public float Beta { get; init; } = 0.95f;

    /// <summary>Whether training changes beta. Default <see cref="DecayLearning.Fixed"/>.</summary>
    public DecayLearning LearnBeta { get; init; } = DecayLearning.Fixed;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["membrane"];

    internal override (float Beta, DecayLearning Learning)? Decay => (Beta, LearnBeta);

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) => LayerText.BetaParameter(LearnBeta, Beta, inputs);

    internal override string? Complaint() => LayerText.NeuronComplaint(Beta, 1, new Surrogate.StraightThrough(), LearnBeta);

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new IntegratorStage(context, input, this, tensors.Count > 0 ? tensors[0] : null);

    internal override string Text() => "integrator" + LayerText.Neuron(Beta, 1, Reset.Subtract, new Surrogate.FastSigmoid(), LearnBeta);
}
