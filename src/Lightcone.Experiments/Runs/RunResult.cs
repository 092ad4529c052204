using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Runs;

/// <summary>What a run gave: named numbers, named arrays, and events in their order. The same bytes whenever it is computed again.</summary>
public sealed record RunResult
{
    /// <summary>Single numbers by name, lower-case words with hyphens; NaN where a run has none.</summary>
    public ImmutableSortedDictionary<string, double> Numbers { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Arrays by name, each a .npy file of its own.</summary>
    public ImmutableSortedDictionary<string, NpyArray> Arrays { get; init; } = ImmutableSortedDictionary.Create<string, NpyArray>(StringComparer.Ordinal);

    /// <summary>What happened, one JSON object a line: epochs, episodes, evaluations. No clock times.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>One number.</summary>
    /// <exception cref="KeyNotFoundException">The run has no number of that name; the message lists those it has.</exception>
    public double this[string name] => Numbers.TryGetValue(name, out double value)
        ? value
        : throw new KeyNotFoundException($"the run has no number '{name}'; it has {string.Join(", ", Numbers.Keys)}.");
}
