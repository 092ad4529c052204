using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>x times the standard normal distribution function of x (Hendrycks and Gimpel, "Gaussian error linear units", 2016); torch's GELU without approximation, to 1e-6.</summary>
public sealed record Gelu : Layer
{
    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) => new GeluStage(context, input);

    internal override string Text() => "gelu";
}
