using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>y = x W + b over a block: one matrix product for all steps and samples, by gathering rows where the input is sparse spikes.</summary>
internal sealed unsafe class LinearStage(StageContext context, Activations input, PackedTensor weight, PackedTensor bias) : Stage(context, input)
{
    public override Activations Output { get; } = context.NewActivations(weight.Spec.Width);

    public override bool OutputIsFree => true;

    public override void Forward(int first, int steps) => Projection.Forward(StageContext, Input, Output, weight, bias, first, steps);

    public override void Backward(int first, int steps) => Projection.Backward(StageContext, Input, OutputGradient!, InputGradient, weight, bias, first, steps);

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);
}
