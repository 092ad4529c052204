using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>The part of a backward pass that all recurrent layers share.</summary>
internal static unsafe class Recurrence
{
    /// <summary>Adds sum over t of y(t - 1)^T d(t): step 0 pairs with the initial output, the rest of the block in one product.</summary>
    public static void WeightGradient(StageContext context, Activations output, float* initial, Activations gradient, PackedTensor weight, int first, int steps)
    {
        float* g = context.Gradients + weight.Offset;
        int width = output.Width;
        int columns = weight.RowStride;
        int start = first;
        if (first == 0)
        {
            Gemm.Multiply(initial, 1, output.Stride, gradient.At(0), columns, g, columns, g, columns, width, columns, context.Batch);
            start = 1;
        }

        int rows = (first + steps - start) * context.Batch;
        if (rows > 0)
            Gemm.Multiply(output.At(start - 1), 1, output.Stride, gradient.At(start), columns, g, columns, g, columns, width, columns, rows);
    }
}
