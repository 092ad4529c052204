using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>Elman's recurrent layer: h = tanh(x W + b + h' V + c).</summary>
internal sealed unsafe class TanhRecurrentStage(
    StageContext context, Activations input, PackedTensor weight, PackedTensor recurrent, PackedTensor bias, PackedTensor recurrentBias) : Stage(context, input)
{
    private readonly FloatBuffer state = new((long)context.Capacity * weight.RowStride);
    private readonly FloatBuffer initial = new((long)context.Capacity * weight.RowStride);
    private readonly FloatBuffer next = new((long)context.Capacity * weight.RowStride);
    private bool hasNext;

    public override Activations Output { get; } = context.NewActivations(weight.Spec.Width);

    public override IReadOnlyList<FloatBuffer> State => [state];

    public override void Begin()
    {
        hasNext = false;
        state.Span.CopyTo(initial.Span);
    }

    public override void Forward(int first, int steps)
    {
        int batch = StageContext.Batch;
        int stride = Output.Stride;
        Projection.Forward(StageContext, Input, Output, weight, bias, first, steps);
        Elementwise.AddRow(Output.At(first), stride, StageContext.Parameters + recurrentBias.Offset, steps * batch, Lanes.Vectors(Output.Width));
        for (int t = first; t < first + steps; t++)
        {
            float* h = Output.At(t);
            float* last = t == first ? state.Pointer : Output.At(t - 1);
            Gemm.Multiply(last, stride, 1, StageContext.Parameters + recurrent.Offset, stride, h, stride, h, stride, batch, Output.Width, Output.Width);
            for (long q = 0; q < (long)batch * stride; q += Lanes.Count)
                VectorMath.Tanh(Vector512.Load(h + q)).Store(h + q);
        }

        Copy(Output.At(first + steps - 1), state.Pointer, (long)batch * stride);
    }

    public override void Backward(int first, int steps)
    {
        int batch = StageContext.Batch;
        int stride = Output.Stride;
        for (int t = first + steps - 1; t >= first; t--)
        {
            float* d = OutputGradient!.At(t);
            float* h = Output.At(t);
            if (hasNext)
                Projection.ToInput(StageContext, t == first + steps - 1 ? next.Pointer : OutputGradient.At(t + 1), d, stride, recurrent, batch, accumulate: true);
            hasNext = true;
            for (long q = 0; q < (long)batch * stride; q += Lanes.Count)
            {
                Vector512<float> y = Vector512.Load(h + q);
                (Vector512.Load(d + q) * (Vector512<float>.One - (y * y))).Store(d + q);
            }
        }

        Copy(OutputGradient!.At(first), next.Pointer, (long)batch * stride);
        Recurrence.WeightGradient(StageContext, Output, initial.Pointer, OutputGradient, recurrent, first, steps);
        Projection.BiasGradient(StageContext, OutputGradient.At(first), steps * batch, recurrentBias);
        Projection.Backward(StageContext, Input, OutputGradient, InputGradient, weight, bias, first, steps);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients) =>
        Projection.ToInput(StageContext, next.Pointer, gradients[0].Pointer, Output.Stride, recurrent, StageContext.Batch, accumulate: false);

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);
}
