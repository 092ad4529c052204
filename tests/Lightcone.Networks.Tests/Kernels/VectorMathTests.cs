using System.Runtime.Intrinsics;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Tests.Kernels;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class VectorMathTests
{
    [Fact]
    public void Exponential_is_within_one_unit_in_the_last_place() => Compare(VectorMath.Exp, Math.Exp, -87, 88, 1);

    [Fact]
    public void Logarithm_is_within_three_units_in_the_last_place() => Compare(VectorMath.Log, Math.Log, 1e-30, 100, 3);

    [Fact]
    public void Hyperbolic_tangent_is_within_three_units_in_the_last_place() => Compare(VectorMath.Tanh, Math.Tanh, -9, 9, 3);

    [Fact]
    public void Sigmoid_is_within_three_units_in_the_last_place() => Compare(VectorMath.Sigmoid, static x => 1 / (1 + Math.Exp(-x)), -87, 80, 3);

    // The tail loses digits: the exponent is rounded, and the error of its exponential is as much larger as the exponent is.
    [Theory]
    [InlineData(-1, 7)]
    [InlineData(-3, 16)]
    [InlineData(-13, 240)]
    public void Normal_distribution_function_is_within_some_units_in_the_last_place(double low, double units) => Compare(VectorMath.Normal, Normal, low, 6, units);

    [Fact]
    public void Normal_distribution_function_is_within_a_four_millionth()
    {
        for (int i = -5000; i <= 5000; i++)
            Assert.InRange(VectorMath.Normal(Vector512.Create(i / 250f)).GetElement(i & 15) - Normal(i / 250f), -2.1e-7, 2.1e-7);
        Assert.InRange(VectorMath.Normal(Vector512.Create(-20f)).GetElement(0), 0, 1e-38f);
    }

    [Fact]
    public void Extremes_neither_overflow_nor_hide_NaN()
    {
        Assert.Equal(0f, VectorMath.Sigmoid(Vector512.Create(-1000f)).GetElement(0), 1e-37f);
        Assert.Equal(1f, VectorMath.Tanh(Vector512.Create(1000f)).GetElement(3));
        Assert.Equal(-1f, VectorMath.Tanh(Vector512.Create(-1000f)).GetElement(3));
        Assert.True(float.IsNaN(VectorMath.Exp(Vector512.Create(float.NaN)).GetElement(5)));
    }

    // The integral of the density from zero; in the tail, where one half less the integral would cancel, Laplace's continued fraction.
    private static double Normal(double x)
    {
        if (x > -2)
            return x == 0 ? 0.5 : ReferenceAttention.Gelu(x) / x;
        double fraction = -x;
        for (int k = 200; k >= 1; k--)
            fraction = -x + (k / fraction);
        return Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / fraction;
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
