using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>max(0, x). The gradient at 0 is 0.</summary>
public sealed record Relu : Layer
{
    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new ReluStage(context, input, mayOverwriteInput);

    internal override string Text() => "relu";
}
