using System.Collections.Immutable;

namespace Lightcone.RunIndex;

/// <summary>A run as lists show it.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Version">The version of its kind.</param>
/// <param name="Settings">Its settings on one line of JSON.</param>
/// <param name="Numbers">Its numbers by name.</param>
public sealed record RunIndexEntry(string Hash, string Kind, int Version, string Settings, ImmutableSortedDictionary<string, double> Numbers);
