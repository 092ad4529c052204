using Lightcone.Engines;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Tests;

public sealed class InformationTests
{
    [Fact]
    public void Entropies_of_coins_and_words()
    {
        byte[] coin = Symbols(1, 100_000, 2);
        Assert.Equal(1, ShannonEntropy.Estimate(coin).Bits, 1e-3);
        Assert.Equal(3, ShannonEntropy.Estimate(coin, 3).Bits, 3e-3);
        Assert.Equal(1, ShannonEntropy.Rate(coin, 4).Bits, 2e-3);
        Assert.Equal(0, ShannonEntropy.Estimate(new byte[100]).Bits);
        byte[] alternating = [.. Enumerable.Range(0, 1001).Select(i => (byte)(i & 1))];
        Assert.Equal(0, ShannonEntropy.Rate(alternating, 1).PlugInBits, 1e-12);
        Assert.Equal(1, ActiveInformation.Estimate(alternating, 1).Bits, 2e-3);
    }

    // A chain that flips with probability p stores 1 - H(p) bits whatever the history, and its entropy rate is H(p).
    [Fact]
    public void A_markov_chain_stores_what_theory_says()
    {
        RandomStream stream = new(2, "chain");
        byte[] chain = new byte[200_000];
        for (int i = 1; i < chain.Length; i++)
            chain[i] = stream.NextDouble() < 0.11 ? (byte)(1 - chain[i - 1]) : chain[i - 1];
        double h = -((0.11 * Math.Log2(0.11)) + (0.89 * Math.Log2(0.89)));
        Assert.Equal(1 - h, ActiveInformation.Estimate(chain, 1).Bits, 5e-3);
        Assert.Equal(1 - h, ActiveInformation.Estimate(chain, 3).Bits, 5e-3);
        Assert.Equal(h, ShannonEntropy.Rate(chain, 2).Bits, 5e-3);
    }

    [Fact]
    public void Transfer_flows_from_source_to_target_only()
    {
        byte[] source = Symbols(3, 50_000, 4);
        byte[] target = [0, .. source[..^1]];
        Assert.Equal(2, TransferEntropy.Estimate(source, target).Bits, 5e-3);
        Assert.Equal(0, TransferEntropy.Estimate(target, source).Bits, 2e-3);
        byte[] late = [0, 0, .. source[..^2]];
        Assert.Equal(0, TransferEntropy.Estimate(source, late).Bits, 2e-3);
        Assert.Equal(2, TransferEntropy.Estimate(source, late, lag: 2).Bits, 5e-3);
        // Every symbol counts that has its past and the source's.
        Assert.Equal(50_000 - 3, TransferEntropy.Estimate(source, late, history: 3, lag: 2).Observations);
        Assert.Equal(0, TransferEntropy.Estimate(source, Symbols(4, 50_000, 4), history: 2).Bits, 5e-3);
    }

    // The mean over many short independent samples of zero information: the plain estimate is biased upwards, the corrected one hardly.
    // Each cell of rule 170 takes over its right neighbor: on a random ring the whole bit flows from right to left, and nothing the other way.
    [Fact]
    public void Transfer_in_a_shift_flows_with_the_shift()
    {
        CompiledRule shift = LocalRule.Elementary(170).Compile();
        Lattice ring = Lattice.Random(Alphabet.Binary, Shape.Row(1009), Boundary.Periodic, new RandomStream(8, "ring"));
        byte[] left = new byte[1000], right = new byte[1000];
        for (int t = 0; t < left.Length; t++, ring = shift.Step(ring))
            (left[t], right[t]) = (ring.Cells[500], ring.Cells[501]);
        Assert.Equal(1, TransferEntropy.Estimate(right, left).Bits, 0.02);
        Assert.Equal(0, TransferEntropy.Estimate(left, right).Bits, 0.02);
    }

    [Fact]
    public void The_correction_removes_most_of_the_bias()
    {
        double plain = 0, corrected = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            InformationEstimate estimate = MutualInformation.Estimate(Symbols(100 + (2 * trial), 200, 4), Symbols(101 + (2 * trial), 200, 4));
            plain += estimate.PlugInBits / 300;
            corrected += (estimate.PlugInBits + estimate.Correction) / 300;
            Assert.InRange(estimate.Bits, 0, estimate.PlugInBits);
        }

