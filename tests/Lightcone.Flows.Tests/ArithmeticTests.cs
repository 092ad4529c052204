using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class ArithmeticTests
{
    [Fact]
    public void Sine_and_cosine_agree_with_the_platform_to_1e_15_up_to_a_million()
    {
        RandomStream stream = new(1, "angles");
        for (int i = 0; i < 50_000; i++)
        {
            double x = (stream.NextDouble() - 0.5) * (i % 2 == 0 ? 20 : 2e6);
            Assert.InRange(Trigonometry.Sin<Scalar>(x).Value - Math.Sin(x), -1e-15, 1e-15);
            Assert.InRange(Trigonometry.Cos<Scalar>(x).Value - Math.Cos(x), -1e-15, 1e-15);
        }
    }

    [Fact]
    public void Exponential_and_logarithm_keep_their_edges()
    {
        Assert.Equal(double.PositiveInfinity, Scalar.Exp(710));
        Assert.Equal(0, Scalar.Exp(-1000));
        Assert.Equal(double.NegativeInfinity, Scalar.Log(0));
        Assert.Equal(double.NaN, Scalar.Log(-1));
        Assert.Equal(Math.Log(5e-324), Scalar.Log(5e-324), 1e-10);
        Assert.Equal(double.PositiveInfinity, Scalar.Log(double.PositiveInfinity));
    }

    [Fact]
    public void Lanes_have_the_bits_of_single_numbers_in_every_operation()
    {
        RandomStream stream = new(2, "lanes");
        for (int trial = 0; trial < 2_000; trial++)
        {
            double[] a = [.. Enumerable.Range(0, 16).Select(_ => stream.NextGaussian() * 3)], b = [.. Enumerable.Range(0, 16).Select(_ => stream.NextGaussian())];
            Same(a, b, static (x, y) => x + y, static (x, y) => x + y);
            Same(a, b, static (x, y) => x - y, static (x, y) => x - y);
            Same(a, b, static (x, y) => x * y, static (x, y) => x * y);
            Same(a, b, static (x, y) => x / y, static (x, y) => x / y);
            Same(a, b, static (x, y) => -WideLanes.Floor(x) + WideLanes.Sign(y), static (x, y) => -Scalar.Floor(x) + Scalar.Sign(y));
            Same(a, b, static (x, y) => WideLanes.Sqrt(WideLanes.Abs(x)), static (x, y) => Scalar.Sqrt(Scalar.Abs(x)));
            Same(a, b, static (x, y) => WideLanes.Sin(x) + WideLanes.Cos(y), static (x, y) => Scalar.Sin(x) + Scalar.Cos(y));
            Same(a, b, static (x, y) => WideLanes.Exp(x) + WideLanes.Log(WideLanes.Abs(y)), static (x, y) => Scalar.Exp(x) + Scalar.Log(Scalar.Abs(y)));
        }
    }

    private static void Same(double[] a, double[] b, Func<WideLanes, WideLanes, WideLanes> wide, Func<Scalar, Scalar, Scalar> single)
    {
        double[] lanes = new double[16];
        WideLanes.Scatter(wide(WideLanes.Gather(a), WideLanes.Gather(b)), lanes);
        for (int i = 0; i < 16; i++)
            Assert.Equal(BitConverter.DoubleToInt64Bits(single(a[i], b[i]).Value), BitConverter.DoubleToInt64Bits(lanes[i]));
    }
}
