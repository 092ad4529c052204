using System.Runtime.Intrinsics;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Tests.Kernels;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class VectorMathTests
{
    [Fact]
    public void Exponential_is_within_two_units_in_the_last_place() => Compare(VectorMath.Exp, Math.Exp, -86, 87, 2);

    [Fact]
    public void Logarithm_is_within_four_units_in_the_last_place() => Compare(VectorMath.Log, Math.Log, 1e-30, 100, 4);

    [Fact]
    public void Hyperbolic_tangent_is_within_four_units_in_the_last_place() => Compare(VectorMath.Tanh, Math.Tanh, -9, 9, 4);

    [Fact]
    public void Sigmoid_is_within_four_units_in_the_last_place() => Compare(VectorMath.Sigmoid, static x => 1 / (1 + Math.Exp(-x)), -80, 80, 4);

    // By the integral of the density from zero; the tail is small, so its error is judged against one half.
    [Fact]
    public void Normal_distribution_function_is_within_sixteen_units_in_the_last_place() =>
        Compare(VectorMath.Normal, static x => x == 0 ? 0.5 : ReferenceAttention.Gelu(x) / x, -3, 6, 16);

    [Fact]
    public void Extremes_neither_overflow_nor_hide_NaN()
    {
        Assert.Equal(0f, VectorMath.Sigmoid(Vector512.Create(-1000f)).GetElement(0), 1e-37f);
        Assert.Equal(1f, VectorMath.Tanh(Vector512.Create(1000f)).GetElement(3));
        Assert.Equal(-1f, VectorMath.Tanh(Vector512.Create(-1000f)).GetElement(3));
        Assert.True(float.IsNaN(VectorMath.Exp(Vector512.Create(float.NaN)).GetElement(5)));
    }

    private static void Compare(Func<Vector512<float>, Vector512<float>> ours, Func<double, double> exact, double low, double high, double units)
    {
        RandomStream stream = new(3, "arguments");
        double worst = 0;
        for (int i = 0; i < 20_000; i++)
        {
            // Half of the arguments crowd around zero, where cancellation would show.
            double spread = i % 2 == 0 ? 1 : Math.Exp(-10 * stream.NextDouble());
            float x = (float)((low + ((high - low) * stream.NextDouble())) * spread);
            float y = ours(Vector512.Create(x)).GetElement(i % 16);
            double truth = exact(x);
            worst = Math.Max(worst, Math.Abs(y - truth) / (MathF.BitIncrement(MathF.Abs((float)truth)) - MathF.Abs((float)truth)));
        }

        Assert.InRange(worst, 0, units);
    }
}
