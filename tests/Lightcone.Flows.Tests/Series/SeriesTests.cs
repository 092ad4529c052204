using Lightcone.Flows.Series;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Flows.Tests.Series;

/// <summary>Estimates from a series alone, held to systems whose numbers are known otherwise, and to processes that can be computed by hand.</summary>
public sealed class SeriesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_tree_finds_the_neighbors_that_a_search_through_all_finds(int dimension)
    {
        RandomStream stream = new(3, "tree", (ulong)dimension);
        // Rounded, so that there are equal distances and equal points.
        double[] points = [.. Enumerable.Range(0, 400 * dimension).Select(_ => Math.Round(20 * stream.NextDouble()) / 20)];
        NeighborTree tree = new(points, dimension);
        for (int i = 0; i < 400; i += 7)
            foreach ((int apart, int end, bool skip) in new[] { (0, 400, false), (10, 300, true) })
            {
                (int Index, double Distance) best = (-1, double.PositiveInfinity);
                for (int j = 0; j < end; j++)
                    if (Math.Abs(i - j) > apart && tree.Distance(i, j) is var distance && distance < best.Distance && !(skip && distance == 0))
                        best = (j, distance);
                (int index, double found) = tree.Nearest(i, apart, end, skip ? 0 : -1);
                Assert.Equal(best.Distance, found);
                Assert.Equal(best.Distance, tree.Distance(i, index));
            }
    }

    [Fact]
    public void An_embedding_is_chosen_as_the_system_asks()
    {
        // Henon's map unfolds in two coordinates; Lorenz' flow in three, and its information has the first minimum after some .17 (Fraser and Swinney 1986 for Rossler; here measured to lie between .1 and .25).
        EmbeddingChoice henon = EmbeddingChoice.Of(Henon(4000), delay: 1);
        Assert.Equal(2, henon.Dimension);
        EmbeddingChoice lorenz = EmbeddingChoice.Of(Lorenz(6000, 0.02));
        Assert.True(lorenz.HasMinimum);
        Assert.InRange(lorenz.Delay * 0.02, 0.1, 0.25);
        Assert.Equal(3, lorenz.Dimension);
        // Cao: E1 is near 1 from there on.
        Assert.All(lorenz.CaoE1.Skip(3), static ratio => Assert.InRange(ratio, 0.9, 1.1));
    }

    [Fact]
    public void Noise_is_told_by_neighbors_that_stay_false_and_by_Cao()
    {
        EmbeddingChoice noise = EmbeddingChoice.Of(Noise(4000), delay: 1);
        Assert.Null(noise.Dimension);
        Assert.All(noise.CaoE2, static ratio => Assert.InRange(ratio, 0.9, 1.1));
        Assert.Contains("not found", $"{noise}", StringComparison.Ordinal);
    }

    // ln 2: analytic. 0.419: Sprott, Chaos and Time-Series Analysis (2003). 0.9056: the same.
    [Theory]
    [InlineData("logistic", 1, 0.6931)]
    [InlineData("henon", 2, 0.419)]
    [InlineData("lorenz", 3, 0.9056)]
    public void Neighbors_part_as_the_exponent_says(string system, int dimension, double known)
    {
        (double[] series, int delay, double interval) = system switch
        {
            "logistic" => (Logistic(4000), 1, 1.0),
            "henon" => (Henon(4000), 1, 1.0),
            _ => (Lorenz(8000, 0.05), 3, 0.05),
        };
        DivergenceRate found = DivergenceRate.Estimate(series, dimension, delay, interval: interval);
        Assert.InRange(known, found.Value - found.HalfWidth, found.Value + found.HalfWidth);
        Assert.True(found.HalfWidth < 0.4 * known, $"{found} {string.Join(' ', found.Curve.Select(static x => x.ToString("F2", null)))}");
    }

    [Fact]
    public void What_does_not_part_has_no_exponent()
    {
        double[] turn = [.. Enumerable.Range(0, 3000).Select(static t => Math.Sin(0.1234567 * t))];
        Assert.Contains("neighbors do not part", $"{DivergenceRate.Estimate(turn, 3, 12)}", StringComparison.Ordinal);
        DivergenceRate noise = DivergenceRate.Estimate(Noise(3000), 3, 1);
        Assert.True(double.IsNaN(noise.Value));
        Assert.Contains("noise", $"{noise}", StringComparison.Ordinal);
    }

    // Of independent values the chance to be alike for one more is that of any two: 2 r - r^2 of uniform ones.
    [Fact]
    public void Sample_entropy_of_uniform_noise_is_analytic_and_of_a_cycle_zero()
    {
        RandomStream stream = new(5, "uniform");
        double[] uniform = [.. Enumerable.Range(0, 4000).Select(_ => stream.NextDouble())];
        SampleEntropy found = SampleEntropy.Estimate(uniform, 2, 0.2);
        Assert.Equal(-Math.Log(0.36), found.Value, found.HalfWidth);
        Assert.InRange(found.HalfWidth, 0.001, 0.05);
        SampleEntropy cycle = SampleEntropy.Estimate([.. Enumerable.Range(0, 600).Select(static t => (double)(t % 6))], 2, 0.5);
        Assert.Equal(0, cycle.Value, 1e-12);
        // Four values by hand: of the stretches 1 2, 2 1, 1 2 the first and third are alike, and go on with 1 and 3.
        SampleEntropy few = SampleEntropy.Estimate([1, 2, 1, 2, 3], 2, 0.1);
        Assert.Equal((1, 0, double.PositiveInfinity), (few.Alike, few.StillAlike, few.Value));
    }

    [Fact]
    public void Fluctuations_grow_with_one_half_without_memory_and_three_halves_as_a_walk()
    {
        double[] noise = Noise(20_000), walk = new double[noise.Length];
        double at = 0;
        for (int t = 0; t < walk.Length; t++)
            walk[t] = at += noise[t];
        DetrendedFluctuation none = DetrendedFluctuation.Estimate(noise), all = DetrendedFluctuation.Estimate(walk);
        Assert.InRange(0.5, none.Exponent - none.HalfWidth, none.Exponent + none.HalfWidth);
        Assert.InRange(1.5, all.Exponent - all.HalfWidth, all.Exponent + all.HalfWidth);
        Assert.InRange(none.HalfWidth, 0.005, 0.1);
    }

    [Fact]
    public void Recurrences_of_independent_values_are_analytic_and_those_of_a_turn_lie_on_lines()
    {
        RandomStream stream = new(6, "recurrence");
        double[] uniform = [.. Enumerable.Range(0, 2000).Select(_ => stream.NextDouble())];
        // On a circle every value has the same chance of a neighbor: in two coordinates, sine and cosine, of a random angle.
        RecurrenceQuantification noise = RecurrenceQuantification.Of(DelayEmbedding.Of(uniform, 1, 1), radius: 0.025);
        double rate = 0.05 - (0.025 * 0.025);
        Assert.Equal(rate, noise.Rate, 0.002);
        // A recurring pair lies on a line of two unless both of its neighbors along the diagonal do not recur.
        Assert.Equal(1 - ((1 - rate) * (1 - rate)), noise.Determinism, 0.005);
        RecurrenceQuantification turn = RecurrenceQuantification.Of(DelayEmbedding.Of([.. Enumerable.Range(0, 1000).Select(static t => Math.Sin(0.1234567 * t))], 2, 13), rate: 0.05, theiler: 10);
        Assert.InRange(turn.Determinism, 0.99, 1);
        Assert.InRange(turn.LongestDiagonal, 900, 1000);
        Assert.Equal(0.05, turn.Rate, 0.01);
    }

    // By hand: 0 0 1 0 0 within 0: of ten pairs six recur; diagonals 1 apart: yes no no yes; 2: no yes no; 3: yes yes; 4: yes.
    [Fact]
    public void Lines_are_counted_by_hand()
    {
        double[] five = [0, 0, 1, 0, 0, 5, 6, 7, 8, 9, 10, 11, 12];
        RecurrenceQuantification found = RecurrenceQuantification.Of(DelayEmbedding.Of(five, 1, 1), radius: 0);
        Assert.Equal(6.0 / 78, found.Rate, 1e-12);
        Assert.Equal(2.0 / 6, found.Determinism, 1e-12);
        Assert.Equal((2.0, 2), (found.MeanDiagonal, found.LongestDiagonal));
        // Columns 0 and 1 have 3 and 4, 3 and 4 have 0 and 1: four lines of two.
        Assert.Equal(8.0 / 12, found.Laminarity, 1e-12);
    }

    internal static double[] Noise(int count)
    {
        RandomStream stream = new(7, "noise");
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextGaussian())];
    }

    internal static double[] Henon(int count) => Trajectory.Iterate(new Henon(), [0.1, 0.1], count + 100).Series(0)[100..][..count];

    private static double[] Logistic(int count) => Trajectory.Iterate(new Logistic(4), [0.3], count + 100).Series(0)[100..][..count];

    private static double[] Lorenz(int count, double interval)
    {
        double[] start = Trajectory.Integrate(new Lorenz(), [1, 1, 20], 20, Solver.DormandPrince(), samples: 2).Final.ToArray();
        return Trajectory.Integrate(new Lorenz(), start, (count - 1) * interval, Solver.DormandPrince(), samples: count).Series(0);
    }
}
