using System.Collections.Immutable;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>What came out of one arm or two.</summary>
/// <param name="Value">The mean over the seeds, of each arm.</param>
/// <param name="Interval95">Its 95 % interval, by <see cref="Bootstrap"/>.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Min">The smallest number of each arm.</param>
/// <param name="Max">The largest.</param>
/// <param name="Runs">The hashes of all runs, arm by arm and seed by seed.</param>
public sealed record ArmSummary(ImmutableArray<double> Value, ImmutableArray<ConfidenceInterval> Interval95, int Seeds, ImmutableArray<double> Min, ImmutableArray<double> Max, ImmutableArray<string> Runs);
