using Lightcone.Networks.Kernels;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Leaky integrate-and-fire neurons whose spikes return through a dense matrix one step later.</summary>
internal sealed unsafe class RLeakyStage<TReset, TFire> : Stage
    where TReset : struct, IReset
    where TFire : struct, IFire
{
    private readonly RLeaky layer;
    private readonly PackedTensor weight;
    private readonly PackedTensor bias;
    private readonly Activations membrane;
    private readonly FloatBuffer spikeState;
    private readonly FloatBuffer state;
    private readonly FloatBuffer initialSpikes;
    private readonly FloatBuffer initial;
    private readonly FloatBuffer carry;
    private readonly FloatBuffer nextCurrent;
    private readonly BetaRow beta;
    private long spikes;
    private bool hasNext;

    public RLeakyStage(StageContext context, Activations input, bool mayOverwriteInput, RLeaky layer, PackedTensor weight, PackedTensor bias, PackedTensor? learnedBeta)
        : base(context, input)
    {
        this.layer = layer;
        this.weight = weight;
        this.bias = bias;
        membrane = mayOverwriteInput ? input : context.NewActivations(input.Width);
        Output = context.NewActivations(input.Width);
        spikeState = NewState(input.Stride);
        state = NewState(input.Stride);
        initialSpikes = NewState(input.Stride);
        initial = NewState(input.Stride);
        carry = NewState(input.Stride);
        nextCurrent = NewState(input.Stride);
        beta = new BetaRow(context, input.Stride, layer.Beta, layer.LearnBeta, learnedBeta);
    }

    public override Activations Output { get; }

    public override long Spikes => spikes;

    public override Activations? Membrane => membrane;

    public override IReadOnlyList<FloatBuffer> State => [spikeState, state];

    public override void Begin()
    {
        spikes = 0;
        hasNext = false;
        beta.Refresh(Input.Width);
        spikeState.Span.CopyTo(initialSpikes.Span);
        state.Span.CopyTo(initial.Span);
        carry.Clear();
    }

    public override void Forward(int first, int steps)
    {
        int batch = StageContext.Batch;
        long step = (long)batch * Input.Stride;
        if (membrane != Input)
            Copy(Input.At(first), membrane.At(first), steps * step);
        Elementwise.AddRow(membrane.At(first), Input.Stride, StageContext.Parameters + bias.Offset, steps * batch, Lanes.Vectors(Input.Width));
        long count = 0;
        for (int t = first; t < first + steps; t++)
        {
            float* u = membrane.At(t);
            float* last = t == first ? spikeState.Pointer : Output.At(t - 1);
            Gemm.Multiply(last, Input.Stride, 1, StageContext.Parameters + weight.Offset, weight.RowStride, u, Input.Stride, u, Input.Stride, batch, Input.Width, Input.Width);
            count += MembraneScan.Forward<TReset, TFire>(Scan(), u, Output.At(t), state.Pointer, 1);
        }

        Copy(Output.At(first + steps - 1), spikeState.Pointer, step);
        spikes += count;
        Output.SetOnes(first, layer.Smooth ? -1 : count);
    }

    public override void Backward(int first, int steps)
    {
        int batch = StageContext.Batch;
        long step = (long)batch * Input.Stride;
        for (int t = first + steps - 1; t >= first; t--)
        {
            float* d = OutputGradient!.At(t);
            if (hasNext)
                Projection.ToInput(StageContext, t == first + steps - 1 ? nextCurrent.Pointer : OutputGradient.At(t + 1), d, Input.Stride, weight, batch, accumulate: true);
            hasNext = true;
            float* before = t == 0 ? initial.Pointer : membrane.At(t - 1);
            MembraneScan.Backward<TReset, TFire>(Scan(), membrane.At(t), before, d, carry.Pointer, beta.Gradient, 1);
        }

        Copy(OutputGradient!.At(first), nextCurrent.Pointer, step);
        Recurrence.WeightGradient(StageContext, Output, initialSpikes.Pointer, OutputGradient, weight, first, steps);
        Projection.BiasGradient(StageContext, OutputGradient.At(first), steps * batch, bias);
        if (first == 0)
            beta.AddGradient(Input.Width);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients)
    {
        Projection.ToInput(StageContext, nextCurrent.Pointer, gradients[0].Pointer, Input.Stride, weight, StageContext.Batch, accumulate: false);
        CopyState(carry, gradients[1]);
    }

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;

    private MembraneScan.Scan Scan() => new()
    {
        Batch = StageContext.Batch,
        Stride = Input.Stride,
        Vectors = Lanes.Vectors(Input.Width),
        Threshold = layer.Threshold,
        SurrogateScale = layer.Surrogate.Scale,
        Beta = beta.Values,
    };
}
