using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>A pre-norm transformer block, put together from stages: two branches that are added to the stream, one after the other.</summary>
internal sealed unsafe class TransformerStage : Stage
{
    private readonly Stage[] attention;
    private readonly Stage[] perceptron;
    private readonly Activations middle;
    private Activations? attentionGradient;
    private Activations? perceptronGradient;

    public TransformerStage(StageContext context, Activations input, Transformer layer, IReadOnlyList<PackedTensor> tensors)
        : base(context, input)
    {
        Stage norm = new LayerNormalizationStage(context, input, tensors[8], tensors[9]);
        attention = [norm, new AttentionStage(context, norm.Output, layer, tensors[0], tensors[1], tensors[2], tensors[3])];
        middle = context.NewActivations(input.Width);
        Stage second = new LayerNormalizationStage(context, middle, tensors[10], tensors[11]);
        Stage up = new LinearStage(context, second.Output, tensors[4], tensors[5]);
        Stage bend = layer.Gelu ? new GeluStage(context, up.Output) : new ReluStage(context, up.Output, mayOverwriteInput: true);
        perceptron = [second, up, bend, new LinearStage(context, bend.Output, tensors[6], tensors[7])];
        Output = context.NewActivations(input.Width);
    }

    public override Activations Output { get; }

    public override Activations? Connect(Activations outputGradient, bool stops)
    {
        attentionGradient = Connect(attention, outputGradient);
        perceptronGradient = Connect(perceptron, outputGradient);
        return base.Connect(outputGradient, stops);
    }

    public override void Forward(int first, int steps)
    {
        Forward(attention, Input, middle, first, steps);
        Forward(perceptron, middle, Output, first, steps);
    }

    public override void Backward(int first, int steps)
    {
        Backward(perceptron, perceptronGradient!, first, steps);
        Backward(attention, attentionGradient!, first, steps);
    }

    // The gradient of the stream is turned in place: each branch adds what it sends back.
    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;

    private static Activations Connect(Stage[] branch, Activations outputGradient)
    {
        Activations gradient = outputGradient;
        for (int i = branch.Length - 1; i >= 0; i--)
            gradient = branch[i].Connect(gradient, stops: false)!;
        return gradient;
    }

    private void Forward(Stage[] branch, Activations from, Activations to, int first, int steps)
    {
        foreach (Stage stage in branch)
            stage.Forward(first, steps);
        long count = (long)steps * StageContext.Batch * Input.Stride;
        Copy(from.At(first), to.At(first), count);
        Elementwise.Add(to.At(first), branch[^1].Output.At(first), count);
    }

    private void Backward(Stage[] branch, Activations gradient, int first, int steps)
    {
        for (int i = branch.Length - 1; i >= 0; i--)
            branch[i].Backward(first, steps);
        Elementwise.Add(OutputGradient!.At(first), gradient.At(first), (long)steps * StageContext.Batch * Input.Stride);
    }
}
