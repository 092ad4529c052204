using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Tests.Kernels;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed unsafe class ProductTests
{
    // Law: the product is the sum over k, whatever the shape; judged by plain double loops. Shapes cross every tile edge.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 17, 3)]
    [InlineData(6, 64, 96)]
    [InlineData(13, 80, 97)]
    [InlineData(31, 100, 200)]
    [InlineData(64, 130, 193)]
    public void A_product_is_the_sum_over_the_inner_index(int rows, int columns, int depth)
    {
        RandomStream stream = new(1, "product", (ulong)((rows * 1000) + columns));
        FloatBuffer a = Random(rows, depth, stream), at = new((long)depth * Lanes.Stride(rows)), b = Random(depth, columns, stream), start = Random(1, columns, stream);
        for (int m = 0; m < rows; m++)
            for (int k = 0; k < depth; k++)
                at.Span[(k * Lanes.Stride(rows)) + m] = a.Span[(m * Lanes.Stride(depth)) + k];
        int stride = Lanes.Stride(columns);
        FloatBuffer c = new((long)rows * stride), transposed = new((long)rows * stride), twice = new((long)rows * stride);
        Gemm.Multiply(a.Pointer, Lanes.Stride(depth), 1, b.Pointer, stride, start.Pointer, 0, c.Pointer, stride, rows, columns, depth);
        Gemm.Multiply(at.Pointer, 1, Lanes.Stride(rows), b.Pointer, stride, start.Pointer, 0, transposed.Pointer, stride, rows, columns, depth);
        Gemm.Multiply(a.Pointer, Lanes.Stride(depth), 1, b.Pointer, stride, null, 0, twice.Pointer, stride, rows, columns, depth);
        Gemm.Multiply(a.Pointer, Lanes.Stride(depth), 1, b.Pointer, stride, twice.Pointer, stride, twice.Pointer, stride, rows, columns, depth);
        for (int m = 0; m < rows; m++)
        {
            for (int n = 0; n < columns; n++)
            {
                double sum = 0;
                for (int k = 0; k < depth; k++)
                    sum += (double)a.Span[(m * Lanes.Stride(depth)) + k] * b.Span[(k * stride) + n];
                Assert.Equal(sum + start.Span[n], c.Span[(m * stride) + n], 1e-5);
                Assert.Equal(2 * sum, twice.Span[(m * stride) + n], 2e-5);
            }
        }

        Assert.Equal(c.Span.ToArray(), transposed.Span.ToArray());
    }

    // Law: leaving out the zeros changes no bit, forward and backward, at every density.
    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(5, 100, 100)]
    [InlineData(30, 33, 260)]
    [InlineData(100, 64, 7)]
    public void Products_with_spikes_are_the_dense_products_bit_for_bit(int percent, int depth, int columns)
    {
        const int Rows = 37;
        RandomStream stream = new(2, "spikes", (ulong)percent);
        FloatBuffer spikes = new(Rows * Lanes.Stride(depth)), b = Random(depth, columns, stream), d = Random(Rows, columns, stream), start = Random(1, columns, stream);
        for (int m = 0; m < Rows; m++)
            for (int k = 0; k < depth; k++)
                spikes.Span[(m * Lanes.Stride(depth)) + k] = stream.NextInt32(100) < percent ? 1 : 0;
        int stride = Lanes.Stride(columns);
        FloatBuffer dense = new((long)Rows * stride), sparse = new((long)Rows * stride), denseGradient = new((long)depth * stride), sparseGradient = new((long)depth * stride);
        Gemm.Multiply(spikes.Pointer, Lanes.Stride(depth), 1, b.Pointer, stride, start.Pointer, 0, dense.Pointer, stride, Rows, columns, depth);
        (int[] begins, int[] neurons) = SpikeList.Allocate(Rows, spikes.Span.ToArray().Count(static s => s == 1));
        SpikeList list = new(begins, neurons);
        list.Fill(spikes.Pointer, Lanes.Stride(depth), Rows, depth);
        SpikeProduct.Gather(list, b.Pointer, stride, start.Pointer, 0, sparse.Pointer, stride, Rows, columns);
        Assert.Equal(dense.Span.ToArray(), sparse.Span.ToArray());
        Gemm.Multiply(spikes.Pointer, 1, Lanes.Stride(depth), d.Pointer, stride, denseGradient.Pointer, stride, denseGradient.Pointer, stride, depth, columns, Rows);
        SpikeProduct.Scatter(list, d.Pointer, stride, sparseGradient.Pointer, stride, Rows, columns);
        Assert.Equal(denseGradient.Span.ToArray(), sparseGradient.Span.ToArray());
    }

    private static FloatBuffer Random(int rows, int columns, RandomStream stream)
    {
        FloatBuffer buffer = new((long)rows * Lanes.Stride(columns));
        for (int m = 0; m < rows; m++)
            for (int n = 0; n < columns; n++)
                buffer.Span[(m * Lanes.Stride(columns)) + n] = (float)((2 * stream.NextDouble()) - 1);
        return buffer;
    }
}
