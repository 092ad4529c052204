using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Measures;

public sealed class RepresentationTests
{
    [Fact]
    public void Alignment_with_itself_is_one_whatever_the_rotation_and_scale()
    {
        double[] x = Noise(1, 40 * 2);
        (double c, double s) = (Math.Cos(0.7), Math.Sin(0.7));
        double[] turned = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { (3 * ((c * x[2 * i]) - (s * x[(2 * i) + 1]))) + 5, (3 * ((s * x[2 * i]) + (c * x[(2 * i) + 1]))) - 2 })];
        Assert.Equal(1, CenteredKernelAlignment.Linear(x, turned, 40), 1e-12);
        Assert.Equal(1, CenteredKernelAlignment.Debiased(x, turned, 40), 1e-12);
    }

    // Two centered orthogonal single features: no alignment at all. For features (1,1,-1,-1) and (1,1,-1,-1)+(1,-1,1,-1): 8^2... = 1 / 2 by hand.
    [Fact]
    public void Alignment_by_hand()
    {
        double[] a = [1, 1, -1, -1], b = [1, -1, 1, -1], sum = [2, 0, 0, -2];
        Assert.Equal(0, CenteredKernelAlignment.Linear(a, b, 4), 1e-15);
        Assert.Equal(0.5, CenteredKernelAlignment.Linear(a, sum, 4), 1e-15);
    }

    /// <summary>A constant has nothing in common with anything: not a number, and not what rounding leaves of it. The same of points equally far from each other.</summary>
    [Fact]
    public void Constants_have_no_alignment()
    {
        double[] x = Noise(3, 30 * 4), constant = [.. Enumerable.Repeat(0.1, 30 * 3)], almost = [.. constant.Select(static (v, i) => i % 7 == 0 ? Math.BitIncrement(v) : v)];
        double[] simplex = [.. Enumerable.Range(0, 30).SelectMany(static i => Enumerable.Range(0, 30).Select(f => i == f ? 0.7 : 0.1))];
        foreach (double[] none in new[] { constant, almost })
        {
            Assert.True(double.IsNaN(CenteredKernelAlignment.Debiased(x, none, 30)));
            Assert.True(double.IsNaN(CenteredKernelAlignment.Linear(x, none, 30)));
            Assert.True(double.IsNaN(CenteredKernelAlignment.Debiased(none, none, 30)));
        }

        Assert.True(double.IsNaN(CenteredKernelAlignment.Debiased(x, simplex, 30)));
        Assert.Equal(1, CenteredKernelAlignment.Linear(simplex, simplex, 30), 1e-12);
    }

    [Fact]
    public void Debiasing_removes_the_alignment_of_unrelated_wide_representations()
    {
        double biased = 0, debiased = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            double[] x = Noise(10 + (2 * trial), 20 * 200), y = Noise(11 + (2 * trial), 20 * 200);
            biased += CenteredKernelAlignment.Linear(x, y, 20) / 40;
            debiased += CenteredKernelAlignment.Debiased(x, y, 20) / 40;
        }

        Assert.InRange(biased, 0.8, 1);
        Assert.InRange(debiased, -0.03, 0.03);
    }

    [Fact]
    public void Copied_features_are_stable_and_noise_is_not()
    {
        double[] latent = Noise(5, 30 * 2);
        double[] copies = [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Range(0, 40).Select(f => latent[(2 * i) + (f % 2)]))];
        Assert.InRange(GeometricStability.Measure(copies, 30, seed: 1).Mean, 0.9, 1);
        Assert.InRange(GeometricStability.Measure(Noise(6, 30 * 40), 30, seed: 1).Mean, -0.15, 0.15);
        Assert.Equal(GeometricStability.Measure(copies, 30, seed: 2).Mean, GeometricStability.Measure(copies, 30, seed: 2).Mean);
    }

    [Fact]
    public void Correlation_dimension_of_a_line_a_square_and_the_henon_attractor()
    {
        RandomStream stream = new(9, "points");
        double[] line = [.. Enumerable.Range(0, 2000).SelectMany(_ => { double t = stream.NextDouble(); return new[] { t, 2 * t, -t }; })];
        Assert.Equal(1, CorrelationDimension.Estimate(line, 3).Value, 0.05);
        double[] square = [.. Enumerable.Range(0, 4000).Select(_ => stream.NextDouble())];
        Assert.Equal(2, CorrelationDimension.Estimate(square, 2).Value, 0.1);
        // 1.21 ± 0.01: Grassberger and Procaccia, Physica D 9, 189 (1983).
        Trajectory henon = Trajectory.Iterate(new Henon(), [0.1, 0.1], 6000);
        Assert.Equal(1.21, CorrelationDimension.Estimate(henon.States[200..], 2).Value, 0.05);
    }

    /// <summary>The sum counts pairs that lie farther apart in time than the window of Theiler (Physical Review A 34, 2427, 1986) and not farther in space than the radius.</summary>
    [Fact]
    public void The_correlation_sum_counts_the_pairs_outside_the_window()
    {
        // A slow spiral: its near pairs are mostly near in time.
        double[] points = [.. Enumerable.Range(0, 300).SelectMany(static t => new[] { (1 + (0.003 * t)) * Math.Cos(0.1 * t), (1 + (0.003 * t)) * Math.Sin(0.1 * t) })];
        foreach (int theiler in (int[])[1, 40])
        {
            CorrelationDimension found = CorrelationDimension.Estimate(points, 2, theiler);
            double[] distances = [.. from i in Enumerable.Range(0, 300) from j in Enumerable.Range(i + theiler, Math.Max(0, 300 - i - theiler)) select Math.Sqrt(Math.Pow(points[2 * i] - points[2 * j], 2) + Math.Pow(points[(2 * i) + 1] - points[(2 * j) + 1], 2))];
            for (int k = 0; k < found.Radii.Length; k++)
                Assert.Equal((double)distances.Count(distance => distance <= found.Radii[k]) / distances.Length, found.Sums[k], 1e-12);
        }
    }

    // 1.21 to 1.22: Grassberger and Procaccia (1983); Sprott and Rowlands, Int. J. Bifurcation Chaos 11, 1865 (2001).
    [Fact]
    public void The_interval_of_a_dimension_holds_the_known_value()
    {
        Trajectory henon = Trajectory.Iterate(new Henon(), [0.1, 0.1], 8000);
        CorrelationDimension found = CorrelationDimension.Estimate(henon.States[200..], 2);
        Assert.InRange(1.215, found.Value - found.HalfWidth, found.Value + found.HalfWidth);
        Assert.InRange(found.HalfWidth, 0.005, 0.15);
        Assert.Contains("the slope from r =", $"{found}", StringComparison.Ordinal);
        // Local slopes are what the curve says: in the middle of the fitted range near the dimension.
        Assert.Equal(found.Value, found.LocalSlopes[(found.FirstFitted + found.LastFitted) / 2], 0.2);
    }

    // 1.95 ± 0.03 for a delay of 17: Grassberger and Procaccia, Physica D 9, 189 (1983). In 40 turns the flow meets its own past so seldom that the slope falls to 1 within the range, and rises again.
    [Fact]
    public void The_interval_of_a_dimension_holds_where_a_flow_seldom_returns()
    {
        MackeyGlass flow = new();
        double[] start = Trajectory.Integrate(flow, [.. Enumerable.Repeat(0.9, flow.Dimension)], 500, Solver.DormandPrince(), samples: 2).Final.ToArray();
        Trajectory run = Trajectory.Integrate(flow, start, 2000, Solver.DormandPrince(), samples: 8000);
        CorrelationDimension found = CorrelationDimension.Estimate(run.States, flow.Dimension, theiler: 50);
        Assert.InRange(1.95, found.Value - found.HalfWidth, found.Value + found.HalfWidth);
        Assert.InRange(found.Bend, 0.1, 1);
    }

    [Fact]
    public void Points_that_are_equal_up_to_rounding_have_no_dimension() => Assert.Contains("up to rounding", Assert.Throws<ArgumentException>(static () =>
        CorrelationDimension.Estimate([.. Enumerable.Range(0, 400).Select(static i => i % 3 == 0 ? Math.BitIncrement(0.1) : 0.1)], 2)).Message, StringComparison.Ordinal);

    private static double[] Noise(int index, int count)
    {
        RandomStream stream = new(7, "representation", (ulong)index);
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextGaussian())];
    }
}
