using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Each sample's features at each step to mean 0 and variance 1 (biased, plus 1e-5), then gain and bias (Ba, Kiros and Hinton, 2016); torch's LayerNorm.</summary>
/// <remarks>Parameters: <c>weight</c> [features], ones at first; <c>bias</c> [features], zeros at first.</remarks>
public sealed record LayerNormalization : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) =>
        [new("weight", 1, inputs, 0, new Initialization.Constant(1), inputs), new("bias", 1, inputs, 0, new Initialization.Constant(0), inputs)];

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new LayerNormalizationStage(context, input, tensors[0], tensors[1]);

    internal override string Text() => "norm";
}
