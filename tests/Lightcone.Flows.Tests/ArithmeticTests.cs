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

    // Whatever the width: a trajectory has the same bytes alone, and in a batch on any machine.
    [Fact]
    public void Lanes_have_the_bits_of_single_numbers_in_every_operation()
    {
        RandomStream stream = new(2, "lanes");
        for (int trial = 0; trial < 400; trial++)
        {
            double[] a = [.. Enumerable.Range(0, 16).Select(_ => stream.NextGaussian() * 3)], b = [.. Enumerable.Range(0, 16).Select(_ => stream.NextGaussian())];
            double[] expected = [.. a.Zip(b, static (x, y) => Results<Scalar>(x, y)).SelectMany(static results => results.Select(static result => result.Value))];
            Assert.Equal(expected, All<WideLanes>(a, b));
            Assert.Equal(expected, All<Lanes>(a, b));
            Assert.Equal(expected, All<HalfLanes>(a, b));
            Assert.Equal(expected, All<QuarterLanes>(a, b));
            double[] rounded = All<SingleLanes>(a, b);
            Assert.Equal(rounded, All<HalfSingleLanes>(a, b));
            Assert.Equal(rounded, All<QuarterSingleLanes>(a, b));
            // Single precision is not the double's result: about seven digits of it.
            Assert.NotEqual(expected, rounded);
            Assert.All(expected.Zip(rounded), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-4 * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    // The results of each number after the other, as the single numbers give them.
    private static double[] All<T>(double[] a, double[] b)
        where T : unmanaged, ILanes<T>
    {
        double[][] each = [.. a.Select(static _ => new double[Operations])];
        double[] lanes = new double[T.Count];
        for (int first = 0; first < a.Length; first += T.Count)
        {
            T[] results = Results(T.Gather(a.AsSpan(first, T.Count)), T.Gather(b.AsSpan(first, T.Count)));
            for (int k = 0; k < Operations; k++)
            {
                T.Scatter(results[k], lanes);
                for (int lane = 0; lane < lanes.Length; lane++)
                    each[first + lane][k] = lanes[lane];
            }
        }

        return [.. each.SelectMany(static numbers => numbers)];
    }

    private const int Operations = 9;

    private static T[] Results<T>(T x, T y)
        where T : unmanaged, IReal<T> =>
    [
        x + y,
        x - y,
        x * y,
        T.MultiplyAdd(x, y, x),
        -T.Floor(x),
        T.Sign(y),
        T.Sqrt(T.Abs(x)) / 3.0,
        T.Sin(x) + T.Cos(y),
        T.Exp(x * 0.5) + T.Log(T.Abs(y) + 0.1),
    ];
}
