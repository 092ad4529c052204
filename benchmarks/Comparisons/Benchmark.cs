using System.Collections.Immutable;
using System.CommandLine;

namespace Lightcone.Comparisons;

/// <summary>Something whose speed is measured against other programs: a value. A new one is a file in benchmarks/Comparisons and a line in <see cref="BenchCatalog"/>.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Description">One sentence: the work that is measured, with its size.</param>
/// <param name="Peers">The programs it can be compared with, by name.</param>
/// <param name="Prepare">Reads the options and builds the work: one workload, or, when the second argument asks for all variants, several (both published sizes, all elementary rules).</param>
internal sealed record Benchmark(string Name, string Description, ImmutableArray<string> Peers, Func<ParseResult, bool, IEnumerable<Workload>> Prepare)
{
    /// <summary>Options of this benchmark alone; benchmarks that share an option share the object.</summary>
    public ImmutableArray<Option> Options { get; init; } = [];
}
