using Lightcone.Foundation.Random;

namespace Lightcone.Networks.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class MatrixProductTests
{
    // Law: (A B)[m, n] = sum over k of A[m, k] B[k, n], exactly, for small whole numbers.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 16, 5)]
    [InlineData(9, 35, 130)]
    [InlineData(14, 64, 100)]
    public void Whole_numbers_multiply_exactly(int rows, int columns, int depth)
    {
        RandomStream stream = new(1, "whole");
        float[] a = [.. Enumerable.Range(0, rows * depth).Select(_ => (float)stream.NextInt32(19) - 9)];
        float[] b = [.. Enumerable.Range(0, depth * columns).Select(_ => (float)stream.NextInt32(19) - 9)];
        float[] c = new float[rows * columns];
        c.AsSpan().Fill(float.NaN);
        MatrixProduct.Multiply(a, b, c, rows, columns, depth);
        for (int m = 0; m < rows; m++)
            for (int n = 0; n < columns; n++)
                Assert.Equal(Enumerable.Range(0, depth).Sum(k => a[(m * depth) + k] * b[(k * columns) + n]), c[(m * columns) + n]);
    }

    [Fact]
    public void Wrong_shapes_are_refused() =>
        Assert.Contains("b holds 5 numbers, its shape is [2, 3]", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[4], new float[5], new float[6], 2, 3, 2)).Message, StringComparison.Ordinal);
}
