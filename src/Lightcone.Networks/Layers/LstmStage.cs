using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>Long short-term memory, gates in torch's order: input, forget, candidate, output. Each gate occupies one padded row segment.</summary>
internal sealed unsafe class LstmStage : Stage
{
    private readonly PackedTensor weight;
    private readonly PackedTensor recurrent;
    private readonly PackedTensor bias;
    private readonly PackedTensor recurrentBias;
    private readonly Activations gates;
    private readonly Activations cells;
    private readonly Activations gateGradient;
    private readonly FloatBuffer hiddenState;
    private readonly FloatBuffer cellState;
    private readonly FloatBuffer initialHidden;
    private readonly FloatBuffer initialCell;
    private readonly FloatBuffer cellCarry;
    private readonly FloatBuffer next;
    private bool hasNext;

    public LstmStage(StageContext context, Activations input, PackedTensor weight, PackedTensor recurrent, PackedTensor bias, PackedTensor recurrentBias)
        : base(context, input)
    {
        (this.weight, this.recurrent, this.bias, this.recurrentBias) = (weight, recurrent, bias, recurrentBias);
        int stride = weight.Stride;
        Output = context.NewActivations(weight.Spec.Width);
        gates = context.NewRows(weight.RowStride);
        cells = context.NewActivations(weight.Spec.Width);
        gateGradient = context.NewRowBlock(weight.RowStride);
        hiddenState = NewState(stride);
        cellState = NewState(stride);
        initialHidden = NewState(stride);
        initialCell = NewState(stride);
        cellCarry = NewState(stride);
        next = NewState(weight.RowStride);
    }

    public override Activations Output { get; }

    public override IReadOnlyList<FloatBuffer> State => [hiddenState, cellState];

    public override void Begin()
    {
        hasNext = false;
        hiddenState.Span.CopyTo(initialHidden.Span);
        cellState.Span.CopyTo(initialCell.Span);
        cellCarry.Clear();
    }

    public override void Forward(int first, int steps)
    {
        int batch = StageContext.Batch;
        int row = weight.RowStride;
        int stride = Output.Stride;
        Projection.Forward(StageContext, Input, gates, weight, bias, first, steps);
        Elementwise.AddRow(gates.At(first), row, StageContext.Parameters + recurrentBias.Offset, steps * batch, row / Lanes.Count);
        for (int t = first; t < first + steps; t++)
        {
            float* g = gates.At(t);
            float* last = t == first ? hiddenState.Pointer : Output.At(t - 1);
            Gemm.Multiply(last, stride, 1, StageContext.Parameters + recurrent.Offset, row, g, row, g, row, batch, row, Output.Width);
            Activate(g, t == first ? cellState.Pointer : cells.At(t - 1), cells.At(t), Output.At(t));
        }

        Copy(Output.At(first + steps - 1), hiddenState.Pointer, (long)batch * stride);
        Copy(cells.At(first + steps - 1), cellState.Pointer, (long)batch * stride);
    }

    public override void Backward(int first, int steps)
    {
        int batch = StageContext.Batch;
        int row = weight.RowStride;
        for (int t = first + steps - 1; t >= first; t--)
        {
            float* d = OutputGradient!.At(t);
            if (hasNext)
                Projection.ToInput(StageContext, t == first + steps - 1 ? next.Pointer : gateGradient.At(t + 1), d, Output.Stride, recurrent, batch, accumulate: true);
            hasNext = true;
            Deactivate(d, gates.At(t), t == 0 ? initialCell.Pointer : cells.At(t - 1), cells.At(t), gateGradient.At(t));
        }

        Copy(gateGradient.At(first), next.Pointer, (long)batch * row);
        Recurrence.WeightGradient(StageContext, Output, initialHidden.Pointer, gateGradient, recurrent, first, steps);
        Projection.BiasGradient(StageContext, gateGradient.At(first), steps * batch, recurrentBias);
        Projection.Backward(StageContext, Input, gateGradient, InputGradient, weight, bias, first, steps);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients)
    {
        Projection.ToInput(StageContext, next.Pointer, gradients[0].Pointer, Output.Stride, recurrent, StageContext.Batch, accumulate: false);
        CopyState(cellCarry, gradients[1]);
    }

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);

    private void Activate(float* g, float* lastCell, float* cell, float* hidden)
    {
        int stride = Output.Stride;
        for (int m = 0; m < StageContext.Batch; m++, g += weight.RowStride)
        {
            for (int q = 0; q < stride; q += Lanes.Count)
            {
                long at = ((long)m * stride) + q;
                Vector512<float> i = VectorMath.Sigmoid(Vector512.Load(g + q));
                Vector512<float> f = VectorMath.Sigmoid(Vector512.Load(g + stride + q));
                Vector512<float> z = VectorMath.Tanh(Vector512.Load(g + (2 * stride) + q));
                Vector512<float> o = VectorMath.Sigmoid(Vector512.Load(g + (3 * stride) + q));
                Vector512<float> c = Vector512.FusedMultiplyAdd(f, Vector512.Load(lastCell + at), i * z);
                i.Store(g + q);
                f.Store(g + stride + q);
                z.Store(g + (2 * stride) + q);
                o.Store(g + (3 * stride) + q);
                c.Store(cell + at);
                (o * VectorMath.Tanh(c)).Store(hidden + at);
            }
        }
    }

    private void Deactivate(float* d, float* g, float* lastCell, float* cell, float* dg)
    {
        int stride = Output.Stride;
        Vector512<float> one = Vector512<float>.One;
        for (int m = 0; m < StageContext.Batch; m++, g += weight.RowStride, dg += weight.RowStride)
        {
            for (int q = 0; q < stride; q += Lanes.Count)
            {
                long at = ((long)m * stride) + q;
                Vector512<float> i = Vector512.Load(g + q);
                Vector512<float> f = Vector512.Load(g + stride + q);
                Vector512<float> z = Vector512.Load(g + (2 * stride) + q);
                Vector512<float> o = Vector512.Load(g + (3 * stride) + q);
                Vector512<float> squashed = VectorMath.Tanh(Vector512.Load(cell + at));
                Vector512<float> dh = Vector512.Load(d + at);
                Vector512<float> dc = Vector512.FusedMultiplyAdd(dh * o, one - (squashed * squashed), Vector512.Load(cellCarry.Pointer + at));
                (dc * z * i * (one - i)).Store(dg + q);
                (dc * Vector512.Load(lastCell + at) * f * (one - f)).Store(dg + stride + q);
                (dc * i * (one - (z * z))).Store(dg + (2 * stride) + q);
                (dh * squashed * o * (one - o)).Store(dg + (3 * stride) + q);
                (dc * f).Store(cellCarry.Pointer + at);
            }
        }
    }
}
