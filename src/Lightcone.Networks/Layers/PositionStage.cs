using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Adds the row of each step's position. Gradients pass as they are.</summary>
internal sealed unsafe class PositionStage(StageContext context, Activations input) : Stage(context, input)
{
    private readonly PositionTable table = PositionTable.Sum(context.Steps, input.Width);

    public override Activations Output { get; } = context.NewActivations(input.Width);

    public override void Forward(int first, int steps)
    {
        Copy(Input.At(first), Output.At(first), (long)steps * StageContext.Batch * Input.Stride);
        for (int t = first; t < first + steps; t++)
            table.AddTo(Output.At(t), StageContext.Batch, t);
    }

    public override void Backward(int first, int steps)
    {
    }

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;
}