        // (4 - 1)(4 - 1) / (2 n ln 2) bits.
        Assert.Equal(9 / (400 * Math.Log(2)), plain, 5e-3);
        Assert.InRange(corrected, -3e-3, 3e-3);
    }

    // x' = phi x + noise stores -log2(1 - phi^2) / 2 bits.
    [Fact]
    public void Nearest_neighbors_measure_a_gaussian_process()
    {
        RandomStream stream = new(5, "process");
        double[] series = new double[3000];
        for (int i = 1; i < series.Length; i++)
            series[i] = (0.8 * series[i - 1]) + stream.NextGaussian();
        double exact = -0.5 * Math.Log2(1 - 0.64);
        Assert.Equal(exact, ActiveInformation.EstimateNearestNeighbor(series, history: 1).Bits, 0.05);
        Assert.Equal(exact, ActiveInformation.EstimateNearestNeighbor(series, history: 2).Bits, 0.07);
        Assert.Equal(exact, ActiveInformation.EstimateBinned(series, history: 1, bins: 12).Bits, 0.12);
        double[] noise = [.. Enumerable.Range(0, 2000).Select(_ => stream.NextGaussian())];
        Assert.Equal(0, ActiveInformation.EstimateNearestNeighbor(noise, history: 1).Bits, 0.04);
    }

    /// <summary>The estimator of Kraskov, Stögbauer and Grassberger (2004, equation 8), written out: the largest of all coordinates is the distance, and psi(n) is a sum of fractions.</summary>
    [Fact]
    public void Nearest_neighbors_are_those_of_the_published_estimator()
    {
        const int count = 60, k = 3;
        RandomStream stream = new(9, "neighbors");
        double[] x = [.. Enumerable.Range(0, 2 * count).Select(_ => stream.NextGaussian())];
        double[] y = [.. Enumerable.Range(0, 3 * count).Select(i => x[i / 3 * 2] + stream.NextGaussian())];
        double mean = 0;
        for (int i = 0; i < count; i++)
        {
            int[] others = [.. Enumerable.Range(0, count).Where(j => j != i)];
            double radius = others.Select(j => Math.Max(Distance(x, 2, i, j), Distance(y, 3, i, j))).Order().ElementAt(k - 1);
            mean += (Psi(1 + others.Count(j => Distance(x, 2, i, j) < radius)) + Psi(1 + others.Count(j => Distance(y, 3, i, j) < radius))) / count;
        }

        Assert.Equal((Psi(k) + Psi(count) - mean) / Math.Log(2), MutualInformation.EstimateNearestNeighbor(x, y, count, k).Bits, 1e-9);

        static double Distance(double[] points, int n, int i, int j) => Enumerable.Range(0, n).Max(c => Math.Abs(points[(i * n) + c] - points[(j * n) + c]));
        static double Psi(int n) => Enumerable.Range(1, n - 1).Sum(static m => 1.0 / m) - 0.57721566490153286;
    }

    [Fact]
    public void Permutation_entropy_of_noise_order_and_the_published_example()
    {
        RandomStream stream = new(6, "noise");
        double[] noise = [.. Enumerable.Range(0, 60_000).Select(_ => stream.NextGaussian())];
        Assert.Equal(PermutationEntropy.Maximum(4), PermutationEntropy.Estimate(noise, 4).Bits, 2e-3);
        Assert.Equal(Math.Log2(24), PermutationEntropy.Maximum(4), 1e-12);
        Assert.Equal(0, PermutationEntropy.Estimate([1, 2, 3, 4, 5, 9]).PlugInBits, 1e-12);
        // Two series that rise, one value of each in turn: only with a delay of two there is one pattern.
        Assert.Equal(0, PermutationEntropy.Estimate([1, 100, 2, 101, 3, 102, 4, 103], 3, delay: 2).PlugInBits, 1e-12);
        // Bandt and Pompe (2002), section 2: 4, 7, 9, 10, 6, 11, 3 gives 0.918 bits at order 2 and 1.522 at order 3.
        double[] example = [4, 7, 9, 10, 6, 11, 3];
        Assert.Equal(0.918, PermutationEntropy.Estimate(example, 2).PlugInBits, 5e-4);
        Assert.Equal(1.522, PermutationEntropy.Estimate(example, 3).PlugInBits, 5e-4);
    }

    /// <summary>Eight values that show each of the six patterns of three once: the plain estimate is log2 6 already, and no entropy of six patterns is larger.</summary>
    [Fact]
    public void No_correction_leaves_the_possible_range()
    {
        InformationEstimate six = PermutationEntropy.Estimate([3, 1, 2, 4, 1.5, 1, 2.5, 2]);
        Assert.Equal((6, 6), (six.Observations, six.Cells));
        Assert.Equal(Math.Log2(6), six.Bits, 1e-12);
        // Twenty rising numbers in ten bins: no more than a bin can tell.
        Assert.InRange(ActiveInformation.EstimateBinned([.. Enumerable.Range(0, 20).Select(static i => (double)i)]).Bits, 0, Math.Log2(10));
        for (int trial = 0; trial < 200; trial++)
        {
            byte[] a = Symbols(2000 + (2 * trial), 12, 3), b = Symbols(2001 + (2 * trial), 12, 3);
            foreach (InformationEstimate shared in new[] { TransferEntropy.Estimate(a, b), TransferEntropy.Estimate(a, b, history: 2), MutualInformation.Estimate(a, b), ActiveInformation.Estimate(a, 2) })
                Assert.InRange(shared.Bits, 0, shared.PlugInBits + 1e-12);
            Assert.InRange(ShannonEntropy.Estimate(a, 2).Bits, 0, 2 * Math.Log2(3) + 1e-12);
            Assert.InRange(ShannonEntropy.Rate(a, 2).Bits, 0, Math.Log2(3) + 1e-12);
        }
    }

    /// <summary>Where values repeat, distances are zero or equal, and the estimator for continuous values says nonsense (12 bits where one symbol stores at most 1): repeated values count as symbols do.</summary>
    [Fact]
    public void Nearest_neighbors_count_ties()
    {
        double[] alternating = [.. Enumerable.Range(0, 2000).Select(static i => (double)(i & 1))];
        Assert.Equal(1, ActiveInformation.EstimateNearestNeighbor(alternating).Bits, 0.01);
        double[] coins = [.. Symbols(50, 2000, 2).Select(static s => (double)s)];
        Assert.Equal(0, ActiveInformation.EstimateNearestNeighbor(coins).Bits, 0.01);
        Assert.Equal(0, ActiveInformation.EstimateNearestNeighbor(new double[2000]).Bits, 1e-12);
        double[] dice = [.. Symbols(51, 3000, 6).Select(static s => (double)s)];
        Assert.Equal(0, ActiveInformation.EstimateNearestNeighbor(dice, history: 1).Bits, 0.03);
        Assert.Contains("100 % of the points tied", ActiveInformation.EstimateNearestNeighbor(coins).Estimator, StringComparison.Ordinal);
        // One symbol beside its own value plus noise: the whole symbol, log2 6, is shared.
        RandomStream stream = new(52, "ties");
        double[] noisy = [.. dice.Select(v => v + (0.1 * stream.NextDouble()))];
        Assert.Equal(Math.Log2(6), MutualInformation.EstimateNearestNeighbor(dice, noisy, dice.Length).Bits, 0.02);
        Assert.Contains("of the patterns with equal values", PermutationEntropy.Estimate(coins).Estimator, StringComparison.Ordinal);
    }

    // Independent numbers store nothing, rounded or not; equal distances between rounded ones are no information.
    [Theory]
    [InlineData(100)]
    [InlineData(10)]
    public void Rounded_numbers_store_no_more_than_exact_ones(int steps)
    {
        RandomStream stream = new(53, "rounded");
        double[] exact = [.. Enumerable.Range(0, 2000).Select(_ => stream.NextDouble())];
        double[] rounded = [.. exact.Select(value => Math.Round(value * steps) / steps)];
        InformationEstimate found = ActiveInformation.EstimateNearestNeighbor(rounded);
        Assert.Equal(0, found.Bits, 0.06);
        Assert.Contains("rounded numbers spread over their step", found.Estimator, StringComparison.Ordinal);
        Assert.DoesNotContain("rounded", ActiveInformation.EstimateNearestNeighbor(exact).Estimator, StringComparison.Ordinal);
        // What is stored stays: each number is the one before, give or take less than a step.
        double[] walk = new double[2000];
        for (int i = 1; i < walk.Length; i++)
            walk[i] = (0.9 * walk[i - 1]) + stream.NextGaussian();
        double stored = ActiveInformation.EstimateNearestNeighbor(walk, history: 1).Bits;
        Assert.Equal(stored, ActiveInformation.EstimateNearestNeighbor([.. walk.Select(static value => Math.Round(value * 10) / 10)], history: 1).Bits, 0.1);
    }

    [Fact]
    public void Rounding_is_no_signal()
    {
        // 0.1 and what sums of tenths give: the same up to the last places.
        double[] tenths = [.. Enumerable.Range(1, 400).Select(static i => (0.1 * i) - (0.1 * (i - 1)) is var d && Math.Abs(d - 0.1) < 1e-16 ? d : 0.1)];
        tenths[7] = Math.BitIncrement(0.1);
        Assert.All(Foundation.Information.Symbols.FromSeries(tenths, 10), static symbol => Assert.Equal(0, symbol));
        Assert.Equal(0, PermutationEntropy.Estimate(tenths).Bits, 1e-12);
        Assert.Equal(0, ActiveInformation.EstimateBinned(tenths).Bits, 1e-12);
    }

    private static byte[] Symbols(int index, int count, int size)
    {
        byte[] symbols = new byte[count];
        new RandomStream(8, "symbols", (ulong)index).FillSymbols(symbols, size);
        return symbols;
    }
}
