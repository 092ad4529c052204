using System.Collections.Immutable;

namespace Lightcone.Cli.Bench;

/// <summary>The benchmarks, in the order in which <c>bench --all</c> runs them.</summary>
internal static class BenchCatalog
{
    public static ImmutableArray<Benchmark> All() => All(new LatticeOptions());

    private static ImmutableArray<Benchmark> All(LatticeOptions lattices) =>
    [
        SpikingBenchmark.Create(),
        PerceptronBenchmark.Create(),
        EncodingBenchmark.Create(),
        LyapunovBenchmark.Create(),
        GemmBenchmark.Create(),
        LifeBenchmark.Create(lattices),
    ];
}
