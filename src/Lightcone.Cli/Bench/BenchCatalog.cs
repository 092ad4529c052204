using System.Collections.Immutable;

namespace Lightcone.Cli.Bench;

/// <summary>The benchmarks, in the order in which <c>bench --all</c> runs them.</summary>
internal static class BenchCatalog
{
    public static ImmutableArray<Benchmark> All() => All(new RowOptions());

    private static ImmutableArray<Benchmark> All(RowOptions rows) =>
    [
        EcaBenchmark.Create(rows),
        TableBenchmark.Create(rows),
        CompileBenchmark.Create(rows),
        AdditionBenchmark.Create(rows),
        ParityBenchmark.Create(rows),
        TransducerBenchmark.Create(rows),
        SpikingBenchmark.Create(),
        PerceptronBenchmark.Create(),
        EncodingBenchmark.Create(),
        LyapunovBenchmark.Create(),
        GemmBenchmark.Create(),
    ];
}
