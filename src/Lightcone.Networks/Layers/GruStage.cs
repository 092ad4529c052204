using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>Gated recurrent units, gates in torch's order: reset, update, candidate. Each gate occupies one padded row segment.</summary>
internal sealed unsafe class GruStage : Stage
{
    private readonly PackedTensor weight;
    private readonly PackedTensor recurrent;
    private readonly PackedTensor bias;
    private readonly PackedTensor recurrentBias;
    private readonly Activations gates;
    private readonly Activations candidates;
    private readonly Activations gateGradient;
    private readonly Activations recurrentGradient;
    private readonly FloatBuffer state;
    private readonly FloatBuffer initial;
    private readonly FloatBuffer carry;
    private readonly FloatBuffer next;
    private readonly FloatBuffer products;
    private bool hasNext;

    public GruStage(StageContext context, Activations input, PackedTensor weight, PackedTensor recurrent, PackedTensor bias, PackedTensor recurrentBias)
        : base(context, input)
    {
        (this.weight, this.recurrent, this.bias, this.recurrentBias) = (weight, recurrent, bias, recurrentBias);
        Output = context.NewActivations(weight.Spec.Width);
        gates = context.NewRows(weight.RowStride);
        candidates = context.NewActivations(weight.Spec.Width);
        gateGradient = context.NewRowBlock(weight.RowStride);
        recurrentGradient = context.NewRowBlock(weight.RowStride);
        state = NewState(weight.Stride);
        initial = NewState(weight.Stride);
        carry = NewState(weight.Stride);
        next = NewState(weight.RowStride);
        products = NewState(weight.RowStride);
    }

    public override Activations Output { get; }

    public override IReadOnlyList<FloatBuffer> State => [state];

    public override void Begin()
    {
        hasNext = false;
        state.Span.CopyTo(initial.Span);
        carry.Clear();
    }

    public override void Forward(int first, int steps)
    {
        int batch = StageContext.Batch;
        int row = weight.RowStride;
        int stride = Output.Stride;
        Projection.Forward(StageContext, Input, gates, weight, bias, first, steps);
        float* c = StageContext.Parameters + recurrentBias.Offset;
        for (int t = first; t < first + steps; t++)
        {
            float* last = t == first ? state.Pointer : Output.At(t - 1);
            Gemm.Multiply(last, stride, 1, StageContext.Parameters + recurrent.Offset, row, c, 0, products.Pointer, row, batch, row, Output.Width);
            Activate(gates.At(t), products.Pointer, last, candidates.At(t), Output.At(t));
        }

        Copy(Output.At(first + steps - 1), state.Pointer, (long)batch * stride);
    }

    public override void Backward(int first, int steps)
    {
        int batch = StageContext.Batch;
        for (int t = first + steps - 1; t >= first; t--)
        {
            float* d = OutputGradient!.At(t);
            if (hasNext)
                Projection.ToInput(StageContext, t == first + steps - 1 ? next.Pointer : recurrentGradient.At(t + 1), d, Output.Stride, recurrent, batch, accumulate: true);
            hasNext = true;
            Deactivate(d, gates.At(t), candidates.At(t), t == 0 ? initial.Pointer : Output.At(t - 1), gateGradient.At(t), recurrentGradient.At(t));
        }

        Copy(recurrentGradient.At(first), next.Pointer, (long)batch * weight.RowStride);
        Recurrence.WeightGradient(StageContext, Output, initial.Pointer, recurrentGradient, recurrent, first, steps);
        Projection.BiasGradient(StageContext, recurrentGradient.At(first), steps * batch, recurrentBias);
        Projection.Backward(StageContext, Input, gateGradient, InputGradient, weight, bias, first, steps);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients)
    {
        CopyState(carry, gradients[0]);
        Projection.ToInput(StageContext, next.Pointer, gradients[0].Pointer, Output.Stride, recurrent, StageContext.Batch, accumulate: true);
    }

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);

    private void Activate(float* g, float* product, float* last, float* candidate, float* hidden)
    {
        int stride = Output.Stride;
        for (int m = 0; m < StageContext.Batch; m++, g += weight.RowStride, product += weight.RowStride)
        {
            for (int q = 0; q < stride; q += Lanes.Count)
            {
                long at = ((long)m * stride) + q;
                Vector512<float> r = VectorMath.Sigmoid(Vector512.Load(g + q) + Vector512.Load(product + q));
                Vector512<float> z = VectorMath.Sigmoid(Vector512.Load(g + stride + q) + Vector512.Load(product + stride + q));
                Vector512<float> back = Vector512.Load(product + (2 * stride) + q);
                Vector512<float> n = VectorMath.Tanh(Vector512.FusedMultiplyAdd(r, back, Vector512.Load(g + (2 * stride) + q)));
                r.Store(g + q);
                z.Store(g + stride + q);
                n.Store(g + (2 * stride) + q);
                back.Store(candidate + at);
                Vector512.FusedMultiplyAdd(z, Vector512.Load(last + at) - n, n).Store(hidden + at);
            }
        }
    }

    private void Deactivate(float* d, float* g, float* candidate, float* last, float* dg, float* dr)
    {
        int stride = Output.Stride;
        Vector512<float> one = Vector512<float>.One;
        for (int m = 0; m < StageContext.Batch; m++, g += weight.RowStride, dg += weight.RowStride, dr += weight.RowStride)
        {
            for (int q = 0; q < stride; q += Lanes.Count)
            {
                long at = ((long)m * stride) + q;
                Vector512<float> r = Vector512.Load(g + q);
                Vector512<float> z = Vector512.Load(g + stride + q);
                Vector512<float> n = Vector512.Load(g + (2 * stride) + q);
                Vector512<float> dh = Vector512.Load(d + at) + Vector512.Load(carry.Pointer + at);
                Vector512<float> dn = dh * (one - z) * (one - (n * n));
                Vector512<float> reset = dn * Vector512.Load(candidate + at) * r * (one - r);
                Vector512<float> update = dh * (Vector512.Load(last + at) - n) * z * (one - z);
                reset.Store(dg + q);
                reset.Store(dr + q);
                update.Store(dg + stride + q);
                update.Store(dr + stride + q);
                dn.Store(dg + (2 * stride) + q);
                (dn * r).Store(dr + (2 * stride) + q);
                (dh * z).Store(carry.Pointer + at);
            }
        }
    }
}
