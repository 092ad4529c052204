using System.Collections.Immutable;
using System.CommandLine;

namespace Lightcone.Cli.Bench;

/// <summary>Something whose speed is measured against other programs: a value. A new one is a file in Bench/ and a line in <see cref="BenchCatalog"/>.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Description">One sentence: the work that is measured, with its size.</param>
/// <param name="Peers">The programs it can be compared with, by name.</param>
/// <param name="Prepare">Reads the options and builds the work: one exercise, or, when the second argument asks for all variants, several (both published sizes, all elementary rules).</param>
internal sealed record Benchmark(string Name, string Description, ImmutableArray<string> Peers, Func<ParseResult, bool, IEnumerable<Exercise>> Prepare)
{
    /// <summary>Options of this benchmark alone; benchmarks that share an option share the object.</summary>
    public ImmutableArray<Option> Options { get; init; } = [];
}
