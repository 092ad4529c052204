namespace Lightcone.Networks.Stages;

/// <summary>y = x W + b over a block: one matrix product for all steps and samples, by gathering rows where the input is sparse spikes.</summary>
internal sealed unsafe class LinearStage(Frame frame, Activations input, PackedTensor weight, PackedTensor bias) : Stage(frame, input)
{
    public override Activations Output { get; } = frame.NewActivations(weight.Spec.Width);

    public override bool OutputIsFree => true;

    public override void Forward(int first, int steps) => Projection.Forward(Frame, Input, Output, weight, bias, first, steps);

    public override void Backward(int first, int steps) => Projection.Backward(Frame, Input, OutputGradient!, InputGradient, weight, bias, first, steps);

    protected override Activations NewInputGradient(Activations outputGradient) => Frame.NewBlock(Input.Width);
}
