using Lightcone.Networks.Kernels;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Leaky integrate-and-fire neurons. The currents become membranes in place; spikes have a place of their own.</summary>
internal sealed unsafe class LeakyStage<TReset, TFire> : Stage
    where TReset : struct, IReset
    where TFire : struct, IFire
{
    private readonly Leaky layer;
    private readonly Activations membrane;
    private readonly FloatBuffer state;
    private readonly FloatBuffer initial;
    private readonly FloatBuffer carry;
    private readonly BetaRow beta;
    private long spikes;

    public LeakyStage(StageContext context, Activations input, bool mayOverwriteInput, Leaky layer, PackedTensor? learnedBeta)
        : base(context, input)
    {
        this.layer = layer;
        membrane = mayOverwriteInput ? input : context.NewActivations(input.Width);
        Output = context.NewActivations(input.Width);
        state = NewState(input.Stride);
        initial = NewState(input.Stride);
        carry = NewState(input.Stride);
        beta = new BetaRow(context, input.Stride, layer.Beta, layer.LearnBeta, learnedBeta);
    }

    public override Activations Output { get; }

    public override long Spikes => spikes;

    public override Activations? Membrane => membrane;

    public override IReadOnlyList<FloatBuffer> State => [state];

    public override void Begin()
    {
        spikes = 0;
        beta.Refresh(Input.Width);
        state.Span.CopyTo(initial.Span);
        carry.Clear();
    }

    public override void Forward(int first, int steps)
    {
        if (membrane != Input)
            Copy(Input.At(first), membrane.At(first), (long)steps * StageContext.Batch * Input.Stride);
        long count = MembraneScan.Forward<TReset, TFire>(Scan(), membrane.At(first), Output.At(first), state.Pointer, steps);
        spikes += count;
        Output.SetOnes(first, layer.Smooth ? -1 : count);
    }

    public override void Backward(int first, int steps)
    {
        float* before = first == 0 ? initial.Pointer : membrane.At(first - 1);
        MembraneScan.Backward<TReset, TFire>(Scan(), membrane.At(first), before, OutputGradient!.At(first), carry.Pointer, beta.Gradient, steps);
        if (first == 0)
            beta.AddGradient(Input.Width);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients) => CopyState(carry, gradients[0]);

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
