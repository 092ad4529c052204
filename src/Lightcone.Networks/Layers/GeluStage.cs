using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>x times the standard normal distribution function of x.</summary>
internal sealed unsafe class GeluStage(StageContext context, Activations input) : Stage(context, input)
{
    // 1 / sqrt(2 pi)
    private const float Peak = 0.39894228f;

    public override Activations Output { get; } = context.NewActivations(input.Width);

    public override void Forward(int first, int steps)
    {
        float* x = Input.At(first);
        float* y = Output.At(first);
        long count = (long)steps * StageContext.Batch * Input.Stride;
        for (long q = 0; q < count; q += Lanes.Count)
        {
            Vector512<float> v = Vector512.Load(x + q);
            (v * VectorMath.Normal(v)).Store(y + q);
        }
    }

    public override void Backward(int first, int steps)
    {
        float* x = Input.At(first);
        float* d = OutputGradient!.At(first);
        long count = (long)steps * StageContext.Batch * Input.Stride;
        for (long q = 0; q < count; q += Lanes.Count)
        {
            Vector512<float> v = Vector512.Load(x + q);
            Vector512<float> slope = Vector512.FusedMultiplyAdd(v * Peak, VectorMath.Exp(v * v * -0.5f), VectorMath.Normal(v));
            (Vector512.Load(d + q) * slope).Store(d + q);
        }
    }

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;
}
