using Lightcone.Networks.Kernels;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>Leaky neurons without threshold: U = beta U + I, and U is the output.</summary>
internal sealed unsafe class IntegratorStage(StageContext context, Activations input, LeakyIntegrator layer, PackedTensor? learnedBeta) : Stage(context, input)
{
    private readonly FloatBuffer state = new((long)context.Capacity * input.Stride);
    private readonly FloatBuffer initial = new((long)context.Capacity * input.Stride);
    private readonly FloatBuffer carry = new((long)context.Capacity * input.Stride);
    private readonly BetaRow beta = new(context, input.Stride, layer.Beta, layer.LearnBeta, learnedBeta);

    public override Activations Output { get; } = context.NewActivations(input.Width);

    public override Activations? Membrane => Output;

    public override IReadOnlyList<FloatBuffer> State => [state];

    public override void Begin()
    {
        beta.Refresh(Input.Width);
        state.Span.CopyTo(initial.Span);
        carry.Clear();
    }

    public override void Forward(int first, int steps)
    {
        long step = (long)StageContext.Batch * Input.Stride;
        for (int t = first; t < first + steps; t++)
        {
            float* x = Input.At(t);
            float* u = Output.At(t);
            for (long q = 0; q < step; q += Lanes.Count)
            {
                Vector512<float> next = Vector512.FusedMultiplyAdd(Vector512.Load(beta.Values + (q % Input.Stride)), Vector512.Load(state.Pointer + q), Vector512.Load(x + q));
                next.Store(u + q);
                next.Store(state.Pointer + q);
            }
        }
    }

    public override void Backward(int first, int steps)
    {
        long step = (long)StageContext.Batch * Input.Stride;
        for (int t = first + steps - 1; t >= first; t--)
        {
            float* d = OutputGradient!.At(t);
            float* last = t == 0 ? initial.Pointer : Output.At(t - 1);
            for (long q = 0; q < step; q += Lanes.Count)
            {
                Vector512<float> g = Vector512.Load(d + q) + Vector512.Load(carry.Pointer + q);
                g.Store(d + q);
                (g * Vector512.Load(beta.Values + (q % Input.Stride))).Store(carry.Pointer + q);
                if (beta.Gradient is not null)
                {
                    float* b = beta.Gradient + (q % Input.Stride);
                    Vector512.FusedMultiplyAdd(g, Vector512.Load(last + q), Vector512.Load(b)).Store(b);
                }
            }
        }

        if (first == 0)
            beta.AddGradient(Input.Width);
    }

    public override void BackwardToState(IReadOnlyList<FloatBuffer> gradients) => CopyState(carry, gradients[0]);

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;
}
