using Lightcone.Networks.Kernels;
using Lightcone.Networks.Objectives;

namespace Lightcone.Networks.Stages;

/// <summary>The decay of each neuron as one padded row: fixed, one learned number for all, or one learned number each; clamped to [0, 1] where it is used.</summary>
internal sealed unsafe class BetaRow(StageContext context, int stride, float fixedBeta, PackedTensor? learned)
{
    private readonly FloatBuffer values = new(stride);
    private readonly FloatBuffer? gradient = learned is null ? null : new FloatBuffer(stride);

    public float* Values => values.Pointer;

    /// <summary>dL/d(clamped beta) per neuron, collected over the run; null when beta is fixed.</summary>
    public float* Gradient => gradient is null ? null : gradient.Pointer;

    public void Refresh(int width)
    {
        gradient?.Clear();
        for (int j = 0; j < width; j++)
            values.Span[j] = Math.Clamp(learned is null ? fixedBeta : context.Parameters[learned.Offset + (learned.Spec.Width == 1 ? 0 : j)], 0f, 1f);
    }

    /// <summary>Passes the collected gradient on where the clamp lets it through, neurons in ascending order.</summary>
    public void AddGradient(int width)
    {
        if (learned is null || gradient is null)
            return;
        for (int j = 0; j < width; j++)
        {
            int at = learned.Offset + (learned.Spec.Width == 1 ? 0 : j);
            if (context.Parameters[at] is >= 0f and <= 1f)
                context.Gradients[at] += gradient.Span[j];
        }
    }
}
