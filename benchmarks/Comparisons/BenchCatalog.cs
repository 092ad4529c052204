using System.Collections.Immutable;

namespace Lightcone.Comparisons;

/// <summary>The benchmarks, in the order in which <c>bench --all</c> runs them.</summary>
internal static class BenchCatalog
{
    public static ImmutableArray<Benchmark> All() => All(new LatticeOptions());

    private static ImmutableArray<Benchmark> All(LatticeOptions lattices) =>
    [
        EcaBenchmark.Create(lattices),
        TableBenchmark.Create(lattices),
        CompileBenchmark.Create(lattices),
        AdditionBenchmark.Create(lattices),
        ParityBenchmark.Create(lattices),
        TransducerBenchmark.Create(lattices),
        HashBenchmark.Create(lattices),
        SpikingBenchmark.Create(),
        PerceptronBenchmark.Create(),
        EncodingBenchmark.Create(),
        LyapunovBenchmark.Create(),
        GemmBenchmark.Create(),
        LifeBenchmark.Create(lattices),
    ];
}
