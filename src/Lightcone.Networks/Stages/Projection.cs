using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>The affine map from a layer's input to its (gates of) currents, and its gradients; shared by every layer that has one.</summary>
internal static unsafe class Projection
{
    public static void Forward(StageContext context, Activations input, Activations output, PackedTensor weight, PackedTensor bias, int first, int steps)
    {
        int rows = steps * context.Batch;
        int depth = weight.Spec.Depth;
        float* w = context.Parameters + weight.Offset;
        float* b = context.Parameters + bias.Offset;
        if (IsSparse(input, first, rows, depth, weight.RowStride))
            SpikeProduct.Gather(input.ListSpikes(first, steps), w, weight.RowStride, b, 0, output.At(first), weight.RowStride, rows, weight.RowStride);
        else
            Gemm.Multiply(input.At(first), input.Stride, 1, w, weight.RowStride, b, 0, output.At(first), weight.RowStride, rows, Columns(weight), depth);
    }

    public static void Backward(StageContext context, Activations input, Activations gradient, Activations? inputGradient, PackedTensor weight, PackedTensor bias, int first, int steps)
    {
        int rows = steps * context.Batch;
        float* d = gradient.At(first);
        if (IsSparse(input, first, rows, weight.Spec.Depth, weight.RowStride))
            SpikeProduct.Scatter(input.Spikes(first), d, weight.RowStride, context.Gradients + weight.Offset, weight.RowStride, rows, weight.RowStride);
        else
            WeightGradient(context, input.At(first), input.Stride, rows, d, weight);
        BiasGradient(context, d, rows, bias);
        if (inputGradient is not null)
            ToInput(context, d, inputGradient.At(first), inputGradient.Stride, weight, rows, accumulate: false);
    }

    private static void WeightGradient(StageContext context, float* x, long xStride, int rows, float* d, PackedTensor weight)
    {
        float* g = context.Gradients + weight.Offset;
        Gemm.Multiply(x, 1, xStride, d, weight.RowStride, g, weight.RowStride, g, weight.RowStride, weight.Spec.Depth, Columns(weight), rows);
    }

    public static void BiasGradient(StageContext context, float* d, int rows, PackedTensor bias) =>
        Elementwise.SumRows(d, bias.RowStride, context.Gradients + bias.Offset, rows, bias.RowStride / Lanes.Count);

    /// <summary>dX (+)= dY W^T.</summary>
    public static void ToInput(StageContext context, float* d, float* dx, long dxStride, PackedTensor weight, int rows, bool accumulate)
    {
        int depth = weight.Spec.Gates == 1 ? weight.Spec.Width : weight.RowStride;
        Gemm.Multiply(
            d, weight.RowStride, 1, context.Transposed + weight.TransposedOffset, weight.TransposedStride, accumulate ? dx : null, dxStride, dx, dxStride, rows, weight.Spec.Depth, depth);
    }

    private static int Columns(PackedTensor weight) => weight.Spec.Gates == 1 ? weight.Spec.Width : weight.RowStride;

    private static bool IsSparse(Activations input, int first, int rows, int depth, int columns)
    {
        long ones = input.Ones(first);
        return ones >= 0 && SpikeProduct.Pays(ones, rows, depth, columns);
    }
}
