using System.Runtime.Intrinsics;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Stages;

/// <summary>The decay of each neuron as one padded row: fixed, one learned number for all, or one learned number each; clamped to [0, 1] where it is used, or the sigmoid of what is learned.</summary>
internal sealed unsafe class BetaRow(StageContext context, int stride, float fixedBeta, PackedTensor? learned, bool isSigmoid)
{
    private readonly FloatBuffer values = new(stride);
    private readonly FloatBuffer? gradient = learned is null ? null : new FloatBuffer(stride);

    public float* Values => values.Pointer;

    /// <summary>dL/dbeta as it is used, per neuron, collected over the run; null when beta is fixed.</summary>
    public float* Gradient => gradient is null ? null : gradient.Pointer;

    /// <summary>The decay that a number stands for.</summary>
    public static float Used(bool isSigmoid, float value) => isSigmoid ? VectorMath.Sigmoid(Vector512.Create(value)).GetElement(0) : Math.Clamp(value, 0f, 1f);

    public void Refresh(int width)
    {
        gradient?.Clear();
        for (int j = 0; j < width; j++)
            values.Span[j] = Used(isSigmoid, learned is null ? fixedBeta : context.Parameters[learned.Offset + (learned.Spec.Width == 1 ? 0 : j)]);
    }

    /// <summary>Passes the collected gradient on where the clamp lets it through, neurons in ascending order.</summary>
    public void AddGradient(int width)
    {
        if (learned is null || gradient is null)
            return;
        for (int j = 0; j < width; j++)
        {
            int at = learned.Offset + (learned.Spec.Width == 1 ? 0 : j);
            if (isSigmoid)
                context.Gradients[at] += gradient.Span[j] * values.Span[j] * (1 - values.Span[j]);
            else if (context.Parameters[at] is >= 0f and <= 1f)
                context.Gradients[at] += gradient.Span[j];
        }
    }
}
