using System.Globalization;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Shared.Tests;

namespace Lightcone.Oracles.Tests;

public sealed class ScipyTests
{
    private const string Script = """
        import sys
        from scipy.stats import mannwhitneyu
        for line in open(sys.argv[1]):
            a, b = ([float(x) for x in side.split()] for side in line.split('|'))
            ties = len(set(a + b)) < len(a) + len(b)
            result = mannwhitneyu(a, b, alternative='two-sided', method='asymptotic' if ties else 'exact')
            print(repr(float(result.statistic)), repr(float(result.pvalue)))
        """;

    // Samples of 2 to 20 values, half of them rounded so that there are ties.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Two_samples_are_compared_as_SciPy_compares_them()
    {
        string python = OutsideJudge.Scipy.Require();
        using TemporaryFolder folder = new();
        (double[] First, double[] Second)[] samples = [.. Enumerable.Range(0, 200).Select(static i =>
        {
            RandomStream stream = new(9, "samples", (ulong)i);
            return (Draw(stream, i % 2 == 0, 0), Draw(stream, i % 2 == 0, stream.NextDouble() * 2));
        })];
        string path = folder.Write("samples.txt", string.Concat(samples.Select(static pair => $"{Text(pair.First)}|{Text(pair.Second)}\n")));
        string[] lines = OutsideJudge.Scipy.Run(folder.Path, folder.Write("compare.py", Script), path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(samples.Length == lines.Length, $"{python} printed {lines.Length} lines");
        foreach (((double[] first, double[] second), string line) in samples.Zip(lines))
        {
            MannWhitney found = MannWhitney.Of(first, second);
            double[] expected = [.. line.Split(' ').Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
            Assert.Equal(expected[0], found.U);
            Assert.Equal(expected[1], found.P, 1e-12 + (expected[1] * 1e-10));
        }
    }

    private static double[] Draw(RandomStream stream, bool rounds, double shift) =>
        [.. Enumerable.Range(0, 2 + stream.NextInt32(19)).Select(_ => (Value: stream.NextGaussian() + shift, rounds)).Select(static each => each.rounds ? Math.Round(each.Value, 1) : each.Value)];

    private static string Text(double[] values) => string.Join(' ', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)));
}
