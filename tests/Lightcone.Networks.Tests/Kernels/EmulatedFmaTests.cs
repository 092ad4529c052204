using System.Runtime.Intrinsics;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Tests.Kernels;

/// <summary>The multiply-add of processors that have none: judged by the platform's, on every machine.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed unsafe class EmulatedFmaTests
{
    // Ties, losses of one bit, cancellation, subnormals, the largest number, infinities, both zeros and what is no number.
    private static readonly float[] Edges =
    [
        0f, -0f, 1f, -1f, 1.5f, 1f + MathF.Pow(2, -23), 1f - MathF.Pow(2, -24), MathF.Pow(2, -12), MathF.Pow(2, -24) * 3, MathF.Pow(2, -75), MathF.Pow(2, -100) * 1.25f,
        float.Epsilon, -float.Epsilon, 3 * float.Epsilon, MathF.Pow(2, -126), MathF.Pow(2, -126) - float.Epsilon, 16_777_215f, 16_777_216f, 33_554_430f,
        float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void Every_triple_of_edge_cases_has_the_bits_of_the_instruction()
    {
        foreach (float a in Edges)
            foreach (float b in Edges)
                foreach (float c in Edges)
                    Check(a, b, c);
    }

    // Any bits at all, sums near cancellation, and products halfway between two floats, where what a double loses decides the last bit.
    [Fact]
    public void Random_numbers_have_the_bits_of_the_instruction()
    {
        RandomStream stream = new(1, "multiply-add");
        for (int i = Round.Count(100_000, 300_000, 10_000_000); i > 0; i--)
        {
            float a = Bits(stream.NextUInt32()), b = Bits(stream.NextUInt32());
            Check(a, b, Bits(stream.NextUInt32()));
            Check(a, b, -a * b * (1 + ((int)(stream.NextUInt32() % 9) - 4) * MathF.Pow(2, -(int)(stream.NextUInt32() % 40))));
            float halfway = ((int)(stream.NextUInt32() % 4096) + 4096) | 1, odd = ((int)(stream.NextUInt32() % 2048) + 2048) | 1;
            Check(halfway, odd, ((stream.NextUInt32() & 1) == 0 ? 1 : -1) * MathF.Pow(2, 20 - (int)(stream.NextUInt32() % 90)));
        }
    }

    // Law: the product without the instruction is the product with it, at every edge of a tile.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 17, 3)]
    [InlineData(13, 80, 97)]
    [InlineData(31, 100, 200)]
    public void A_row_of_the_product_has_the_same_bits(int rows, int columns, int depth)
    {
        RandomStream stream = new(2, "rows", (ulong)rows);
        int stride = Lanes.Stride(columns);
        FloatBuffer a = new((long)rows * Lanes.Stride(depth)), b = new((long)depth * stride), start = new(stride);
        FloatBuffer expected = new((long)rows * stride), found = new((long)rows * stride);
        foreach (FloatBuffer buffer in (FloatBuffer[])[a, b, start])
            for (int i = 0; i < buffer.Span.Length; i++)
                buffer.Span[i] = (float)(stream.NextDouble() - .5);
        foreach (bool biased in (bool[])[true, false])
        {
            float* from = biased ? start.Pointer : null;
            Gemm.Multiply(a.Pointer, Lanes.Stride(depth), 1, b.Pointer, stride, from, 0, expected.Pointer, stride, rows, columns, Math.Min(depth, 96));
            for (int m = 0; m < rows; m++)
                EmulatedGemm.Row(a.Pointer + ((long)m * Lanes.Stride(depth)), 1, b.Pointer, stride, from, found.Pointer + ((long)m * stride), Lanes.Vectors(columns), Math.Min(depth, 96));
            Assert.Equal(expected.Span.ToArray(), found.Span.ToArray());
        }
    }

    private static float Bits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static void Check(float a, float b, float c)
    {
        float expected = MathF.FusedMultiplyAdd(a, b, c);
        Vector128<double> result = EmulatedFma.MultiplyAdd(Vector128.Create((double)a), Vector128.Create((double)b), Vector128.Create((double)c));
        float found = (float)result[1];
        bool same = float.IsNaN(expected) ? float.IsNaN(found) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(found);
        Assert.True(same && found.Equals((float)result[0]), $"{a:R} * {b:R} + {c:R}: expected {expected:R}, found {found:R}");
    }
}
