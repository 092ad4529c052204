using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Adds to feature 2j of step t the sine, and to feature 2j + 1 the cosine, of t / 10000^(2j / features) (Vaswani et al., "Attention is all you need", 2017). Steps count from 0 in each run.
/// </summary>
public sealed record SinusoidalPositions : Layer
{
    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) => new PositionStage(context, input);

    internal override string Text() => "positions";
}
