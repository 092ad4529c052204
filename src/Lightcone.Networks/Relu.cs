using Lightcone.Networks.Stages;

namespace Lightcone.Networks;

/// <summary>max(0, x). The gradient at 0 is 0.</summary>
public sealed record Relu : Layer
{
    internal override Stage NewStage(Frame frame, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new ReluStage(frame, input, mayOverwriteInput);

    internal override string Text() => "relu";
}
