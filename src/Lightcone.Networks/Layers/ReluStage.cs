using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>max(0, x), in place where the stage before allows it.</summary>
internal sealed unsafe class ReluStage(StageContext context, Activations input, bool mayOverwriteInput) : Stage(context, input)
{
    public override Activations Output { get; } = mayOverwriteInput ? input : context.NewActivations(input.Width);

    public override void Forward(int first, int steps)
    {
        float* x = Input.At(first);
        float* y = Output.At(first);
        long count = (long)steps * StageContext.Batch * Input.Stride;
        for (long q = 0; q < count; q += Lanes.Count)
        {
            Vector512<float> v = Vector512.Load(x + q);

            // Not "greater than zero", so that NaN passes and is noticed.
            Vector512.AndNot(v, Vector512.LessThan(v, Vector512<float>.Zero)).Store(y + q);
        }
    }

    public override void Backward(int first, int steps)
    {
        float* y = Output.At(first);
        float* d = OutputGradient!.At(first);
        long count = (long)steps * StageContext.Batch * Input.Stride;
        for (long q = 0; q < count; q += Lanes.Count)
            (Vector512.Load(d + q) & Vector512.GreaterThan(Vector512.Load(y + q), Vector512<float>.Zero)).Store(d + q);
    }

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;
}
